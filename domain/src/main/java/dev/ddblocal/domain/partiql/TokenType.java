package dev.ddblocal.domain.partiql;

/** What a token of a statement can be. */
enum TokenType {
  /** A name without quotes. */
  IDENTIFIER,
  /** A name in double quotes. */
  QUOTED_IDENTIFIER,
  /** A reserved word, which is the same in lower and upper case. */
  KEYWORD,
  STRING,
  NUMBER,
  /** {@code ?}. */
  PARAMETER,
  /** A comparator or an arithmetic or other operator but the star. */
  OPERATOR,
  STAR,
  COMMA,
  DOT,
  COLON,
  SEMICOLON,
  LEFT_PARENTHESIS,
  RIGHT_PARENTHESIS,
  LEFT_BRACKET,
  RIGHT_BRACKET,
  LEFT_BRACE,
  RIGHT_BRACE,
  /** {@code <<}. */
  LEFT_BAG,
  /** {@code >>}. */
  RIGHT_BAG,
  /** The end of the statement. */
  END
}
