package dev.ddblocal.domain.partiql;

/**
 * Where a token stands in a statement. Its text is what messages show.
 *
 * @param line the line, from 1
 * @param column the column within the line, from 1
 * @param length how many UTF-16 code units the token has
 */
record Position(int line, int column, int length) {
  @Override
  public String toString() {
    return line + ":" + column + ":" + length;
  }
}
