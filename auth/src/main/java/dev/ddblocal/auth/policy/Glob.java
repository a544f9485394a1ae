package dev.ddblocal.auth.policy;

import java.util.Arrays;

/**
 * A compiled pattern of literal characters and wildcards. All states of the pattern advance
 * together over the text, so a match costs at most (characters of the text) x (tokens of the
 * pattern) steps, whatever the pattern is.
 */
final class Glob {
  /** Matches any characters, none included. */
  static final int RUN = -1;

  /** Matches any characters but colons, none included. */
  static final int RUN_IN_SEGMENT = -2;

  /** Matches one character. */
  static final int ONE = -3;

  /** Matches one character that is no colon. */
  static final int ONE_IN_SEGMENT = -4;

  private static final int ARN_COLONS = 5;

  /** Not negative: that character; negative: one of the wildcards. */
  private final int[] tokens;

  private Glob(int[] tokens) {
    this.tokens = tokens;
  }

  /** A pattern that matches only that text. */
  static Glob literal(String text) {
    return new Builder().text(text).build();
  }

  /** Whether the pattern matches the whole text. */
  boolean matches(String text) {
    return matches(0, tokens.length, text, 0, text.length());
  }

  /**
   * Whether the pattern matches the text as an ARN: each of the six components separately, the
   * sixth up to the end. A lone {@code *} matches every text.
   */
  boolean matchesArn(String arn) {
    if (tokens.length == 1 && tokens[0] == RUN) {
      return true;
    }
    int token = 0;
    int at = 0;
    for (int component = 0; component < ARN_COLONS; component++) {
      int tokenEnd = nextColon(token);
      int end = arn.indexOf(':', at);
      if (tokenEnd < 0 || end < 0 || !matches(token, tokenEnd, arn, at, end)) {
        return false;
      }
      token = tokenEnd + 1;
      at = end + 1;
    }
    return matches(token, tokens.length, arn, at, arn.length());
  }

  /** The text of a pattern without wildcards; wildcards come out as themselves. */
  String text() {
    StringBuilder text = new StringBuilder(tokens.length);
    for (int token : tokens) {
      switch (token) {
        case RUN, RUN_IN_SEGMENT -> text.append('*');
        case ONE, ONE_IN_SEGMENT -> text.append('?');
        default -> text.append((char) token);
      }
    }
    return text.toString();
  }

  private int nextColon(int from) {
    for (int i = from; i < tokens.length; i++) {
      if (tokens[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(int first, int end, String text, int from, int to) {
    int token = first;
    int at = from;
    while (token < end && tokens[token] >= 0) {
      if (at == to || text.charAt(at) != tokens[token]) {
        return false;
      }
      token++;
      at++;
    }
    if (token == end) {
      return at == to;
    }
    if (token == end - 1 && tokens[token] == RUN) {
      return true;
    }
    return new Walk(token, end).accepts(text, at, to);
  }

  /** The states that the pattern can be in, advanced by one character at a time. */
  private final class Walk {
    private final int first;
    private final int end;
    private int[] states;
    private int[] next;
    private int count;
    private int nextCount;

    /** Whether nothing but a run at the end is left to match. */
    private boolean inLastRun;

    /** By state: one more than the position at which it was entered last. */
    private final int[] entered;

    Walk(int first, int end) {
      this.first = first;
      this.end = end;
      int size = end - first + 1;
      this.states = new int[size];
      this.next = new int[size];
      this.entered = new int[size];
    }

    boolean accepts(String text, int from, int to) {
      enter(first, from);
      advance();
      for (int at = from; at < to && count > 0; at++) {
        if (inLastRun) {
          return true;
        }
        char character = text.charAt(at);
        for (int i = 0; i < count; i++) {
          step(states[i], character, at + 1);
        }
        advance();
      }
      return entered[end - first] == to + 1;
    }

    private void step(int state, char character, int at) {
      if (state == end) {
        return;
      }
      int token = tokens[state];
      switch (token) {
        case RUN -> enter(state, at);
        case RUN_IN_SEGMENT -> {
          if (character != ':') {
            enter(state, at);
          }
        }
        case ONE -> enter(state + 1, at);
        case ONE_IN_SEGMENT -> {
          if (character != ':') {
            enter(state + 1, at);
          }
        }
        default -> {
          if (character == token) {
            enter(state + 1, at);
          }
        }
      }
    }

    /** Enters a state, and behind a run, which may be empty, the one after it too. */
    private void enter(int state, int at) {
      int current = state;
      while (entered[current - first] != at + 1) {
        entered[current - first] = at + 1;
        next[nextCount++] = current;
        inLastRun |= current == end - 1 && tokens[current] == RUN;
        if (current == end || (tokens[current] != RUN && tokens[current] != RUN_IN_SEGMENT)) {
          return;
        }
        current++;
      }
    }

    private void advance() {
      int[] free = states;
      states = next;
      count = nextCount;
      next = free;
      nextCount = 0;
    }
  }

  /** Puts a pattern together; runs next to each other become one. */
  static final class Builder {
    private int[] tokens = new int[16];
    private int size;

    Builder text(String text) {
      for (int i = 0; i < text.length(); i++) {
        add(text.charAt(i));
      }
      return this;
    }

    Builder wildcard(int token) {
      int last = size == 0 ? 0 : tokens[size - 1];
      boolean afterRun = size > 0 && (last == RUN || last == RUN_IN_SEGMENT);
      if (afterRun && token == RUN) {
        tokens[size - 1] = RUN;
      } else if (!afterRun || token != RUN_IN_SEGMENT) {
        add(token);
      }
      return this;
    }

    Glob build() {
      return new Glob(Arrays.copyOf(tokens, size));
    }

    private void add(int token) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, size * 2);
      }
      tokens[size++] = token;
    }
  }
}
