package dev.ddblocal.domain.partiql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Parses what operators stand between:
 *
 * <pre>
 *   factor = "?" | string | [ sign ] number | TRUE | FALSE | NULL | MISSING
 *          | "[" [ term *( "," term ) ] "]" | "&lt;&lt;" [ term *( "," term ) ] ">>"
 *          | "{" [ term ":" term *( "," term ":" term ) ] "}"
 *          | path | function "(" [ term *( "," term ) ] ")" | "(" term ")"
 *   path   = name *( "." name | "[" term "]" )
 *   name   = identifier | quoted identifier
 * </pre>
 */
final class FactorParser {
  private final TokenStream tokens;
  private final TermParser terms;
  private final Runnable subquery;

  FactorParser(TokenStream tokens, TermParser terms, Runnable subquery) {
    this.tokens = tokens;
    this.terms = terms;
    this.subquery = subquery;
  }

  /** A term without operators but signs. */
  Term factor() {
    Token token = tokens.peek();
    return switch (token.type()) {
      case STRING -> new Term.Text(tokens.take().position(), token.text());
      case NUMBER -> new Term.Decimal(tokens.take().position(), token.text());
      case PARAMETER -> new Term.Parameter(token.position(), tokens.takeParameter());
      case LEFT_BRACKET ->
          new Term.ListOf(token.position(), several(TokenType.RIGHT_BRACKET, terms::condition));
      case LEFT_BAG ->
          new Term.Bag(token.position(), several(TokenType.RIGHT_BAG, terms::condition));
      case LEFT_BRACE ->
          new Term.Tuple(token.position(), several(TokenType.RIGHT_BRACE, this::member));
      case LEFT_PARENTHESIS -> parenthesized();
      case IDENTIFIER, QUOTED_IDENTIFIER ->
          tokens.peekSecond() == TokenType.LEFT_PARENTHESIS && token.type() == TokenType.IDENTIFIER
              ? call()
              : path();
      case KEYWORD -> keyword(token);
      case OPERATOR -> signed(token);
      case STAR,
          COMMA,
          DOT,
          COLON,
          SEMICOLON,
          RIGHT_PARENTHESIS,
          RIGHT_BRACKET,
          RIGHT_BRACE,
          RIGHT_BAG,
          END ->
          throw Refusal.unexpected(token);
    };
  }

  private Term keyword(Token token) {
    if (Keywords.isFunction(token.text()) && tokens.peekSecond() == TokenType.LEFT_PARENTHESIS) {
      return call();
    }
    Position position = token.position();
    Term constant =
        switch (token.text()) {
          case "true" -> new Term.Bool(position, true);
          case "false" -> new Term.Bool(position, false);
          case "null" -> new Term.Null(position);
          case "missing" -> new Term.Missing(position);
          default -> throw Refusal.unexpected(token);
        };
    tokens.take();
    return constant;
  }

  /** A number with its sign; a sign before anything else is an operator that the service lacks. */
  private Term signed(Token sign) {
    if (!sign.text().equals("-") && !sign.text().equals("+")) {
      throw Refusal.unexpected(sign);
    }
    int signs = 0;
    while (tokens.nextOperator("-") || tokens.nextOperator("+")) {
      tokens.take();
      signs++;
    }
    Term operand = factor();
    return operand instanceof Term.Decimal(Position _, String digits) && signs == 1
        ? new Term.Decimal(sign.position(), sign.text() + digits)
        : new Term.Unsupported(sign.position(), sign.text());
  }

  private Term parenthesized() {
    Token parenthesis = tokens.peek();
    Position position = parenthesis.position();
    List<Term> elements = row().elements();
    return elements.size() == 1 ? elements.getFirst() : new Term.Row(position, elements);
  }

  /** One or more terms in parentheses, or a SELECT. */
  Term.Row row() {
    Position position = tokens.open().position();
    List<Term> elements = new ArrayList<>();
    if (tokens.next("select")) {
      subquery.run();
      elements.add(new Term.Subquery(position));
    } else {
      do {
        elements.add(terms.condition());
      } while (tokens.accept(TokenType.COMMA));
    }
    tokens.close(TokenType.RIGHT_PARENTHESIS, "Expected RIGHT_PAREN");
    return new Term.Row(position, List.copyOf(elements));
  }

  private Term call() {
    Token function = tokens.take();
    tokens.countOperator();
    List<Term> operands = new ArrayList<>();
    tokens.open();
    if (tokens.next("select")) {
      operands.add(new Term.Subquery(tokens.peek().position()));
      subquery.run();
    } else if (!tokens.accept(TokenType.STAR) && !tokens.next(TokenType.RIGHT_PARENTHESIS)) {
      do {
        operands.add(terms.condition());
      } while (tokens.accept(TokenType.COMMA));
    }
    tokens.close(TokenType.RIGHT_PARENTHESIS, "Expected RIGHT_PAREN");
    return new Term.Call(function.position(), function.text(), List.copyOf(operands));
  }

  private Term.Member member() {
    Term name = terms.condition();
    tokens.expect(TokenType.COLON, "Expected COLON");
    return new Term.Member(name, terms.condition());
  }

  /** What stands between brackets of some kind, parted by commas; possibly nothing. */
  private <T> List<T> several(TokenType end, Supplier<T> element) {
    tokens.open();
    List<T> elements = new ArrayList<>();
    if (!tokens.next(end)) {
      do {
        elements.add(element.get());
      } while (tokens.accept(TokenType.COMMA));
    }
    tokens.close(end, "Expected " + end);
    return List.copyOf(elements);
  }

  /** A path. */
  Term path() {
    Token first = tokens.take();
    List<Term.Step> steps = new ArrayList<>();
    steps.add(new Term.Name(first.position(), first.text()));
    while (true) {
      if (tokens.accept(TokenType.DOT)) {
        steps.add(behindDot());
      } else if (tokens.next(TokenType.LEFT_BRACKET)) {
        steps.add(inBrackets());
      } else {
        return new Term.Path(first.position(), List.copyOf(steps));
      }
    }
  }

  private Term.Step behindDot() {
    Token token = tokens.peek();
    return switch (token.type()) {
      case IDENTIFIER, QUOTED_IDENTIFIER -> {
        tokens.take();
        yield new Term.Name(token.position(), token.text());
      }
      case STAR -> new Term.Wildcard(tokens.take().position());
      default -> throw Refusal.notWellFormed("Invalid path dot component");
    };
  }

  private Term.Step inBrackets() {
    Position position = tokens.open().position();
    Term.Step step =
        tokens.accept(TokenType.STAR)
            ? new Term.Wildcard(position)
            : new Term.Index(position, terms.condition());
    tokens.close(TokenType.RIGHT_BRACKET, "Expected RIGHT_BRACKET");
    return step;
  }
}
