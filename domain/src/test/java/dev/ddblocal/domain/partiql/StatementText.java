package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.expression.PathElement;
import dev.ddblocal.domain.expression.UpdateAction;
import dev.ddblocal.domain.partiql.Statement.Returning;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes statements as text, every name in quotes and every condition that has others within in
 * parentheses: what tables of tests show, and what reads as the same statement again. Values that
 * have no literal, and others if wanted, become parameters.
 */
final class StatementText {
  private final Predicate<AttributeValue> parameterized;
  private final List<AttributeValue> parameters = new ArrayList<>();

  private StatementText(Predicate<AttributeValue> parameterized) {
    this.parameterized = parameterized;
  }

  /**
   * A text with its parameters.
   *
   * @param text the statement
   * @param parameters its parameters
   */
  record Written(String text, List<AttributeValue> parameters) {}

  /**
   * Writes a statement.
   *
   * @param parameterized which values become parameters beside those that must
   */
  static Written write(Statement statement, Predicate<AttributeValue> parameterized) {
    StatementText text = new StatementText(parameterized);
    return new Written(text.statement(statement), text.parameters);
  }

  /** The text of a statement that has no binary values. */
  static String of(Statement statement) {
    return write(statement, _ -> false).text();
  }

  private String statement(Statement statement) {
    return switch (statement) {
      case Statement.Select select -> select(select);
      case Statement.Exists(Statement.Select select) -> "EXISTS(" + select(select) + ")";
      case Statement.Insert(String table, var item) ->
          "INSERT INTO " + quoted(table) + " VALUE " + value(new AttributeValue.M(item));
      case Statement.Update update ->
          "UPDATE "
              + quoted(update.table())
              + update.update().actions().stream().map(this::action).collect(Collectors.joining())
              + " WHERE "
              + condition(update.where())
              + returning(update.returning());
      case Statement.Delete delete ->
          "DELETE FROM "
              + quoted(delete.table())
              + " WHERE "
              + condition(delete.where())
              + returning(delete.returning());
    };
  }

  private String select(Statement.Select select) {
    String projection =
        select
            .projection()
            .map(paths -> joined(paths.paths().stream().map(StatementText::path).toList(), ", "))
            .orElse("*");
    String order =
        joined(
            select.order().stream()
                .map(term -> quoted(term.attribute()) + (term.descending() ? " DESC" : " ASC"))
                .toList(),
            ", ");
    return "SELECT "
        + projection
        + " FROM "
        + quoted(select.table())
        + select.index().map(index -> "." + quoted(index)).orElse("")
        + select.where().map(where -> " WHERE " + condition(where)).orElse("")
        + (order.isEmpty() ? "" : " ORDER BY " + order);
  }

  private static String returning(Optional<Returning> returning) {
    return returning.map(what -> " RETURNING " + what.name().replace('_', ' ') + " *").orElse("");
  }

  private String action(UpdateAction action) {
    String path = path(action.path());
    return switch (action) {
      case UpdateAction.Set(DocumentPath _, Operand operand) ->
          " SET " + path + " = " + operand(operand);
      case UpdateAction.Remove _ -> " REMOVE " + path;
      case UpdateAction.Add(DocumentPath _, AttributeValue value) ->
          " SET " + path + " = set_add(" + path + ", " + value(value) + ")";
      case UpdateAction.Delete(DocumentPath _, AttributeValue value) ->
          " SET " + path + " = set_delete(" + path + ", " + value(value) + ")";
      case UpdateAction.LegacyAdd _, UpdateAction.LegacyDelete _ ->
          throw new IllegalArgumentException("no statement has " + action);
    };
  }

  /** A condition. */
  String condition(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> all) -> group(all, " AND ");
      case Condition.Or(List<Condition> any) -> group(any, " OR ");
      case Condition.Not(Condition negated) -> "NOT (" + condition(negated) + ")";
      case Condition.Comparison(Operand left, var comparator, Operand right) ->
          operand(left) + " " + comparator.symbol() + " " + operand(right);
      case Condition.Between(Operand operand, Operand low, Operand high) ->
          operand(operand) + " BETWEEN " + operand(low) + " AND " + operand(high);
      case Condition.In(Operand operand, List<Operand> candidates) ->
          operand(operand)
              + " IN ["
              + joined(candidates.stream().map(this::operand).toList(), ", ")
              + "]";
      case Condition.AttributeExists(DocumentPath path) -> "attribute_exists(" + path(path) + ")";
      case Condition.AttributeNotExists(DocumentPath path) ->
          "attribute_not_exists(" + path(path) + ")";
      case Condition.AttributeType(DocumentPath path, String type) ->
          "attribute_type(" + path(path) + ", '" + type + "')";
      case Condition.BeginsWith(Operand operand, Operand prefix) ->
          "begins_with(" + operand(operand) + ", " + operand(prefix) + ")";
      case Condition.Contains(Operand whole, Operand part) ->
          "contains(" + operand(whole) + ", " + operand(part) + ")";
    };
  }

  private String group(List<Condition> conditions, String operator) {
    return "(" + joined(conditions.stream().map(this::condition).toList(), operator) + ")";
  }

  private String operand(Operand operand) {
    return switch (operand) {
      case Operand.Path(DocumentPath path) -> path(path);
      case Operand.Value(AttributeValue value) -> value(value);
      case Operand.Size(Operand of) -> "size(" + operand(of) + ")";
      case Operand.Sum(Operand augend, Operand addend) ->
          "(" + operand(augend) + " + " + operand(addend) + ")";
      case Operand.Difference(Operand minuend, Operand subtrahend) ->
          "(" + operand(minuend) + " - " + operand(subtrahend) + ")";
      case Operand.IfNotExists(DocumentPath path, Operand otherwise) ->
          "if_not_exists(" + path(path) + ", " + operand(otherwise) + ")";
      case Operand.ListAppend(Operand first, Operand second) ->
          "list_append(" + operand(first) + ", " + operand(second) + ")";
    };
  }

  private static String path(DocumentPath path) {
    StringBuilder text = new StringBuilder(quoted(path.attribute()));
    for (PathElement element : path.rest()) {
      switch (element) {
        case PathElement.Member(String name) -> text.append('.').append(quoted(name));
        case PathElement.Index(long position) -> text.append('[').append(position).append(']');
      }
    }
    return text.toString();
  }

  private String value(AttributeValue value) {
    if (parameterized.test(value)) {
      return parameter(value);
    }
    return switch (value) {
      case AttributeValue.S(String text) -> string(text);
      case AttributeValue.N(var number) -> number.toPlainString();
      case AttributeValue.B _, AttributeValue.BS _ -> parameter(value);
      case AttributeValue.SS(var members) ->
          "<<" + joined(members.stream().map(StatementText::string).toList(), ", ") + ">>";
      case AttributeValue.NS(var members) ->
          "<<" + joined(members.stream().map(Object::toString).toList(), ", ") + ">>";
      case AttributeValue.L(var elements) ->
          "[" + joined(elements.stream().map(this::value).toList(), ", ") + "]";
      case AttributeValue.M(var members) ->
          members.entrySet().stream()
              .map(member -> string(member.getKey()) + ": " + value(member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case AttributeValue.BOOL(boolean bool) -> bool ? "TRUE" : "FALSE";
      case AttributeValue.NULL _ -> "NULL";
    };
  }

  private String parameter(AttributeValue value) {
    parameters.add(value);
    return "?";
  }

  private static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String joined(List<String> parts, String separator) {
    return String.join(separator, parts);
  }
}
