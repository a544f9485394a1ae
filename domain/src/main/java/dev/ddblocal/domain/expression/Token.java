package dev.ddblocal.domain.expression;

/**
 * A token of an expression's text.
 *
 * @param type what it is
 * @param text its text; of the end {@code <EOF>}
 * @param start where it starts in the expression
 * @param end where it ends, exclusive
 */
record Token(Type type, String text, int start, int end) {
  /** What a token can be. Keywords are the same in lower and upper case. */
  enum Type {
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
}
