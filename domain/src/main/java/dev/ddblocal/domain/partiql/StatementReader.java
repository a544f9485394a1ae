package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.partiql.Statement.Returning;
import dev.ddblocal.domain.partiql.StatementSyntax.OrderTerm;
import dev.ddblocal.domain.partiql.StatementSyntax.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses statements:
 *
 * <pre>
 *   statement = select | insert | update | delete | EXISTS "(" select ")"
 *   select    = SELECT ( "*" | term *( "," term ) ) FROM source [ WHERE condition ]
 *               [ ORDER BY key [ ASC | DESC ] *( "," key [ ASC | DESC ] ) ]
 *   insert    = INSERT INTO source VALUE term
 *   update    = UPDATE source 1*action [ WHERE condition ] [ returning ]
 *             | FROM source [ WHERE condition ] 1*action [ returning ]
 *   action    = SET path "=" term *( "," path "=" term ) | REMOVE path
 *   delete    = DELETE FROM source [ WHERE condition ] [ returning ]
 *   returning = RETURNING ( ALL | MODIFIED ) ( OLD | NEW ) "*"
 * </pre>
 *
 * <p>One semicolon may end a statement. Clauses of SQL that the service does not have are parsed as
 * well, so that what is not well formed comes first.
 */
final class StatementReader {
  /** The most operators and functions that a condition or an update can have. */
  private static final int MAX_OPERATORS = 300;

  private final TokenStream tokens;
  private final TermParser terms;

  private StatementReader(String text) {
    tokens = new TokenStream(text);
    terms = new TermParser(tokens, this::select);
  }

  /**
   * What a text says.
   *
   * @param syntax the statement
   * @param parameters how many parameters it has
   */
  record Parsed(StatementSyntax syntax, int parameters) {}

  /**
   * Parses a statement.
   *
   * @throws InvalidExpressionException if the text is none
   */
  static Parsed parse(String text) {
    StatementReader reader = new StatementReader(text);
    StatementSyntax syntax = reader.statement();
    reader.end();
    return new Parsed(syntax, reader.tokens.parameters());
  }

  private void end() {
    if (tokens.accept(TokenType.SEMICOLON) && !tokens.next(TokenType.END)) {
      throw Refusal.notWellFormed("Unexpected token after semicolon. (Only one query is allowed.)");
    }
    if (!tokens.next(TokenType.END)) {
      throw Refusal.leftover();
    }
  }

  private StatementSyntax statement() {
    Token first = tokens.peek();
    return switch (first.type() == TokenType.KEYWORD ? first.text() : "") {
      case "select" -> select();
      case "insert" -> insert();
      case "update" -> update();
      case "from" -> fromFirstUpdate();
      case "delete" -> delete();
      case "exists" -> exists();
      default -> throw Refusal.noDataManipulation();
    };
  }

  private StatementSyntax exists() {
    tokens.take();
    if (!tokens.next(TokenType.LEFT_PARENTHESIS)) {
      throw Refusal.noDataManipulation();
    }
    tokens.open();
    if (!tokens.next("select")) {
      throw Refusal.unexpected(tokens.peek());
    }
    StatementSyntax.Select select = select();
    tokens.close(TokenType.RIGHT_PARENTHESIS, "Expected RIGHT_PAREN");
    return new StatementSyntax.Exists(select);
  }

  private StatementSyntax.Select select() {
    tokens.take();
    Unsupported unsupported = new Unsupported();
    while (tokens.next("distinct") || tokens.next("all") || tokens.next("value")) {
      unsupported.found(tokens.take());
    }
    List<Term> projection = new ArrayList<>();
    boolean aliased = projection(projection);
    tokens.expect("from", "Expected FROM after SELECT list");
    Source source = source();
    Optional<Term> where = where();
    unsupportedGrouping(unsupported);
    List<OrderTerm> order = order();
    for (String clause : List.of("limit", "offset")) {
      if (tokens.next(clause)) {
        unsupported.found(tokens.take());
        terms.condition();
      }
    }
    return new StatementSyntax.Select(
        List.copyOf(projection), aliased, source, where, order, unsupported.first);
  }

  /** The first clause of SQL that the service does not have. */
  private static final class Unsupported {
    private Optional<InvalidExpressionException> first = Optional.empty();

    void found(Token clause) {
      if (first.isEmpty()) {
        String name = clause.text().toUpperCase(Locale.ROOT);
        first = Optional.of(Refusal.unsupportedClause(name, clause.position()));
      }
    }
  }

  private boolean projection(List<Term> projection) {
    if (tokens.accept(TokenType.STAR)) {
      if (tokens.next(TokenType.COMMA)) {
        throw Refusal.notWellFormed(
            "Other expressions may not be present in the select list when '*' is used without dot"
                + " notation.");
      }
      return false;
    }
    if (tokens.next("from")) {
      throw Refusal.notWellFormed("Cannot have empty SELECT list");
    }
    boolean aliased = false;
    do {
      projection.add(terms.condition());
      aliased |= alias();
    } while (tokens.accept(TokenType.COMMA));
    return aliased;
  }

  /** Takes another name for what stands before it, if there is one. */
  private boolean alias() {
    boolean aliased = false;
    while (tokens.next("as") || tokens.next("at") || tokens.next("by")) {
      tokens.take();
      aliased = true;
      if (!tokens.nextName()) {
        throw Refusal.notWellFormed("Expected identifier for alias");
      }
      tokens.take();
    }
    if (tokens.nextName()) {
      tokens.take();
      return true;
    }
    return aliased;
  }

  private Source source() {
    Term source = terms.sum();
    boolean aliased = alias();
    boolean joined = false;
    while (join()) {
      joined = true;
      terms.sum();
      aliased |= alias();
      if (tokens.accept("on")) {
        terms.condition();
      }
    }
    return new Source(source, aliased, joined);
  }

  /** Takes the words that join another source; false where there are none. */
  private boolean join() {
    if (tokens.accept(TokenType.COMMA) || tokens.accept("join")) {
      return true;
    }
    boolean joins = false;
    for (String word : List.of("natural", "cross", "inner", "left", "right", "full", "outer")) {
      joins |= tokens.accept(word);
    }
    if (joins) {
      tokens.expect("join", "Expected JOIN");
    }
    return joins;
  }

  private void unsupportedGrouping(Unsupported unsupported) {
    if (tokens.next("group")) {
      unsupported.found(tokens.take());
      tokens.accept("partial");
      tokens.expect("by", "Expected BY after GROUP");
      do {
        terms.condition();
        alias();
      } while (tokens.accept(TokenType.COMMA));
    }
    if (tokens.next("having")) {
      unsupported.found(tokens.take());
      terms.condition();
    }
  }

  private List<OrderTerm> order() {
    if (!tokens.accept("order")) {
      return List.of();
    }
    tokens.expect("by", "Expected BY after ORDER");
    List<OrderTerm> order = new ArrayList<>();
    do {
      Term key = terms.sum();
      boolean descending = tokens.accept("desc");
      if (!descending) {
        tokens.accept("asc");
      }
      order.add(new OrderTerm(key, descending));
    } while (tokens.accept(TokenType.COMMA));
    return List.copyOf(order);
  }

  private Optional<Term> where() {
    tokens.countedOperators();
    if (!tokens.accept("where")) {
      return Optional.empty();
    }
    Term condition = terms.condition();
    requireFewOperators();
    return Optional.of(condition);
  }

  private void requireFewOperators() {
    if (tokens.countedOperators() > MAX_OPERATORS) {
      throw new InvalidExpressionException(
          "The expression contains too many operators; operator count: " + (MAX_OPERATORS + 1));
    }
  }

  private StatementSyntax insert() {
    Token insert = tokens.take();
    if (!tokens.accept("into")) {
      throw Refusal.unexpected(insert);
    }
    Term table = terms.path();
    if (tokens.next("as") || tokens.nextName()) {
      throw Refusal.leftover();
    }
    if (!tokens.accept("value")) {
      terms.condition();
      throw Refusal.leftover();
    }
    Term value = terms.condition();
    requireFewOperators();
    return new StatementSyntax.Insert(table, value);
  }

  private StatementSyntax update() {
    tokens.take();
    Source table = new Source(terms.path(), alias(), false);
    List<StatementSyntax.Action> actions = actions();
    Optional<Term> where = where();
    return new StatementSyntax.Update(table, actions, where, returning());
  }

  private StatementSyntax fromFirstUpdate() {
    tokens.take();
    Source table = source();
    Optional<Term> where = where();
    List<StatementSyntax.Action> actions = actions();
    return new StatementSyntax.Update(table, actions, where, returning());
  }

  private List<StatementSyntax.Action> actions() {
    tokens.countedOperators();
    List<StatementSyntax.Action> actions = new ArrayList<>();
    while (tokens.next("set") || tokens.next("remove")) {
      if (tokens.accept("remove")) {
        actions.add(new StatementSyntax.RemoveAction(target()));
      } else {
        tokens.take();
        do {
          actions.add(assignment());
        } while (tokens.accept(TokenType.COMMA));
      }
    }
    if (actions.isEmpty()) {
      throw Refusal.noDataManipulation();
    }
    requireFewOperators();
    return List.copyOf(actions);
  }

  private StatementSyntax.Action assignment() {
    Term path = target();
    if (!tokens.nextOperator("=")) {
      throw Refusal.notWellFormed("Expected '=' in assignment");
    }
    tokens.take();
    return new StatementSyntax.SetAction(path, terms.sum());
  }

  private Term target() {
    if (!tokens.nextName()) {
      throw Refusal.notWellFormed("Expected identifier for simple path");
    }
    return terms.path();
  }

  private StatementSyntax delete() {
    tokens.take();
    tokens.expect("from", "Expected FROM after DELETE");
    Source table = source();
    Optional<Term> where = where();
    return new StatementSyntax.Delete(table, where, returning());
  }

  private Optional<Returning> returning() {
    if (!tokens.accept("returning")) {
      return Optional.empty();
    }
    boolean all = tokens.accept("all");
    boolean sound = all || tokens.accept("modified");
    boolean old = tokens.accept("old");
    sound &= old || tokens.accept("new");
    if (!sound || !tokens.accept(TokenType.STAR)) {
      throw Refusal.notWellFormed(
          "Expected ALL OLD *, ALL NEW *, MODIFIED OLD * or MODIFIED NEW * after RETURNING");
    }
    Returning modified = old ? Returning.MODIFIED_OLD : Returning.MODIFIED_NEW;
    return Optional.of(all ? old ? Returning.ALL_OLD : Returning.ALL_NEW : modified);
  }
}
