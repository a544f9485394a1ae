package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.ValueDefect;

/** The refusals of legacy parameters. */
final class InvalidParameter {
  private InvalidParameter() {}

  /** The refusal of parameter values, for a reason. */
  static DynamoDbException refusal(RequestWording wording, String reason) {
    return wording.refusal("One or more parameter values were invalid: " + reason);
  }

  /** The refusal of parameter values, for a reason that lies in one attribute's. */
  static DynamoDbException refusal(RequestWording wording, String reason, String attribute) {
    return refusal(wording, reason + " for Attribute: " + attribute);
  }

  /**
   * Lets a name pass that an attribute can have.
   *
   * @throws DynamoDbException a ValidationException if it is empty
   */
  static void requireName(RequestWording wording, String attribute) {
    if (attribute.isEmpty()) {
      throw wording.refusal(new ValueDefect.EmptyName());
    }
  }
}
