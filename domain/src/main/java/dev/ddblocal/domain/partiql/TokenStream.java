package dev.ddblocal.domain.partiql;

import java.util.List;

/** The tokens of a statement while it is parsed, and what is counted meanwhile. */
final class TokenStream {
  /**
   * The deepest that parentheses, values, calls and statements can be within one another. It is far
   * beyond what values and expressions can have, and keeps what recurs off the stack's end.
   */
  static final int MAX_DEPTH = 128;

  private final List<Token> tokens;
  private int position;
  private int depth;
  private int parameters;
  private int operators;

  TokenStream(String text) {
    tokens = Lexer.tokens(text);
  }

  /** The next token. */
  Token peek() {
    return tokens.get(position);
  }

  /** The type of the token behind the next one; the end stays the end. */
  TokenType peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1)).type();
  }

  /** Whether the next token is of a type. */
  boolean next(TokenType type) {
    return peek().type() == type;
  }

  /** Whether the next token is a keyword. */
  boolean next(String keyword) {
    return peek().is(keyword);
  }

  /** Whether the next token is a name. */
  boolean nextName() {
    return next(TokenType.IDENTIFIER) || next(TokenType.QUOTED_IDENTIFIER);
  }

  /** Whether the next token is an operator. */
  boolean nextOperator(String symbol) {
    return next(TokenType.OPERATOR) && peek().text().equals(symbol);
  }

  /** Takes the next token, whatever it is; the end stays. */
  Token take() {
    Token token = peek();
    if (token.type() != TokenType.END) {
      position++;
    }
    return token;
  }

  /** Takes the next token if it is of a type. */
  boolean accept(TokenType type) {
    boolean accepted = next(type);
    if (accepted) {
      take();
    }
    return accepted;
  }

  /** Takes the next token if it is a keyword. */
  boolean accept(String keyword) {
    boolean accepted = next(keyword);
    if (accepted) {
      take();
    }
    return accepted;
  }

  /**
   * Takes the next token, which must be of a type.
   *
   * @param detail what is wrong otherwise
   */
  Token expect(TokenType type, String detail) {
    if (!next(type)) {
      throw Refusal.notWellFormed(detail);
    }
    return take();
  }

  /**
   * Takes the next token, which must be a keyword.
   *
   * @param detail what is wrong otherwise
   */
  void expect(String keyword, String detail) {
    if (!accept(keyword)) {
      throw Refusal.notWellFormed(detail);
    }
  }

  /** Takes the token that opens something that can have more of its kind within. */
  Token open() {
    if (++depth > MAX_DEPTH) {
      throw Refusal.notWellFormed();
    }
    return take();
  }

  /**
   * Takes the token that closes what was opened.
   *
   * @param detail what is wrong if it is another
   */
  void close(TokenType type, String detail) {
    expect(type, detail);
    depth--;
  }

  /** Takes a parameter; answers which it is, from 0. */
  int takeParameter() {
    take();
    return parameters++;
  }

  /** How many parameters were taken. */
  int parameters() {
    return parameters;
  }

  /** Counts an operator or a function. */
  void countOperator() {
    operators++;
  }

  /** How many operators and functions were counted since this was asked last. */
  int countedOperators() {
    int counted = operators;
    operators = 0;
    return counted;
  }
}
