package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.ParsedNumber;
import dev.ddblocal.domain.value.ValidationLayer;
import dev.ddblocal.domain.value.ValueDefect;
import java.util.List;

/** Why an update cannot be applied to an item. */
final class UpdateFailure {
  private UpdateFailure() {}

  /** An operand whose attribute the item does not have. */
  static DynamoDbException missingAttribute() {
    return DynamoDbException.validation(
        "The provided expression refers to an attribute that does not exist in the item");
  }

  /** An operand of a type that the action or function does not take. */
  static DynamoDbException incorrectType() {
    return DynamoDbException.validation(
        "An operand in the update expression has an incorrect data type");
  }

  /** A value of AttributeUpdates of another type than the attribute has. */
  static DynamoDbException typeMismatch() {
    return DynamoDbException.validation("Type mismatch for attribute to update");
  }

  /** Lists and maps within one another beyond what an item can have. */
  static DynamoDbException nestedTooDeep() {
    return DynamoDbException.validation(
        new ValueDefect.NestedTooDeep().message(ValidationLayer.CURRENT));
  }

  /** A path whose parent the item does not have, or has with another type. */
  static DynamoDbException invalidPath() {
    return DynamoDbException.validation(
        "The document path provided in the update expression is invalid for update");
  }

  /** A value that an operand must have. */
  static AttributeValue requirePresent(AttributeValue value) {
    if (value == null) {
      throw missingAttribute();
    }
    return value;
  }

  /** A number that an operand must be. */
  static DynamoNumber requireNumber(AttributeValue value) {
    if (requirePresent(value) instanceof AttributeValue.N(DynamoNumber number)) {
      return number;
    }
    throw incorrectType();
  }

  /** The elements of the list that an operand must be. */
  static List<AttributeValue> requireList(AttributeValue value) {
    if (requirePresent(value) instanceof AttributeValue.L(List<AttributeValue> elements)) {
      return elements;
    }
    throw incorrectType();
  }

  /** The number that a calculation must have come to. */
  static AttributeValue requireSound(ParsedNumber result) {
    return switch (result) {
      case DynamoNumber number -> new AttributeValue.N(number);
      case ValueDefect.InvalidNumber defect ->
          throw DynamoDbException.validation(defect.message(ValidationLayer.CURRENT));
    };
  }
}
