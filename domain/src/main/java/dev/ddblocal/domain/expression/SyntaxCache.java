package dev.ddblocal.domain.expression;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the latest expressions' texts say. Applications send the same few texts over and over.
 *
 * <p>Safe for use by several threads at once, and a text that is found takes no lock. Texts are
 * kept in two generations: when the young one is full it becomes the old one, whose texts are
 * forgotten unless they were asked for meanwhile.
 */
final class SyntaxCache {
  /** How many texts of one kind a generation holds. Their length is bounded by the parser. */
  private static final int GENERATION = 512;

  private final Map<ExpressionKind, Texts> byKind = new EnumMap<>(ExpressionKind.class);

  SyntaxCache() {
    for (ExpressionKind kind : ExpressionKind.values()) {
      byKind.put(kind, new Texts(kind));
    }
  }

  /** What a text says, parsed now or earlier. */
  Syntax of(ExpressionKind kind, String text) {
    return byKind.get(kind).of(text);
  }

  /** How many texts of a kind are kept. */
  int size(ExpressionKind kind) {
    return byKind.get(kind).size();
  }

  private static final class Texts {
    private final ExpressionKind kind;
    private volatile Generations generations =
        new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /**
     * The texts that were asked for lately, and those before.
     *
     * @param young the generation that is filled
     * @param old the generation before it
     */
    private record Generations(
        ConcurrentHashMap<String, Syntax> young, ConcurrentHashMap<String, Syntax> old) {}

    Texts(ExpressionKind kind) {
      this.kind = kind;
    }

    Syntax of(String text) {
      Generations now = generations;
      Syntax syntax = now.young.get(text);
      if (syntax != null) {
        return syntax;
      }
      syntax = now.old.get(text);
      if (syntax == null) {
        syntax = SyntaxParser.parse(kind, text);
      }
      // A refused text costs what it costs; it must not push out those that are of use.
      if (!(syntax instanceof Syntax.Refused)) {
        keep(text, syntax);
      }
      return syntax;
    }

    private synchronized void keep(String text, Syntax syntax) {
      if (generations.young.size() >= GENERATION) {
        generations = new Generations(new ConcurrentHashMap<>(), generations.young);
      }
      generations.young.put(text, syntax);
    }

    int size() {
      Generations now = generations;
      return now.young.size() + now.old.size();
    }
  }
}
