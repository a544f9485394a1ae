package dev.ddblocal.domain.expression.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected, QueryFilter, ScanFilter and ConditionalOperator. */
class LegacyConditionTest {
  private static final String ENVELOPE = "1 validation error detected: ";
  private static final String INVALID = "One or more parameter values were invalid: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // attribute            | operator     | values           | holds
        "S x                    | EQ           | S x              | true",
        "S 6                    | EQ           | N 6              | false",
        "N 6.0                  | EQ           | N 6              | true",
        "SS a b                 | EQ           | SS b a           | true",
        "SS a b                 | EQ           | SS a             | false",
        "BOOL true              | EQ           | BOOL true        | true",
        "NULL                   | EQ           | NULL             | true",
        "L S a; N 1             | EQ           | L S a; N 1       | true",
        "M S a                  | EQ           | M S a            | true",
        "M S a                  | EQ           | M S b            | false",
        "                       | EQ           | S x              | false",
        "S x                    | NE           | S x              | false",
        "S x                    | NE           | S y              | true",
        "S 6                    | NE           | N 6              | true",
        "NS 1 2                 | NE           | NS 2 1           | false",
        "                       | NE           | S x              | true",
        "N 5                    | LT           | N 10             | true",
        "S 5                    | LT           | S 10             | false",
        "N 5                    | LT           | N 5              | false",
        "S 5                    | LT           | N 10             | false",
        "                       | LT           | N 10             | false",
        "N 5                    | LE           | N 5              | true",
        "N 6                    | LE           | N 5              | false",
        "B b                    | GT           | B a              | true",
        "B a                    | GT           | B a              | false",
        "SS b                   | GT           | S a              | false",
        "S a                    | GE           | S a              | true",
        "S a                    | GE           | S b              | false",
        "                       | GE           | S a              | false",
        "N 5                    | BETWEEN      | N 5, N 7         | true",
        "N 7                    | BETWEEN      | N 5, N 7         | true",
        "N 8                    | BETWEEN      | N 5, N 7         | false",
        "S 6                    | BETWEEN      | N 5, N 7         | false",
        "N 5                    | BETWEEN      | N 5, N 5         | true",
        "                       | BETWEEN      | N 5, N 7         | false",
        "S a                    | NOT_NULL     |                  | true",
        "NULL                   | NOT_NULL     |                  | true",
        "                       | NOT_NULL     |                  | false",
        "NULL                   | NULL         |                  | false",
        "                       | NULL         |                  | true",
        "S abc                  | CONTAINS     | S bc             | true",
        "S abc                  | CONTAINS     | S cb             | false",
        "B abc                  | CONTAINS     | B bc             | true",
        "SS ab cd               | CONTAINS     | S ab             | true",
        "SS ab cd               | CONTAINS     | S b              | false",
        "NS 1 2                 | CONTAINS     | N 2.0            | true",
        "L S a; N 1             | CONTAINS     | N 1              | true",
        "L S a; BOOL true       | CONTAINS     | BOOL true        | true",
        "L S a; NULL            | CONTAINS     | NULL             | true",
        "L S a; N 1             | CONTAINS     | S 1              | false",
        "N 12                   | CONTAINS     | N 1              | false",
        "                       | CONTAINS     | S a              | false",
        "S abc                  | NOT_CONTAINS | S bc             | false",
        "S abc                  | NOT_CONTAINS | S cb             | true",
        "SS ab cd               | NOT_CONTAINS | S ab             | false",
        "SS ab cd               | NOT_CONTAINS | S b              | true",
        "L S a; N 1             | NOT_CONTAINS | S 1              | true",
        "                       | NOT_CONTAINS | S a              | false",
        "S abc                  | BEGINS_WITH  | S ab             | true",
        "S abc                  | BEGINS_WITH  | S bc             | false",
        "B abc                  | BEGINS_WITH  | B ab             | true",
        "SS abc                 | BEGINS_WITH  | S ab             | false",
        "                       | BEGINS_WITH  | S ab             | false",
        "S b                    | IN           | S a, S b         | true",
        "S b                    | IN           | S b              | true",
        "S c                    | IN           | S a, S b         | false",
        "N 2                    | IN           | N 1, N 2.0       | true",
        "SS a                   | IN           | S a, S b         | false",
        "                       | IN           | S a, S b         | false",
      })
  void compares_an_attribute(
      String attribute, ComparisonOperator operator, String values, boolean holds) {
    String list = values == null ? "" : values;
    assertEquals(
        holds, filter(RequestWording.BARE_CURRENT, operator, list).holds(Notation.item(attribute)));
    assertEquals(
        holds,
        expected(new ExpectedAttributeValue(null, null, operator, Notation.list(list)))
            .holds(Notation.item(attribute)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EQ           | ''          | Invalid number of argument(s) for the EQ ComparisonOperator",
        "EQ           | S a, S b    | Invalid number of argument(s) for the EQ ComparisonOperator",
        "NE           | S a, S b    | Invalid number of argument(s) for the NE ComparisonOperator",
        "LT           | ''          | Invalid number of argument(s) for the LT ComparisonOperator",
        "BETWEEN      | S a         | Invalid number of argument(s) for the BETWEEN"
            + " ComparisonOperator",
        "BETWEEN      | S a,S b,S c | Invalid number of argument(s) for the BETWEEN"
            + " ComparisonOperator",
        "IN           | ''          | Invalid number of argument(s) for the IN ComparisonOperator",
        "NULL         | S a         | Invalid number of argument(s) for the NULL"
            + " ComparisonOperator",
        "NOT_NULL     | S a         | Invalid number of argument(s) for the NOT_NULL"
            + " ComparisonOperator",
        "CONTAINS     | S a, S b    | Invalid number of argument(s) for the CONTAINS"
            + " ComparisonOperator",
        "BEGINS_WITH  | ''          | Invalid number of argument(s) for the BEGINS_WITH"
            + " ComparisonOperator",
        "LT           | SS a        | ComparisonOperator LT is not valid for SS AttributeValue"
            + " type",
        "LE           | BOOL true   | ComparisonOperator LE is not valid for BOOL AttributeValue"
            + " type",
        "GT           | L S a       | ComparisonOperator GT is not valid for L AttributeValue type",
        "GE           | NULL        | ComparisonOperator GE is not valid for NULL AttributeValue"
            + " type",
        "BETWEEN      | M S a, S b  | ComparisonOperator BETWEEN is not valid for M AttributeValue"
            + " type",
        "IN           | NS 1        | ComparisonOperator IN is not valid for NS AttributeValue"
            + " type",
        "CONTAINS     | SS a        | ComparisonOperator CONTAINS is not valid for SS"
            + " AttributeValue type",
        "CONTAINS     | L S a       | ComparisonOperator CONTAINS is not valid for L AttributeValue"
            + " type",
        "NOT_CONTAINS | M S a       | ComparisonOperator NOT_CONTAINS is not valid for M"
            + " AttributeValue type",
        "BEGINS_WITH  | N 1         | ComparisonOperator BEGINS_WITH is not valid for N"
            + " AttributeValue type",
        "BETWEEN      | S a, N 1    | AttributeValues inside AttributeValueList must all be of the"
            + " same type",
        "IN           | S a, N 1    | AttributeValues inside AttributeValueList must all be of the"
            + " same type",
      })
  void refuses_values_that_an_operator_does_not_take(
      ComparisonOperator operator, String values, String message) {
    ConditionParameter condition = new ConditionParameter(Notation.list(values), operator);
    assertRefused(
        INVALID + message,
        () ->
            new LegacyParameters(RequestWording.BARE_CURRENT).filter(Map.of("a", condition), null));
    assertRefused(
        ENVELOPE + INVALID + message,
        () -> expected(new ExpectedAttributeValue(null, null, operator, Notation.list(values))));
  }

  @Test
  void refuses_reversed_bounds() {
    assertRefused(
        "The BETWEEN condition was provided a range where the lower bound is bigger than the upper"
            + " bound",
        () -> filter(RequestWording.BARE_OLDER, ComparisonOperator.BETWEEN, "N 10, N 9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Value | Exists | ComparisonOperator | AttributeValueList | message
        "-   | true  | -       | -   | Value must be provided when Exists is true",
        "-   | -     | -       | -   | Value must be provided when Exists is null",
        "S x | false | -       | -   | Value cannot be used when Exists is false",
        "S x | -     | EQ      | S x | Value and AttributeValueList cannot be used together",
        "S x | -     | -       | S x | Value and AttributeValueList cannot be used together",
        "-   | -     | EQ      | -   | Value or AttributeValueList must be used with"
            + " ComparisonOperator: EQ",
        "-   | -     | BETWEEN | -   | Value or AttributeValueList must be used with"
            + " ComparisonOperator: BETWEEN",
        "-   | true  | EQ      | S x | Exists and ComparisonOperator cannot be used together",
        "-   | false | NULL    | -   | Exists and ComparisonOperator cannot be used together",
        "-   | -     | -       | S x | AttributeValueList can only be used with a"
            + " ComparisonOperator",
        "-   | true  | -       | S x | AttributeValueList can only be used with a"
            + " ComparisonOperator",
        "-   | false | -       | S x | AttributeValueList can only be used with a"
            + " ComparisonOperator",
      })
  void refuses_members_of_expected_that_do_not_go_together(
      String value, Boolean exists, ComparisonOperator operator, String list, String message) {
    ExpectedAttributeValue expected =
        new ExpectedAttributeValue(
            value == null ? null : Notation.sent(value),
            exists,
            operator,
            list == null ? null : Notation.list(list));
    assertRefused(ENVELOPE + INVALID + message + " for Attribute: a", () -> expected(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // attribute | Value | Exists | ComparisonOperator | holds
        "S x | S x | -     | -            | true",
        "S x | S x | true  | -            | true",
        "S x | S y | true  | -            | false",
        "-   | S x | -     | -            | false",
        "-   | -   | false | -            | true",
        "S x | -   | false | -            | false",
        "S x | S y | -     | NE           | true",
        "N 3 | N 5 | -     | LT           | true",
        "S x | -   | -     | NOT_NULL     | true",
        "S x | -   | -     | NULL         | false",
      })
  void compares_with_a_value_of_expected(
      String attribute, String value, Boolean exists, ComparisonOperator operator, boolean holds) {
    ExpectedAttributeValue expected =
        new ExpectedAttributeValue(
            value == null ? null : Notation.sent(value), exists, operator, null);
    assertEquals(holds, expected(expected).holds(Notation.item(attribute)));
  }

  @Test
  void joins_several_conditions_with_and_unless_told_otherwise() {
    LinkedHashMap<String, ConditionParameter> filter = new LinkedHashMap<>();
    filter.put("b", new ConditionParameter(null, ComparisonOperator.NOT_NULL));
    filter.put("a", new ConditionParameter(Notation.list("S x"), ComparisonOperator.EQ));
    LegacyParameters legacy = new LegacyParameters(RequestWording.BARE_CURRENT);
    Condition and = legacy.filter(filter, null).orElseThrow();
    assertEquals(and, legacy.filter(filter, ConditionalOperator.AND).orElseThrow());
    assertEquals(false, and.holds(Notation.item("S x")));
    Condition or = legacy.filter(filter, ConditionalOperator.OR).orElseThrow();
    assertTrue(or.holds(Notation.item("S x")));
    assertEquals(false, or.holds(Notation.item("S y")));
    assertEquals(List.of("b", "a"), List.copyOf(and.attributes()));
    assertEquals(Set.of("a", "b"), or.attributes());
  }

  @Test
  void has_no_condition_where_none_is_sent() {
    LegacyParameters legacy = new LegacyParameters(RequestWording.ENVELOPED);
    assertEquals(Optional.empty(), legacy.condition(null, null));
    assertEquals(Optional.empty(), legacy.condition(Map.of(), null));
    assertEquals(Optional.empty(), legacy.filter(null, null));
    assertEquals(Optional.empty(), legacy.filter(Map.of(), null));
  }

  @ParameterizedTest
  @EnumSource
  void refuses_a_conditional_operator_without_two_conditions(ConditionalOperator operator) {
    LegacyParameters legacy = new LegacyParameters(RequestWording.ENVELOPED);
    String without = "ConditionalOperator cannot be used without Filter or Expected";
    assertRefused(ENVELOPE + without, () -> legacy.condition(null, operator));
    assertRefused(
        without, () -> new LegacyParameters(RequestWording.BARE_OLDER).filter(null, operator));
    String fewer =
        "ConditionalOperator can only be used when Filter or Expected has two or more elements";
    assertRefused(ENVELOPE + fewer, () -> legacy.condition(Map.of(), operator));
    assertRefused(
        fewer,
        () ->
            new LegacyParameters(RequestWording.BARE_CURRENT)
                .filter(
                    Map.of("a", new ConditionParameter(null, ComparisonOperator.NULL)), operator));
  }

  @Test
  void refuses_a_defect_before_what_its_value_is_used_for() {
    assertRefused(
        ENVELOPE + "The parameter cannot be converted to a numeric value: abc",
        () -> expected(new ExpectedAttributeValue(Notation.sent("N abc"), false, null, null)));
    assertRefused(
        "Number overflow. Attempting to store a number with magnitude larger than supported range",
        () -> filter(RequestWording.BARE_CURRENT, ComparisonOperator.BETWEEN, "N 1e2147483647"));
    assertRefused(
        "Number underflow. Attempting to store a number with magnitude smaller than supported"
            + " range",
        () -> filter(RequestWording.BARE_OLDER, ComparisonOperator.EQ, "N 1e2147483647"));
    assertRefused(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        () -> filter(RequestWording.BARE_OLDER, ComparisonOperator.NULL, "NOTHING"));
  }

  @Test
  void refuses_the_first_fault_in_the_order_of_the_request() {
    LinkedHashMap<String, ConditionParameter> filter = new LinkedHashMap<>();
    filter.put("b", new ConditionParameter(Notation.list("S x, S y"), ComparisonOperator.EQ));
    filter.put("a", new ConditionParameter(Notation.list("N x"), ComparisonOperator.EQ));
    LegacyParameters legacy = new LegacyParameters(RequestWording.BARE_CURRENT);
    assertRefused(
        INVALID + "Invalid number of argument(s) for the EQ ComparisonOperator",
        () -> legacy.filter(filter, null));
    filter.putFirst("c", filter.remove("a"));
    assertRefused(
        "The parameter cannot be converted to a numeric value: x",
        () -> legacy.filter(filter, null));
  }

  @Test
  void refuses_an_empty_attribute_name() {
    assertRefused(
        "Empty attribute name",
        () ->
            new LegacyParameters(RequestWording.BARE_CURRENT)
                .filter(Map.of("", new ConditionParameter(null, ComparisonOperator.NULL)), null));
  }

  private static Condition filter(
      RequestWording wording, ComparisonOperator operator, String values) {
    return new LegacyParameters(wording)
        .filter(Map.of("a", new ConditionParameter(Notation.list(values), operator)), null)
        .orElseThrow();
  }

  private static Condition expected(ExpectedAttributeValue expected) {
    return new LegacyParameters(RequestWording.ENVELOPED)
        .condition(Map.of("a", expected), null)
        .orElseThrow();
  }

  private static void assertRefused(String message, Runnable translation) {
    DynamoDbException error = assertThrows(DynamoDbException.class, translation::run);
    assertEquals(message, error.getMessage());
    assertEquals(ErrorCode.VALIDATION, error.code());
  }
}
