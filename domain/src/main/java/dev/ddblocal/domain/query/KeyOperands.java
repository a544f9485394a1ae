package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.key.KeyLimits;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;

/** What the operands of a key condition have to be. */
final class KeyOperands {
  private KeyOperands() {}

  /** The operands of a test. */
  static List<AttributeValue> of(KeyTest test) {
    return switch (test) {
      case KeyTest.EqualTo(AttributeValue value) -> List.of(value);
      case KeyTest.LessThan(AttributeValue value) -> List.of(value);
      case KeyTest.LessOrEqual(AttributeValue value) -> List.of(value);
      case KeyTest.GreaterThan(AttributeValue value) -> List.of(value);
      case KeyTest.GreaterOrEqual(AttributeValue value) -> List.of(value);
      case KeyTest.Between(AttributeValue low, AttributeValue high) -> List.of(low, high);
      case KeyTest.BeginsWith(AttributeValue start) -> List.of(start);
    };
  }

  /**
   * Refuses operands that the key attribute cannot be compared with.
   *
   * @throws DynamoDbException a ValidationException
   */
  static void require(KeyAttribute attribute, KeyTest test) {
    for (AttributeValue operand : of(test)) {
      boolean numberBegins =
          test instanceof KeyTest.BeginsWith && operand instanceof AttributeValue.N;
      if (!attribute.hasType(operand) || numberBegins) {
        throw DynamoDbException.validation(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
      }
      KeyLimits.requireContent(attribute, operand);
    }
  }
}
