package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.partiql.Statement.Order;
import dev.ddblocal.domain.partiql.Statement.Returning;
import dev.ddblocal.domain.partiql.StatementSyntax.OrderTerm;
import dev.ddblocal.domain.partiql.StatementSyntax.Source;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes statements of their syntax and a request's parameters; the first fault is refused. */
final class StatementBinder {
  /** What a read can name: a table and an index. */
  private static final int MAX_SOURCE_COMPONENTS = 2;

  private final ValueBinder values;
  private final ConditionBinder conditions;

  private StatementBinder(List<AttributeValue> parameters) {
    values = new ValueBinder(parameters);
    conditions = new ConditionBinder(values);
  }

  /**
   * The statement.
   *
   * @param parameters as many values as the statement has parameters
   * @throws InvalidExpressionException if the service does not have such a statement
   */
  static Statement statement(StatementSyntax syntax, List<AttributeValue> parameters) {
    StatementBinder binder = new StatementBinder(parameters);
    return switch (syntax) {
      case StatementSyntax.Select select -> binder.select(select);
      case StatementSyntax.Exists(StatementSyntax.Select select) ->
          new Statement.Exists(binder.select(select));
      case StatementSyntax.Insert(Term table, Term value) ->
          new Statement.Insert(table(table), binder.values.item(value));
      case StatementSyntax.Update update -> binder.update(update);
      case StatementSyntax.Delete delete -> binder.delete(delete);
    };
  }

  /**
   * The table that a statement names.
   *
   * @throws InvalidExpressionException if it names none
   */
  static String tableOf(StatementSyntax syntax) {
    return sourceOf(syntax).getFirst();
  }

  /**
   * The index that a read names.
   *
   * @throws InvalidExpressionException if it names no table
   */
  static Optional<String> indexOf(StatementSyntax syntax) {
    return switch (syntax) {
      case StatementSyntax.Select _, StatementSyntax.Exists _ -> index(sourceOf(syntax));
      case StatementSyntax.Insert _, StatementSyntax.Update _, StatementSyntax.Delete _ ->
          Optional.empty();
    };
  }

  private static Optional<String> index(List<String> source) {
    return source.size() == 1 ? Optional.empty() : Optional.of(source.getLast());
  }

  private static List<String> sourceOf(StatementSyntax syntax) {
    return components(
        switch (syntax) {
          case StatementSyntax.Select select -> select.source().source();
          case StatementSyntax.Exists(StatementSyntax.Select select) -> select.source().source();
          case StatementSyntax.Insert(Term table, Term _) -> table;
          case StatementSyntax.Update update -> update.table().source();
          case StatementSyntax.Delete delete -> delete.table().source();
        });
  }

  private Statement.Select select(StatementSyntax.Select select) {
    if (select.unsupported().isPresent()) {
      throw select.unsupported().get();
    }
    List<String> source = source(select.source());
    if (select.aliased()) {
      throw aliased();
    }
    Optional<Projection> projection =
        select.projection().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Projection.ofPaths(select.projection().stream().map(PathBinder::path).toList()));
    Optional<Condition> where = select.where().map(conditions::condition);
    List<Order> order = new ArrayList<>(select.order().size());
    for (OrderTerm term : select.order()) {
      DocumentPath key = PathBinder.path(term.key());
      if (!key.isTopLevel()) {
        throw Refusal.unexpectedPathComponent(term.key().position());
      }
      order.add(new Order(key.attribute(), term.descending()));
    }
    return new Statement.Select(source.getFirst(), index(source), projection, where, order);
  }

  private Statement update(StatementSyntax.Update update) {
    String table = table(update.table());
    dev.ddblocal.domain.expression.Update actions =
        new UpdateBinder(values).update(update.actions());
    return new Statement.Update(table, actions, where(update.where()), update.returning());
  }

  private Statement delete(StatementSyntax.Delete delete) {
    String table = table(delete.table());
    delete
        .returning()
        .filter(returning -> returning != Returning.ALL_OLD)
        .ifPresent(returning -> {
          throw new InvalidExpressionException(
              "Invalid returning clause: RETURNING "
                  + returning.name().replace('_', ' ')
                  + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
        });
    return new Statement.Delete(table, where(delete.where()), delete.returning());
  }

  private Condition where(Optional<Term> where) {
    return conditions.condition(where.orElseThrow(Refusal::noKey));
  }

  private static List<String> source(Source source) {
    if (source.joined()) {
      throw new InvalidExpressionException(
          "Only select from a single table or index is supported.");
    }
    List<String> components = components(source.source());
    if (source.aliased()) {
      throw aliased();
    }
    return components;
  }

  private static InvalidExpressionException aliased() {
    return new InvalidExpressionException("Aliasing is not supported");
  }

  /** The table of a statement that writes. */
  private static String table(Source source) {
    source(source);
    return table(source.source());
  }

  private static String table(Term source) {
    List<String> components = components(source);
    if (components.size() > 1) {
      throw Refusal.unexpectedPathComponent(((Term.Path) source).steps().getLast().position());
    }
    return components.getFirst();
  }

  private static List<String> components(Term source) {
    if (!(source instanceof Term.Path(Position _, List<Term.Step> steps))) {
      throw new InvalidExpressionException("Unexpected from source");
    }
    if (steps.size() > MAX_SOURCE_COMPONENTS) {
      throw new InvalidExpressionException(
          "A path may contain at most " + MAX_SOURCE_COMPONENTS + " components in the FROM clause");
    }
    return steps.stream().map(PathBinder::name).toList();
  }
}
