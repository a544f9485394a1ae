package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.ValueDefect.InvalidNumber;
import dev.ddblocal.domain.value.ValueDefect.NumberFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a statement into tokens, in one pass:
 *
 * <pre>
 *   identifier        = ( letter | "_" | "$" ) *( letter | digit | "_" | "$" )
 *   quoted identifier = DQUOTE *( any character | two DQUOTEs ) DQUOTE
 *   string            = "'" *( any character | "''" ) "'"
 *   number            = ( digits [ "." [ digits ] ] | "." digits ) [ ( "e" | "E" ) [ sign ] digits ]
 *   comment           = "--" up to the line's end | "/*" up to "*" "/"
 * </pre>
 *
 * <p>Letters are those of ASCII. White space and comments part tokens. A name is a keyword where it
 * is reserved.
 */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The tokens of a statement, the last of which is the end.
   *
   * @throws dev.ddblocal.domain.expression.InvalidExpressionException if it has something that is
   *     no token
   */
  static List<Token> tokens(String text) {
    return new Lexer(text).all();
  }

  private List<Token> all() {
    while (skipSpace()) {
      int start = position;
      int startLine = line;
      int column = start - lineStart + 1;
      TokenType type = next();
      String word = text.substring(start, position);
      Position at = new Position(startLine, column, position - start);
      tokens.add(token(type, word, at));
    }
    tokens.add(new Token(TokenType.END, "", new Position(line, position - lineStart + 1, 0)));
    return tokens;
  }

  private static Token token(TokenType type, String word, Position at) {
    return switch (type) {
      case STRING -> new Token(type, unquoted(word, "'"), at);
      case QUOTED_IDENTIFIER -> new Token(type, unquoted(word, "\""), at);
      case IDENTIFIER -> {
        String lower = word.toLowerCase(Locale.ROOT);
        yield Keywords.contains(lower)
            ? new Token(TokenType.KEYWORD, lower, at)
            : new Token(type, word, at);
      }
      default -> new Token(type, word, at);
    };
  }

  private static String unquoted(String word, String quote) {
    return word.substring(1, word.length() - 1).replace(quote + quote, quote);
  }

  /** Goes to the next token; false at the end. */
  private boolean skipSpace() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\n') {
        position++;
        startLine();
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000B') {
        position++;
      } else if (text.startsWith("--", position)) {
        skipLine();
      } else if (text.startsWith("/*", position)) {
        skipBlock();
      } else {
        return true;
      }
    }
    return false;
  }

  private void startLine() {
    line++;
    lineStart = position;
  }

  private void skipLine() {
    int end = text.indexOf('\n', position);
    position = end < 0 ? text.length() : end;
  }

  private void skipBlock() {
    int end = text.indexOf("*/", position + 2);
    if (end < 0) {
      throw Refusal.notWellFormed();
    }
    end += 2;
    while (position < end) {
      if (text.charAt(position++) == '\n') {
        startLine();
      }
    }
  }

  private TokenType next() {
    char first = text.charAt(position);
    if (isNameStart(first)) {
      while (position < text.length() && isNamePart(text.charAt(position))) {
        position++;
      }
      return TokenType.IDENTIFIER;
    }
    if (isDigit(first) || (first == '.' && isDigitAt(position + 1))) {
      number();
      return TokenType.NUMBER;
    }
    if (first == '\'' || first == '"') {
      quoted(first);
      return first == '"' ? TokenType.QUOTED_IDENTIFIER : TokenType.STRING;
    }
    return symbol(first);
  }

  /** A quote within quotes stands twice. */
  private void quoted(char quote) {
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '\n') {
        startLine();
      } else if (c == quote) {
        if (position == text.length() || text.charAt(position) != quote) {
          return;
        }
        position++;
      }
    }
    throw Refusal.notWellFormed();
  }

  private void number() {
    int start = position;
    skipDigits();
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      skipDigits();
    }
    if (position < text.length() && (text.charAt(position) | ' ') == 'e') {
      position++;
      if (position < text.length()
          && (text.charAt(position) == '+' || text.charAt(position) == '-')) {
        position++;
      }
      skipDigits();
    }
    boolean endsInName = position < text.length() && isNamePart(text.charAt(position));
    // An exponent or scale beyond 32 bits is no number at all; other faults are the value's.
    if (endsInName
        || (DynamoNumber.parse(text.substring(start, position)) instanceof InvalidNumber invalid
            && invalid.older() == NumberFault.NOT_NUMERIC)) {
      throw Refusal.notWellFormed();
    }
  }

  private void skipDigits() {
    while (isDigitAt(position)) {
      position++;
    }
  }

  private TokenType symbol(char first) {
    position++;
    return switch (first) {
      case '?' -> TokenType.PARAMETER;
      case '*' -> TokenType.STAR;
      case ',' -> TokenType.COMMA;
      case '.' -> TokenType.DOT;
      case ':' -> TokenType.COLON;
      case ';' -> TokenType.SEMICOLON;
      case '(' -> TokenType.LEFT_PARENTHESIS;
      case ')' -> TokenType.RIGHT_PARENTHESIS;
      case '[' -> TokenType.LEFT_BRACKET;
      case ']' -> TokenType.RIGHT_BRACKET;
      case '{' -> TokenType.LEFT_BRACE;
      case '}' -> TokenType.RIGHT_BRACE;
      case '+', '-', '/', '%', '=', '@' -> TokenType.OPERATOR;
      case '<' -> accept('<') ? TokenType.LEFT_BAG : comparator("=>");
      case '>' -> accept('>') ? TokenType.RIGHT_BAG : comparator("=");
      case '!' -> required('=');
      case '|' -> required('|');
      default -> throw Refusal.notWellFormed();
    };
  }

  /** A comparator of which there may be a second character. */
  private TokenType comparator(String seconds) {
    if (position < text.length() && seconds.indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return TokenType.OPERATOR;
  }

  private TokenType required(char second) {
    if (!accept(second)) {
      throw Refusal.notWellFormed();
    }
    return TokenType.OPERATOR;
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private boolean isDigitAt(int index) {
    return index < text.length() && isDigit(text.charAt(index));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a character can begin a name without quotes. */
  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}
