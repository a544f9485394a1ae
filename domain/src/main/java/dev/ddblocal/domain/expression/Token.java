package dev.ddblocal.domain.expression;

/**
 * A token of an expression's text.
 *
 * @param type what it is
 * @param text its text; of the end {@code <EOF>}
 * @param start where it starts in the expression
 * @param end where it ends, exclusive
 */
record Token(TokenType type, String text, int start, int end) {}
