package dev.ddblocal.domain.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts the text of an expression into tokens, in one pass:
 *
 * <pre>
 *   identifier         = letter *( letter | digit | "_" )
 *   name placeholder   = "#" 1*( letter | digit | "_" )
 *   value placeholder  = ":" 1*( letter | digit | "_" )
 *   index              = "0" | digit but "0" *digit
 * </pre>
 *
 * <p>Letters are those of ASCII. Space, tab and line ends part tokens. A character that begins no
 * token is a token by itself, which the parser refuses.
 */
final class Lexer {
  private static final Map<String, TokenType> KEYWORDS =
      Map.of(
          "IN", TokenType.IN,
          "BETWEEN", TokenType.BETWEEN,
          "NOT", TokenType.NOT,
          "AND", TokenType.AND,
          "OR", TokenType.OR,
          "SET", TokenType.SET,
          "ADD", TokenType.ADD,
          "DELETE", TokenType.DELETE,
          "REMOVE", TokenType.REMOVE);

  private final String text;
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of a text, the last of which is the end. */
  static List<Token> tokens(String text) {
    return new Lexer(text).all();
  }

  private List<Token> all() {
    List<Token> tokens = new ArrayList<>();
    while (skipSpace()) {
      int start = position;
      TokenType type = next();
      String word = text.substring(start, position);
      if (type == TokenType.IDENTIFIER) {
        type = KEYWORDS.getOrDefault(word.toUpperCase(Locale.ROOT), TokenType.IDENTIFIER);
      }
      tokens.add(new Token(type, word, start, position));
    }
    tokens.add(new Token(TokenType.END, "<EOF>", text.length(), text.length()));
    return tokens;
  }

  private boolean skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length();
  }

  /** Moves behind the token that starts here. */
  private TokenType next() {
    char first = text.charAt(position);
    if (isLetter(first)) {
      return run(TokenType.IDENTIFIER);
    }
    if ((first == '#' || first == ':') && isPartAt(position + 1)) {
      return run(first == '#' ? TokenType.NAME_PLACEHOLDER : TokenType.VALUE_PLACEHOLDER);
    }
    if (isDigit(first)) {
      position++;
      while (first != '0' && position < text.length() && isDigit(text.charAt(position))) {
        position++;
      }
      return TokenType.INDEX;
    }
    return symbol();
  }

  private TokenType run(TokenType type) {
    position++;
    while (isPartAt(position)) {
      position++;
    }
    return type;
  }

  private TokenType symbol() {
    int start = position;
    position += Character.charCount(text.codePointAt(start));
    return switch (text.charAt(start)) {
      case ',' -> TokenType.COMMA;
      case '(' -> TokenType.LEFT_PARENTHESIS;
      case ')' -> TokenType.RIGHT_PARENTHESIS;
      case '.' -> TokenType.DOT;
      case '[' -> TokenType.LEFT_BRACKET;
      case ']' -> TokenType.RIGHT_BRACKET;
      case '+' -> TokenType.PLUS;
      case '-' -> TokenType.MINUS;
      case '=' -> TokenType.EQUAL;
      case '<' ->
          accept('=')
              ? TokenType.LESS_OR_EQUAL
              : accept('>') ? TokenType.NOT_EQUAL : TokenType.LESS;
      case '>' -> accept('=') ? TokenType.GREATER_OR_EQUAL : TokenType.GREATER;
      default -> TokenType.UNKNOWN;
    };
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  /** Whether a character stands there that can be within a name. */
  private boolean isPartAt(int index) {
    return index < text.length() && isPart(text.charAt(index));
  }

  /** Whether a character can be within a name or placeholder. */
  static boolean isPart(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
