package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.partiql.Statement.Returning;
import java.util.List;
import java.util.Optional;

/** What a statement's text says, before its parameters have a value. */
sealed interface StatementSyntax {
  /**
   * What {@code FROM}, {@code INTO} or {@code UPDATE} names.
   *
   * @param source the table, with or without an index
   * @param aliased whether it is given another name
   * @param joined whether there are other sources
   */
  record Source(Term source, boolean aliased, boolean joined) {}

  /**
   * A term of {@code ORDER BY}.
   *
   * @param key what the items are ordered by
   * @param descending whether from the highest down
   */
  record OrderTerm(Term key, boolean descending) {}

  /**
   * {@code SELECT}.
   *
   * @param projection what is answered; empty for {@code *}
   * @param aliased whether something of it is given a name
   * @param source where it is read
   * @param where the condition
   * @param order what the items are ordered by
   * @param unsupported the first clause that the service does not have
   */
  record Select(
      List<Term> projection,
      boolean aliased,
      Source source,
      Optional<Term> where,
      List<OrderTerm> order,
      Optional<InvalidExpressionException> unsupported)
      implements StatementSyntax {}

  /**
   * {@code INSERT}.
   *
   * @param table the table
   * @param value the item
   */
  record Insert(Term table, Term value) implements StatementSyntax {}

  /** An action of an update. */
  sealed interface Action {
    /** What it changes. */
    Term path();
  }

  /**
   * {@code SET path = value}.
   *
   * @param path what is set
   * @param value what is put there
   */
  record SetAction(Term path, Term value) implements Action {}

  /**
   * {@code REMOVE path}.
   *
   * @param path what is removed
   */
  record RemoveAction(Term path) implements Action {}

  /**
   * {@code UPDATE}, in either form.
   *
   * @param table the table
   * @param actions at least one action
   * @param where the condition
   * @param returning what is answered
   */
  record Update(
      Source table, List<Action> actions, Optional<Term> where, Optional<Returning> returning)
      implements StatementSyntax {}

  /**
   * {@code DELETE}.
   *
   * @param table the table
   * @param where the condition
   * @param returning what is answered
   */
  record Delete(Source table, Optional<Term> where, Optional<Returning> returning)
      implements StatementSyntax {}

  /**
   * {@code EXISTS(SELECT ...)}.
   *
   * @param select the read
   */
  record Exists(Select select) implements StatementSyntax {}
}
