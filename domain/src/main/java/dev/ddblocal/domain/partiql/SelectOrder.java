package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Comparator;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.query.AccessPath;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a SELECT answers items: that of the keys, which is the only one there is.
 *
 * @param plan how it is read, its runs in the order of the statement
 * @param direction the order within a run
 */
record SelectOrder(SelectPlan plan, Direction direction) {
  /**
   * Puts the reading of a SELECT in order.
   *
   * @param select the statement
   * @param path what it reads
   * @param plan how it is read
   * @throws DynamoDbException a ValidationException for an order that the keys do not have
   */
  static SelectOrder of(Statement.Select select, AccessPath path, SelectPlan plan) {
    List<Statement.Order> order = select.order();
    if (order.isEmpty()) {
      return new SelectOrder(plan, Direction.FORWARD);
    }
    requireOrderable(select, path, plan);
    Direction direction =
        descends(order, path.key().sort()) ? Direction.BACKWARD : Direction.FORWARD;
    SelectPlan ordered =
        switch (plan) {
          case SelectPlan.Runs runs -> ordered(runs, order, path, direction);
          case SelectPlan.OneItem _, SelectPlan.All _ -> plan;
        };
    return new SelectOrder(ordered, direction);
  }

  private static void requireOrderable(Statement.Select select, AccessPath path, SelectPlan plan) {
    if (select.where().isEmpty()) {
      throw DynamoDbException.validation(
          "Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    for (Statement.Order term : select.order()) {
      if (!path.key().contains(term.attribute())) {
        throw DynamoDbException.validation(
            "Variable reference "
                + term.attribute()
                + " in ORDER BY clause must be part of the primary key");
      }
    }
    if (plan instanceof SelectPlan.All) {
      throw DynamoDbException.validation(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    if (plan instanceof SelectPlan.Runs(List<SelectPlan.Run> runs, var _)
        && runs.stream().map(SelectPlan.Run::partition).distinct().count() > 1
        && !isAmong(select.order().getFirst(), path.key().partition())) {
      throw DynamoDbException.validation(
          "Must have hash key as the first key in ORDER BY clause when there is more than one hash"
              + " key value in WHERE clause.");
    }
  }

  private static boolean descends(List<Statement.Order> order, List<KeyAttribute> attributes) {
    return order.stream()
        .filter(term -> isAmong(term, attributes))
        .findFirst()
        .map(Statement.Order::descending)
        .orElse(false);
  }

  private static boolean isAmong(Statement.Order term, List<KeyAttribute> attributes) {
    return attributes.stream().anyMatch(each -> each.name().equals(term.attribute()));
  }

  private static SelectPlan ordered(
      SelectPlan.Runs plan, List<Statement.Order> order, AccessPath path, Direction direction) {
    List<SelectPlan.Run> runs = new ArrayList<>(plan.runs());
    if (direction == Direction.BACKWARD) {
      runs = new ArrayList<>(runs.reversed());
    }
    for (Statement.Order term : order.reversed()) {
      if (isAmong(term, path.key().partition())) {
        java.util.Comparator<SelectPlan.Run> ascending =
            (one, other) ->
                compare(
                    one.partition().get(term.attribute()), other.partition().get(term.attribute()));
        runs.sort(term.descending() ? ascending.reversed() : ascending);
      }
    }
    return new SelectPlan.Runs(runs, plan.filter());
  }

  private static int compare(AttributeValue one, AttributeValue other) {
    if (Comparator.LESS.holds(one, other)) {
      return -1;
    }
    return Comparator.GREATER.holds(one, other) ? 1 : 0;
  }
}
