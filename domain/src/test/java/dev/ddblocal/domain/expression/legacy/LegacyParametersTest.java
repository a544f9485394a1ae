package dev.ddblocal.domain.expression.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.KeyClause;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** KeyConditions, AttributesToGet, AttributeUpdates, and legacy parameters beside expressions. */
class LegacyParametersTest {
  private static final String ENVELOPE = "1 validation error detected: ";
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LegacyParameters query = new LegacyParameters(RequestWording.BARE_CURRENT);
  private final LegacyParameters write = new LegacyParameters(RequestWording.ENVELOPED);

  @Test
  void translates_key_conditions_in_their_order() {
    Map<String, ConditionParameter> conditions = new LinkedHashMap<>();
    conditions.put("sk", key(ComparisonOperator.BETWEEN, "N 1, N 2"));
    conditions.put("pk", key(ComparisonOperator.EQ, "S x"));
    assertEquals(
        Optional.of(
            new KeyCondition(
                List.of(
                    new KeyClause(
                        "sk", new KeyTest.Between(Notation.value("N 1"), Notation.value("N 2"))),
                    new KeyClause("pk", new KeyTest.EqualTo(Notation.value("S x")))))),
        query.keyCondition(conditions));
    assertEquals(Optional.empty(), query.keyCondition(null));
    assertEquals(Optional.empty(), query.keyCondition(Map.of()));
  }

  @ParameterizedTest
  @EnumSource(names = {"EQ", "LE", "LT", "GE", "GT", "BEGINS_WITH"})
  void translates_every_operator_of_keys(ComparisonOperator operator) {
    KeyTest expected =
        switch (operator) {
          case LE -> new KeyTest.LessOrEqual(Notation.value("S x"));
          case LT -> new KeyTest.LessThan(Notation.value("S x"));
          case GE -> new KeyTest.GreaterOrEqual(Notation.value("S x"));
          case GT -> new KeyTest.GreaterThan(Notation.value("S x"));
          case BEGINS_WITH -> new KeyTest.BeginsWith(Notation.value("S x"));
          default -> new KeyTest.EqualTo(Notation.value("S x"));
        };
    assertEquals(
        Optional.of(new KeyCondition(List.of(new KeyClause("k", expected)))),
        query.keyCondition(Map.of("k", key(operator, "S x"))));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EQ", "LE", "LT", "GE", "GT", "BEGINS_WITH", "BETWEEN"})
  void refuses_an_operator_that_keys_do_not_have(ComparisonOperator operator) {
    String values = operator.takes(0) ? "" : "S x";
    assertRefused(
        "Attempted conditional constraint is not an indexable operation",
        () -> query.keyCondition(Map.of("k", key(operator, values))));
  }

  @Test
  void refuses_key_conditions_as_other_conditions() {
    assertRefused(
        INVALID + "Invalid number of argument(s) for the BETWEEN ComparisonOperator",
        () -> query.keyCondition(Map.of("k", key(ComparisonOperator.BETWEEN, "S x"))));
    assertRefused(
        INVALID + "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type",
        () -> query.keyCondition(Map.of("k", key(ComparisonOperator.BEGINS_WITH, "N 1"))));
    assertRefused(
        "The BETWEEN condition was provided a range where the lower bound is bigger than the upper"
            + " bound",
        () -> query.keyCondition(Map.of("k", key(ComparisonOperator.BETWEEN, "S b, S a"))));
    assertRefused(
        "The parameter cannot be converted to a numeric value: x",
        () -> query.keyCondition(Map.of("k", key(ComparisonOperator.EQ, "N x"))));
  }

  @Test
  void translates_attributes_to_get() {
    assertEquals(
        List.of(DocumentPath.of("b.c"), DocumentPath.of("a")),
        query.projection(List.of("b.c", "a")).orElseThrow().paths());
    assertEquals(Optional.empty(), query.projection(null));
  }

  @Test
  void refuses_attributes_to_get_twice_or_without_a_name() {
    assertRefused(
        INVALID + "Duplicate value in attribute name: a",
        () -> query.projection(List.of("a", "b", "a")));
    assertRefused("Empty attribute name", () -> query.projection(List.of("")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // before    | Action | Value      | after
        "-           | PUT    | S x        | S x",
        "N 1         | PUT    | S x        | S x",
        "N 1         | -      | L S x      | L S x",
        "-           | ADD    | N 3        | N 3",
        "N 1.5       | ADD    | N -3       | N -1.5",
        "-           | ADD    | SS a       | SS a",
        "SS a b      | ADD    | SS b c     | SS a b c",
        "NS 1        | ADD    | NS 1.0 2   | NS 1 2",
        "BS a        | ADD    | BS b       | BS a b",
        "-           | ADD    | L S x      | L S x",
        "L S x       | ADD    | L S x; N 1 | L S x; S x; N 1",
        "S x         | DELETE | -          | -",
        "-           | DELETE | -          | -",
        "SS a b c    | DELETE | SS a c d   | SS b",
        "NS 1 2      | DELETE | NS 2.0     | NS 1",
        "BS a        | DELETE | BS a       | -",
        "-           | DELETE | SS a       | -",
      })
  void updates_an_attribute(String before, AttributeAction action, String value, String after) {
    assertEquals(Notation.item(after), update(action, value).applyTo(Notation.item(before)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S x    | ADD    | N 1",
        "N 1    | ADD    | NS 1",
        "SS a   | ADD    | NS 1",
        "NS 1   | ADD    | N 1",
        "M      | ADD    | L",
        "S a    | DELETE | SS a",
        "NS 1   | DELETE | SS a",
        "L S a  | DELETE | SS a",
      })
  void refuses_an_update_of_another_type(String before, AttributeAction action, String value) {
    Update update = update(action, value);
    assertRefused(
        "Type mismatch for attribute to update", () -> update.applyTo(Notation.item(before)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "PUT    | -         | Only DELETE action is allowed when no attribute value is specified",
        "-      | -         | Only DELETE action is allowed when no attribute value is specified",
        "ADD    | -         | Only DELETE action is allowed when no attribute value is specified",
        "ADD    | S x       | ADD action is not supported for the type S",
        "ADD    | BOOL true | ADD action is not supported for the type BOOL",
        "ADD    | M         | ADD action is not supported for the type M",
        "DELETE | S x       | DELETE action with value is not supported for the type S",
        "DELETE | N 1       | DELETE action with value is not supported for the type N",
        "DELETE | L S x     | DELETE action with value is not supported for the type L",
      })
  void refuses_values_that_an_action_does_not_take(
      AttributeAction action, String value, String message) {
    assertRefused(ENVELOPE + INVALID + message, () -> update(action, value));
  }

  @Test
  void refuses_a_defect_of_a_value_and_an_empty_name() {
    assertRefused(
        ENVELOPE + INVALID + "An string set  may not be empty",
        () -> update(AttributeAction.DELETE, "SS"));
    assertRefused(
        ENVELOPE + "Empty attribute name",
        () -> write.update(Map.of("", new AttributeValueUpdate(Notation.sent("S x"), null))));
  }

  @Test
  void updates_attributes_from_what_the_item_was() {
    Map<String, AttributeValueUpdate> updates = new LinkedHashMap<>();
    updates.put("b", new AttributeValueUpdate(Notation.sent("N 1"), AttributeAction.ADD));
    updates.put("a", new AttributeValueUpdate(null, AttributeAction.DELETE));
    Update update = write.update(updates).orElseThrow();
    assertEquals(List.of(DocumentPath.of("b"), DocumentPath.of("a")), update.paths());
    assertEquals(Map.of("b", Notation.value("N 1")), update.applyTo(Notation.item("S x")));
  }

  @Test
  void changes_nothing_where_updates_are_empty() {
    assertEquals(Optional.of(new Update(List.of())), write.update(Map.of()));
    assertEquals(Optional.empty(), write.update(null));
  }

  @Test
  void one_kind_of_parameters_passes() {
    assertFalse(new ParameterMix(RequestWording.ENVELOPED).requireOneKind());
    assertFalse(
        new ParameterMix(RequestWording.ENVELOPED)
            .legacy("Expected", Map.of())
            .expression("ConditionExpression", null)
            .requireOneKind());
    assertTrue(
        new ParameterMix(RequestWording.ENVELOPED)
            .legacy("Expected", null)
            .expression("ConditionExpression", "")
            .requireOneKind());
  }

  @Test
  void names_all_parameters_of_both_kinds() {
    assertRefused(
        ENVELOPE
            + "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
        () ->
            new ParameterMix(RequestWording.ENVELOPED)
                .legacy("Expected", Map.of())
                .expression("ConditionExpression", "a = :a")
                .requireOneKind());
    assertRefused(
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {AttributesToGet, ConditionalOperator} Expression"
            + " parameters: {ProjectionExpression, FilterExpression}",
        () ->
            new ParameterMix(RequestWording.BARE_OLDER)
                .legacy("AttributesToGet", List.of("a"))
                .legacy("ScanFilter", null)
                .legacy("ConditionalOperator", ConditionalOperator.OR)
                .expression("ProjectionExpression", "a")
                .expression("FilterExpression", "b = :b")
                .requireOneKind());
  }

  private Update update(AttributeAction action, String value) {
    AttributeValueUpdate update =
        new AttributeValueUpdate(value == null ? null : Notation.sent(value), action);
    return write.update(Map.of("a", update)).orElseThrow();
  }

  private static ConditionParameter key(ComparisonOperator operator, String values) {
    return new ConditionParameter(values.isEmpty() ? null : Notation.list(values), operator);
  }

  private static void assertRefused(String message, Runnable translation) {
    DynamoDbException error = assertThrows(DynamoDbException.class, translation::run);
    assertEquals(message, error.getMessage());
    assertEquals(ErrorCode.VALIDATION, error.code());
  }
}
