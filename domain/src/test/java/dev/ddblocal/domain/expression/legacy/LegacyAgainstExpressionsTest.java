package dev.ddblocal.domain.expression.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.SentValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random legacy parameters say of random items what expressions of the same meaning say. */
class LegacyAgainstExpressionsTest {
  private static final List<AttributeValue> VALUES =
      List.of(
              "S a",
              "S ab",
              "S b",
              "N 1",
              "N 2.0",
              "N -1e3",
              "B a",
              "B ab",
              "SS a ab",
              "SS b",
              "NS 1 2",
              "NS 3",
              "BS a b",
              "BOOL true",
              "BOOL false",
              "NULL",
              "L",
              "L S a; N 1",
              "L NULL; BOOL true",
              "M",
              "M S a")
          .stream()
          .map(Notation::value)
          .toList();
  private static final List<String> NAMES = List.of("a", "b", "c", "select");

  private final Random random = new Random(20260102);
  private final Expressions expressions = new Expressions();
  private final LegacyParameters legacy = new LegacyParameters(RequestWording.ENVELOPED);

  @Test
  void conditions_hold_for_the_same_items() {
    int held = 0;
    int failed = 0;
    while (held + failed < 20_000) {
      Map<String, ConditionParameter> filter = new LinkedHashMap<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        ConditionParameter condition = condition();
        if (isAccepted(condition)) {
          filter.put(name(), condition);
        }
      }
      if (filter.isEmpty()) {
        continue;
      }
      ConditionalOperator operator =
          filter.size() < 2 ? null : random.nextBoolean() ? ConditionalOperator.OR : null;
      Condition translated = legacy.filter(filter, operator).orElseThrow();
      Map<String, ExpectedAttributeValue> expected = new LinkedHashMap<>();
      filter.forEach((name, one) ->
          expected.put(
              name,
              new ExpectedAttributeValue(
                  null, null, one.comparisonOperator(), one.attributeValueList())));
      assertEquals(translated, legacy.condition(expected, operator).orElseThrow());
      Condition written = written(filter, operator);
      assertEquals(written.attributes(), translated.attributes());
      for (int i = 0; i < 5; i++) {
        Map<String, AttributeValue> item = item();
        boolean holds = translated.holds(item);
        assertEquals(written.holds(item), holds, filter + " of " + item);
        held += holds ? 1 : 0;
        failed += holds ? 0 : 1;
      }
    }
    assertTrue(Math.min(held, failed) > 2_000, held + " held and " + failed + " failed");
  }

  @Test
  void updates_make_the_same_items() {
    int updated = 0;
    int refused = 0;
    while (updated + refused < 20_000) {
      Map<String, AttributeValueUpdate> updates = new LinkedHashMap<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        AttributeAction action = any(List.of(AttributeAction.values()));
        AttributeValue value = value();
        // A list can be added by AttributeUpdates alone.
        if (takes(action, value)) {
          updates.put(name(), new AttributeValueUpdate(SentValue.of(value), action));
        } else {
          updates.put(name(), new AttributeValueUpdate(null, AttributeAction.DELETE));
        }
      }
      Update translated = legacy.update(updates).orElseThrow();
      Update written = written(updates);
      for (int i = 0; i < 5; i++) {
        Map<String, AttributeValue> item = item();
        Map<String, AttributeValue> after = after(translated, item);
        assertEquals(after(written, item), after, updates + " of " + item);
        updated += after == null ? 0 : 1;
        refused += after == null ? 1 : 0;
      }
    }
    assertTrue(Math.min(updated, refused) > 2_000, updated + " made and " + refused + " refused");
  }

  private ConditionParameter condition() {
    ComparisonOperator operator = any(List.of(ComparisonOperator.values()));
    int count = operator.takes(0) ? 0 : operator.takes(1) ? 1 : 2;
    if (operator == ComparisonOperator.IN) {
      count += random.nextInt(3);
    }
    List<SentValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(SentValue.of(value()));
    }
    return new ConditionParameter(values, operator);
  }

  private boolean isAccepted(ConditionParameter condition) {
    try {
      return legacy.filter(Map.of("a", condition), null).isPresent();
    } catch (DynamoDbException refused) {
      return false;
    }
  }

  private static boolean takes(AttributeAction action, AttributeValue value) {
    boolean set = value.typeDescriptor().length() == 2;
    return switch (action) {
      case PUT -> true;
      case ADD -> set || value instanceof AttributeValue.N;
      case DELETE -> set;
    };
  }

  private Condition written(Map<String, ConditionParameter> filter, ConditionalOperator operator) {
    Placeholders placeholders = new Placeholders();
    List<String> texts = new ArrayList<>();
    filter.forEach((name, one) -> texts.add(text(placeholders.name(name), one, placeholders)));
    RequestExpressions parsed = placeholders.parser();
    Condition condition =
        parsed
            .condition(String.join(operator == ConditionalOperator.OR ? " OR " : " AND ", texts))
            .orElseThrow();
    parsed.requireAllUsed();
    return condition;
  }

  private static String text(String name, ConditionParameter condition, Placeholders placeholders) {
    List<String> v =
        condition.attributeValueList().stream()
            .map(sent -> placeholders.value(sent.value()))
            .toList();
    return switch (condition.comparisonOperator()) {
      case EQ -> name + " = " + v.get(0);
      case NE -> name + " <> " + v.get(0);
      case LT -> name + " < " + v.get(0);
      case LE -> name + " <= " + v.get(0);
      case GT -> name + " > " + v.get(0);
      case GE -> name + " >= " + v.get(0);
      case IN -> name + " IN (" + String.join(", ", v) + ")";
      case BETWEEN -> name + " BETWEEN " + v.get(0) + " AND " + v.get(1);
      case NOT_NULL -> "attribute_exists(" + name + ")";
      case NULL -> "attribute_not_exists(" + name + ")";
      case CONTAINS -> "contains(" + name + ", " + v.get(0) + ")";
      case NOT_CONTAINS ->
          "(attribute_exists(" + name + ") AND NOT contains(" + name + ", " + v.get(0) + "))";
      case BEGINS_WITH -> "begins_with(" + name + ", " + v.get(0) + ")";
    };
  }

  private Update written(Map<String, AttributeValueUpdate> updates) {
    Placeholders placeholders = new Placeholders();
    Map<String, List<String>> clauses = new LinkedHashMap<>();
    updates.forEach((attribute, update) -> {
      String name = placeholders.name(attribute);
      String value = update.value() == null ? null : placeholders.value(update.value().value());
      String clause = value == null ? "REMOVE" : clause(update.action());
      String action =
          switch (clause) {
            case "REMOVE" -> name;
            case "SET" -> name + " = " + value;
            default -> name + " " + value;
          };
      clauses.computeIfAbsent(clause, _ -> new ArrayList<>()).add(action);
    });
    List<String> texts = new ArrayList<>();
    clauses.forEach((clause, actions) -> texts.add(clause + " " + String.join(", ", actions)));
    return placeholders.parser().update(String.join(" ", texts)).orElseThrow();
  }

  private static String clause(AttributeAction action) {
    return action == AttributeAction.PUT ? "SET" : action.name();
  }

  /** The item after an update, or null where the update is refused. */
  private static Map<String, AttributeValue> after(
      Update update, Map<String, AttributeValue> item) {
    try {
      return update.applyTo(item);
    } catch (DynamoDbException refused) {
      return null;
    }
  }

  private Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(5) > 0) {
        item.put(name, value());
      }
    }
    return item;
  }

  private AttributeValue value() {
    return any(VALUES);
  }

  private String name() {
    return any(NAMES);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Names and values of one expression. */
  private final class Placeholders {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    private String name(String attribute) {
      names.put("#" + attribute, attribute);
      return "#" + attribute;
    }

    private String value(AttributeValue value) {
      String placeholder = ":v" + values.size();
      values.put(placeholder, value);
      return placeholder;
    }

    private RequestExpressions parser() {
      return expressions.of(
          RequestWording.ENVELOPED,
          new ExpressionAttributes(
              names.isEmpty() ? null : names, values.isEmpty() ? null : AttributeMap.of(values)),
          true);
    }
  }
}
