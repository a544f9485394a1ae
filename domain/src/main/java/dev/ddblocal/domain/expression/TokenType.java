package dev.ddblocal.domain.expression;

/** What a token can be. Keywords are the same in lower and upper case. */
enum TokenType {
  COMMA,
  LEFT_PARENTHESIS,
  RIGHT_PARENTHESIS,
  DOT,
  LEFT_BRACKET,
  RIGHT_BRACKET,
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  PLUS,
  MINUS,
  IN,
  BETWEEN,
  NOT,
  AND,
  OR,
  SET,
  ADD,
  DELETE,
  REMOVE,
  /** A position in a list: digits without leading zero. */
  INDEX,
  /** An attribute name, or a function's. */
  IDENTIFIER,
  /** A name's placeholder with its {@code #}. */
  NAME_PLACEHOLDER,
  /** A value's placeholder with its {@code :}. */
  VALUE_PLACEHOLDER,
  /** A character that begins no token. */
  UNKNOWN,
  /** The end of the expression. */
  END
}
