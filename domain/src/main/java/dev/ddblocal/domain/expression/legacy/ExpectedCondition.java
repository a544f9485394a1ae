package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;

/** What Expected says of one attribute: either with a comparison operator, or in the older form. */
final class ExpectedCondition {
  private final RequestWording wording;
  private final String attribute;
  private final ExpectedAttributeValue expected;
  private final AttributeValue value;
  private final List<AttributeValue> values;

  private ExpectedCondition(
      RequestWording wording, String attribute, ExpectedAttributeValue expected) {
    this.wording = wording;
    this.attribute = attribute;
    this.expected = expected;
    this.value = expected.value() == null ? null : wording.sound(expected.value());
    this.values =
        expected.attributeValueList() == null
            ? null
            : expected.attributeValueList().stream().map(wording::sound).toList();
  }

  /**
   * The condition.
   *
   * @throws DynamoDbException a ValidationException where a value is not sound or where the members
   *     do not go together
   */
  static Condition of(RequestWording wording, String attribute, ExpectedAttributeValue expected) {
    return new ExpectedCondition(wording, attribute, expected).condition();
  }

  private Condition condition() {
    if (value != null && values != null) {
      throw refusal("Value and AttributeValueList cannot be used together");
    }
    return expected.comparisonOperator() == null ? olderForm() : compared();
  }

  private Condition compared() {
    ComparisonOperator operator = expected.comparisonOperator();
    if (expected.exists() != null) {
      throw refusal("Exists and ComparisonOperator cannot be used together");
    }
    if (value == null && values == null && !operator.takes(0)) {
      throw refusal(
          "Value or AttributeValueList must be used with ComparisonOperator: " + operator);
    }
    List<AttributeValue> single = value == null ? List.of() : List.of(value);
    return Comparison.of(wording, operator, values == null ? single : values).condition(attribute);
  }

  private Condition olderForm() {
    if (values != null) {
      throw refusal("AttributeValueList can only be used with a ComparisonOperator");
    }
    if (Boolean.FALSE.equals(expected.exists())) {
      if (value != null) {
        throw refusal("Value cannot be used when Exists is false");
      }
      return Comparison.of(wording, ComparisonOperator.NULL, List.of()).condition(attribute);
    }
    if (value == null) {
      throw refusal("Value must be provided when Exists is " + expected.exists());
    }
    return Comparison.of(wording, ComparisonOperator.EQ, List.of(value)).condition(attribute);
  }

  private DynamoDbException refusal(String reason) {
    return InvalidParameter.refusal(wording, reason, attribute);
  }
}
