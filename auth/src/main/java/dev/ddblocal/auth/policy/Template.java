package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.port.ContextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text of a policy that may have wildcards and variables. What takes a variable's place is
 * literal text: a {@code *} in a user's name or tag is no wildcard.
 *
 * <p>Variables are {@code ${key}} and {@code ${key, 'default'}}; {@code ${*}}, {@code ${?}} and
 * {@code ${$}} are those characters (AWS: IAM policy elements, variables and tags).
 */
final class Template {
  /** Which wildcards the text has. */
  enum Wildcards {
    /** None: {@code *} and {@code ?} are characters like others. */
    NONE,
    /** {@code *} and {@code ?} match any characters. */
    ANYWHERE,
    /**
     * As in the element Resource: before the fifth colon, {@code ?} does not match colons, and
     * {@code *} matches them only where it ends a segment.
     */
    SEGMENTS
  }

  /** What a text has become for a request. */
  sealed interface Expansion {
    /** The pattern, with all variables replaced. */
    record Known(Glob glob) implements Expansion {}

    /** A variable has neither value nor default. */
    record Missing() implements Expansion {}

    /** The value of a variable cannot be told. */
    record Unknown() implements Expansion {}

    /** The only instance that is needed. */
    Expansion MISSING = new Missing();

    /** The only instance that is needed. */
    Expansion UNKNOWN = new Unknown();
  }

  private sealed interface Piece {
    record Text(String text) implements Piece {}

    record Wildcard(int token) implements Piece {}

    record Variable(String key, String name, Optional<String> fallback) implements Piece {}
  }

  private final String source;
  private final List<Piece> pieces;
  private final Optional<Expansion> constant;

  private Template(String source, List<Piece> pieces) {
    this.source = source;
    this.pieces = List.copyOf(pieces);
    boolean varies = pieces.stream().anyMatch(Piece.Variable.class::isInstance);
    this.constant = varies ? Optional.empty() : Optional.of(build(key -> ContextValue.ABSENT));
  }

  /**
   * Compiles a text.
   *
   * @param variables whether the document's version has variables
   */
  static Template compile(String text, boolean variables, Wildcards wildcards) {
    return new Template(text, new Reader(text, variables, wildcards).read());
  }

  /** Compiles a pattern of actions, which has no variables, for matching actions in lower case. */
  static Template ofAction(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return new Template(text, new Reader(lower, false, Wildcards.ANYWHERE).read());
  }

  /** The text as the policy has it. */
  String source() {
    return source;
  }

  /** The pattern if there are no variables in it. */
  Optional<Expansion> constant() {
    return constant;
  }

  /** The condition keys that serve as variables, as the text writes them. */
  List<String> variables() {
    List<String> keys = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Variable variable) {
        keys.add(variable.key());
      }
    }
    return keys;
  }

  /** The pattern for a request. */
  Expansion expand(RequestContext context) {
    return constant.orElseGet(() -> build(context));
  }

  private Expansion build(RequestContext context) {
    Glob.Builder glob = new Glob.Builder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text(String text) -> glob.text(text);
        case Piece.Wildcard(int token) -> glob.wildcard(token);
        case Piece.Variable variable -> {
          ContextValue value = context.valueOf(variable.name());
          if (value instanceof ContextValue.Unknown) {
            return Expansion.UNKNOWN;
          }
          // A multivalued key cannot be a variable: it has no value here.
          Optional<String> text =
              value instanceof ContextValue.One(String one)
                  ? Optional.of(one)
                  : variable.fallback();
          if (text.isEmpty()) {
            return Expansion.MISSING;
          }
          glob.text(text.get());
        }
      }
    }
    return new Expansion.Known(glob.build());
  }

  /** Takes a text apart. */
  private static final class Reader {
    private static final int ARN_COLONS = 5;

    private final String text;
    private final boolean variables;
    private final Wildcards wildcards;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;
    private int colons;

    Reader(String text, boolean variables, Wildcards wildcards) {
      this.text = text;
      this.variables = variables;
      this.wildcards = wildcards;
    }

    List<Piece> read() {
      while (at < text.length()) {
        char character = text.charAt(at);
        if (variables && text.startsWith("${", at) && text.indexOf('}', at) > 0) {
          readVariable(text.indexOf('}', at));
        } else if (wildcards != Wildcards.NONE && (character == '*' || character == '?')) {
          endLiteral();
          pieces.add(new Piece.Wildcard(character == '*' ? run() : one()));
          at++;
        } else {
          colons += character == ':' ? 1 : 0;
          literal.append(character);
          at++;
        }
      }
      endLiteral();
      return pieces;
    }

    private int one() {
      return crossesColons() ? Glob.ONE : Glob.ONE_IN_SEGMENT;
    }

    private int run() {
      int next = at;
      while (next < text.length() && text.charAt(next) == '*') {
        next++;
      }
      boolean endsSegment = next == text.length() || text.charAt(next) == ':';
      at = next - 1;
      return crossesColons() || endsSegment ? Glob.RUN : Glob.RUN_IN_SEGMENT;
    }

    private boolean crossesColons() {
      return wildcards == Wildcards.ANYWHERE || colons >= ARN_COLONS;
    }

    /** Reads a variable; a default may have braces in it, as it stands in quotes. */
    private void readVariable(int firstBrace) {
      int comma = text.indexOf(',', at);
      int quote = comma < 0 || comma > firstBrace ? -1 : afterBlanks(comma + 1);
      boolean quoted = quote >= 0 && quote < text.length() && text.charAt(quote) == '\'';
      int closing = quoted ? text.indexOf('\'', quote + 1) : -1;
      int end = closing < 0 ? -1 : afterBlanks(closing + 1);
      if (end >= 0 && end < text.length() && text.charAt(end) == '}') {
        add(text.substring(at + 2, comma).strip(), Optional.of(text.substring(quote + 1, closing)));
        at = end + 1;
      } else {
        add(text.substring(at + 2, firstBrace).strip(), Optional.empty());
        at = firstBrace + 1;
      }
    }

    private void add(String key, Optional<String> fallback) {
      if (fallback.isEmpty() && (key.equals("*") || key.equals("?") || key.equals("$"))) {
        literal.append(key);
        return;
      }
      endLiteral();
      pieces.add(new Piece.Variable(key, key.toLowerCase(Locale.ROOT), fallback));
    }

    private int afterBlanks(int from) {
      int next = from;
      while (next < text.length() && text.charAt(next) == ' ') {
        next++;
      }
      return next;
    }

    private void endLiteral() {
      if (!literal.isEmpty()) {
        pieces.add(new Piece.Text(literal.toString()));
        literal.setLength(0);
      }
    }
  }
}
