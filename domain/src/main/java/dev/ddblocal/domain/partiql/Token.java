package dev.ddblocal.domain.partiql;

/**
 * A token of a statement.
 *
 * @param type what it is
 * @param text a name or string without its quotes, a keyword in lower case, any other token as it
 *     stands in the statement
 * @param position where it stands
 */
record Token(TokenType type, String text, Position position) {
  /** Whether this is a keyword, given in lower case. */
  boolean is(String keyword) {
    return type == TokenType.KEYWORD && text.equals(keyword);
  }
}
