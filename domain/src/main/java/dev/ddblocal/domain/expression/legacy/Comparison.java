package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Comparator;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.function.Supplier;

/**
 * A comparison operator with the values that it compares with, as many and of such types as it
 * takes.
 *
 * @param operator the operator
 * @param values the values
 */
record Comparison(ComparisonOperator operator, List<AttributeValue> values) {
  /**
   * Puts an operator and values together.
   *
   * @throws DynamoDbException a ValidationException where they do not fit
   */
  static Comparison of(
      RequestWording wording, ComparisonOperator operator, List<AttributeValue> values) {
    if (!operator.takes(values.size())) {
      throw InvalidParameter.refusal(
          wording, "Invalid number of argument(s) for the " + operator + " ComparisonOperator");
    }
    for (AttributeValue value : values) {
      if (!operator.takes(value)) {
        throw InvalidParameter.refusal(
            wording,
            "ComparisonOperator "
                + operator
                + " is not valid for "
                + value.typeDescriptor()
                + " AttributeValue type");
      }
      if (value.getClass() != values.getFirst().getClass()) {
        throw InvalidParameter.refusal(
            wording, "AttributeValues inside AttributeValueList must all be of the same type");
      }
    }
    if (operator == ComparisonOperator.BETWEEN
        && Comparator.GREATER.holds(values.getFirst(), values.getLast())) {
      throw wording.refusal(
          "The BETWEEN condition was provided a range where the lower bound is bigger than the"
              + " upper bound");
    }
    return new Comparison(operator, List.copyOf(values));
  }

  /** What the comparison says of an attribute. */
  Condition condition(String attribute) {
    DocumentPath path = DocumentPath.of(attribute);
    Operand operand = new Operand.Path(path);
    return switch (operator) {
      case EQ -> compared(operand, Comparator.EQUAL);
      case NE -> compared(operand, Comparator.NOT_EQUAL);
      case LE -> compared(operand, Comparator.LESS_OR_EQUAL);
      case LT -> compared(operand, Comparator.LESS);
      case GE -> compared(operand, Comparator.GREATER_OR_EQUAL);
      case GT -> compared(operand, Comparator.GREATER);
      case IN ->
          new Condition.In(operand, values.stream().<Operand>map(Operand.Value::new).toList());
      case BETWEEN -> new Condition.Between(operand, value(0), value(1));
      case NOT_NULL -> new Condition.AttributeExists(path);
      case NULL -> new Condition.AttributeNotExists(path);
      case CONTAINS -> new Condition.Contains(operand, value(0));
      case NOT_CONTAINS ->
          new Condition.And(
              List.of(
                  new Condition.AttributeExists(path),
                  new Condition.Not(new Condition.Contains(operand, value(0)))));
      case BEGINS_WITH -> new Condition.BeginsWith(operand, value(0));
    };
  }

  /**
   * What the comparison says of a key attribute.
   *
   * @param otherwise makes the error where keys cannot be compared so
   */
  KeyTest keyTest(Supplier<DynamoDbException> otherwise) {
    return switch (operator) {
      case EQ -> new KeyTest.EqualTo(values.getFirst());
      case LE -> new KeyTest.LessOrEqual(values.getFirst());
      case LT -> new KeyTest.LessThan(values.getFirst());
      case GE -> new KeyTest.GreaterOrEqual(values.getFirst());
      case GT -> new KeyTest.GreaterThan(values.getFirst());
      case BETWEEN -> new KeyTest.Between(values.getFirst(), values.getLast());
      case BEGINS_WITH -> new KeyTest.BeginsWith(values.getFirst());
      case NE, IN, NOT_NULL, NULL, CONTAINS, NOT_CONTAINS -> throw otherwise.get();
    };
  }

  private Condition compared(Operand operand, Comparator comparator) {
    return new Condition.Comparison(operand, comparator, value(0));
  }

  private Operand value(int index) {
    return new Operand.Value(values.get(index));
  }
}
