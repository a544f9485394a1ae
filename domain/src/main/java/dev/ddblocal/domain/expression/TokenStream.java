package dev.ddblocal.domain.expression;

import java.util.List;

/**
 * The tokens of an expression while it is parsed, and what is counted meanwhile. Syntax errors come
 * before all others, so that faults of another kind are kept until the end.
 */
final class TokenStream {
  /** The most operators and functions an expression can have. */
  static final int MAX_OPERATORS = 300;

  /**
   * The deepest that parentheses and calls can be within one another. Whatever is deeper has
   * redundant parentheses or too many operators, or is not well formed.
   */
  private static final int MAX_DEPTH = MAX_OPERATORS + 2;

  private final String text;
  private final List<Token> tokens;
  private int position;
  private int depth;
  private int operators;
  private boolean redundantParentheses;

  TokenStream(String text) {
    this.text = text;
    tokens = Lexer.tokens(text);
  }

  /** The type of the next token. */
  TokenType peek() {
    return tokens.get(position).type();
  }

  /** The type of the token behind the next one; the end stays the end. */
  TokenType peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1)).type();
  }

  /** Takes the next token, whatever it is. */
  Token take() {
    return tokens.get(position++);
  }

  /** Takes the next token if it is of a type. */
  boolean accept(TokenType type) {
    if (peek() != type) {
      return false;
    }
    position++;
    return true;
  }

  /** Takes the next token, which must be of a type. */
  Token expect(TokenType type) {
    if (peek() != type) {
      throw unexpected();
    }
    return take();
  }

  /** The syntax error that the next token is, with its neighbours. */
  InvalidExpressionException unexpected() {
    Token token = tokens.get(position);
    int start = position == 0 ? token.start() : tokens.get(position - 1).start();
    int end = token.end();
    if (token.type() == TokenType.END) {
      end = position == 0 ? start : tokens.get(position - 1).end();
    } else if (peekSecond() != TokenType.END) {
      end = tokens.get(position + 1).end();
    }
    return new InvalidExpressionException(
        "Syntax error; token: \""
            + token.text()
            + "\", near: \""
            + text.substring(start, end)
            + "\"");
  }

  /** Takes the parenthesis that opens a group or a call. */
  void open() {
    expect(TokenType.LEFT_PARENTHESIS);
    if (++depth > MAX_DEPTH) {
      boolean doubled = tokens.get(position - 2).type() == TokenType.LEFT_PARENTHESIS;
      throw doubled ? redundant() : tooManyOperators();
    }
  }

  /** Takes the parenthesis that closes a group or a call. */
  void close() {
    expect(TokenType.RIGHT_PARENTHESIS);
    depth--;
  }

  /** Counts an operator or a function. */
  void countOperator() {
    operators++;
  }

  /** Remembers that a group holds nothing but another group. */
  void foundRedundantParentheses() {
    redundantParentheses = true;
  }

  /** Ends the text, and refuses what was found meanwhile. */
  void end() {
    expect(TokenType.END);
    if (redundantParentheses) {
      throw redundant();
    }
    if (operators > MAX_OPERATORS) {
      throw tooManyOperators();
    }
  }

  private static InvalidExpressionException redundant() {
    return new InvalidExpressionException("The expression has redundant parentheses;");
  }

  /** Counting stops with the first operator that is too many. */
  private static InvalidExpressionException tooManyOperators() {
    return new InvalidExpressionException(
        "The expression contains too many operators; operator count: " + (MAX_OPERATORS + 1));
  }
}
