package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.expression.PathElement;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.expression.UpdateAction;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes what a statement says as the expressions of the item operations, every name and value
 * being a placeholder. One of these serves one request.
 */
final class NativeExpressions {
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  /** The names and values of the expressions that were written so far. */
  ExpressionAttributes attributes() {
    return new ExpressionAttributes(
        names.isEmpty() ? null : names, values.isEmpty() ? null : AttributeMap.of(values));
  }

  /** A projection. */
  String projection(Projection projection) {
    return projection.paths().stream().map(this::path).collect(Collectors.joining(", "));
  }

  /** An update: each kind of action in its section, in the actions' order. */
  String update(Update update) {
    Map<String, StringJoiner> sections = new LinkedHashMap<>();
    for (UpdateAction action : update.actions()) {
      String path = path(action.path());
      switch (action) {
        case UpdateAction.Set(DocumentPath _, Operand operand) ->
            section(sections, "SET").add(path + " = " + operand(operand));
        case UpdateAction.Remove _ -> section(sections, "REMOVE").add(path);
        case UpdateAction.Add(DocumentPath _, AttributeValue value) ->
            section(sections, "ADD").add(path + " " + value(value));
        case UpdateAction.Delete(DocumentPath _, AttributeValue value) ->
            section(sections, "DELETE").add(path + " " + value(value));
        case UpdateAction.LegacyAdd _, UpdateAction.LegacyDelete _ ->
            throw new IllegalArgumentException("no expression has " + action);
      }
    }
    return sections.values().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static StringJoiner section(Map<String, StringJoiner> sections, String keyword) {
    return sections.computeIfAbsent(keyword, _ -> new StringJoiner(", ", keyword + " ", ""));
  }

  /** A condition. */
  String condition(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> all) -> joined(all, " AND ");
      case Condition.Or(List<Condition> any) -> joined(any, " OR ");
      case Condition.Not(Condition negated) -> "NOT " + grouped(negated);
      case Condition.Comparison(Operand left, var comparator, Operand right) ->
          operand(left) + " " + comparator.symbol() + " " + operand(right);
      case Condition.Between(Operand operand, Operand low, Operand high) ->
          operand(operand) + " BETWEEN " + operand(low) + " AND " + operand(high);
      case Condition.In(Operand operand, List<Operand> candidates) ->
          operand(operand)
              + candidates.stream()
                  .map(this::operand)
                  .collect(Collectors.joining(", ", " IN (", ")"));
      case Condition.AttributeExists(DocumentPath path) -> "attribute_exists(" + path(path) + ")";
      case Condition.AttributeNotExists(DocumentPath path) ->
          "attribute_not_exists(" + path(path) + ")";
      case Condition.AttributeType(DocumentPath path, String type) ->
          "attribute_type(" + path(path) + ", " + value(new AttributeValue.S(type)) + ")";
      case Condition.BeginsWith(Operand operand, Operand prefix) ->
          "begins_with(" + operand(operand) + ", " + operand(prefix) + ")";
      case Condition.Contains(Operand whole, Operand part) ->
          "contains(" + operand(whole) + ", " + operand(part) + ")";
    };
  }

  private String joined(List<Condition> conditions, String operator) {
    return conditions.stream().map(this::grouped).collect(Collectors.joining(operator));
  }

  private String grouped(Condition condition) {
    return "(" + condition(condition) + ")";
  }

  private String operand(Operand operand) {
    return switch (operand) {
      case Operand.Path(DocumentPath path) -> path(path);
      case Operand.Value(AttributeValue value) -> value(value);
      case Operand.Size(Operand of) -> "size(" + operand(of) + ")";
      case Operand.Sum(Operand augend, Operand addend) -> operand(augend) + " + " + operand(addend);
      case Operand.Difference(Operand minuend, Operand subtrahend) ->
          operand(minuend) + " - " + operand(subtrahend);
      case Operand.IfNotExists(DocumentPath path, Operand otherwise) ->
          "if_not_exists(" + path(path) + ", " + operand(otherwise) + ")";
      case Operand.ListAppend(Operand first, Operand second) ->
          "list_append(" + operand(first) + ", " + operand(second) + ")";
    };
  }

  private String path(DocumentPath path) {
    StringBuilder text = new StringBuilder(name(path.attribute()));
    for (PathElement element : path.rest()) {
      switch (element) {
        case PathElement.Member(String member) -> text.append('.').append(name(member));
        case PathElement.Index(long position) -> text.append('[').append(position).append(']');
      }
    }
    return text.toString();
  }

  private String name(String name) {
    for (Map.Entry<String, String> entry : names.entrySet()) {
      if (entry.getValue().equals(name)) {
        return entry.getKey();
      }
    }
    String placeholder = "#n" + names.size();
    names.put(placeholder, name);
    return placeholder;
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
