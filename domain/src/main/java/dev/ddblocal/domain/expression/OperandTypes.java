package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.Set;

/**
 * Which types operators and functions take. An operand that the item decides is of no type until
 * then; what the request itself brings can be refused before.
 */
final class OperandTypes {
  /** The types that have an order. */
  static final Set<String> ORDERED = Set.of("S", "N", "B");

  /** The types that can begin with something. */
  static final Set<String> PREFIXED = Set.of("S", "B");

  /** The types that can have something within them. */
  static final Set<String> CONTAINERS = Set.of("S", "B", "SS", "NS", "BS", "L");

  /** The types that have a size. */
  static final Set<String> SIZED = Set.of("S", "B", "SS", "NS", "BS", "L", "M");

  /** Numbers. */
  static final Set<String> NUMBER = Set.of("N");

  /** Strings. */
  static final Set<String> STRING = Set.of("S");

  /** Lists. */
  static final Set<String> LIST = Set.of("L");

  private static final Set<String> ADDED = Set.of("N", "SS", "NS", "BS");
  private static final Set<String> DELETED = Set.of("SS", "NS", "BS");

  /** The types as the actions ADD and DELETE name them. */
  private static final Map<String, String> LONG_NAMES =
      Map.of(
          "S", "STRING",
          "N", "NUMBER",
          "B", "BINARY",
          "SS", "STRING_SET",
          "NS", "NUMBER_SET",
          "BS", "BINARY_SET",
          "M", "MAP",
          "L", "LIST",
          "BOOL", "BOOLEAN",
          "NULL", "NULL");

  private OperandTypes() {}

  /** The type of an operand whatever the item is, or null where the item decides. */
  static String of(Operand operand) {
    return switch (operand) {
      case Operand.Value(AttributeValue value) -> value.typeDescriptor();
      case Operand.Size _, Operand.Sum _, Operand.Difference _ -> "N";
      case Operand.ListAppend _ -> "L";
      case Operand.Path _, Operand.IfNotExists _ -> null;
    };
  }

  /**
   * Refuses an operand of a type that an operator or function does not take.
   *
   * @param operator the operator or function as it stands in messages
   */
  static void require(Set<String> types, String operator, Operand operand) {
    String type = of(operand);
    if (type != null && !types.contains(type)) {
      throw new InvalidExpressionException(
          "Incorrect operand type for operator or function; operator or function: "
              + operator
              + ", operand type: "
              + type);
    }
  }

  /** Refuses a value that ADD cannot add. */
  static void requireAddable(AttributeValue value) {
    requireForAction(ADDED, "ADD", value);
  }

  /** Refuses a value that DELETE cannot take out of a set. */
  static void requireDeletable(AttributeValue value) {
    requireForAction(DELETED, "DELETE", value);
  }

  private static void requireForAction(Set<String> types, String action, AttributeValue value) {
    if (!types.contains(value.typeDescriptor())) {
      throw new InvalidExpressionException(
          "Incorrect operand type for operator or function; operator: "
              + action
              + ", operand type: "
              + LONG_NAMES.get(value.typeDescriptor())
              + ", typeSet: ALLOWED_FOR_"
              + action
              + "_OPERAND");
    }
  }
}
