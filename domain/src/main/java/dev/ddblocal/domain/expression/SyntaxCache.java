package dev.ddblocal.domain.expression;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the latest texts of one language say. Applications send the same few texts over and over.
 *
 * <p>Safe for use by several threads at once, and a text that is found takes no lock. Texts are
 * kept in two generations: when the young one is full it becomes the old one, whose texts are
 * forgotten unless they were asked for meanwhile.
 *
 * @param <T> what a text says, immutable
 */
public final class SyntaxCache<T> {
  /** How many texts a generation holds. Their length is bounded by the parser. */
  private static final int GENERATION = 512;

  private final Function<String, T> parser;
  private final Predicate<T> refused;
  private volatile Generations<T> generations =
      new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

  /**
   * Creates an empty cache.
   *
   * @param parser what a text says, or why it says nothing
   * @param refused whether a text says nothing that could be of use
   */
  public SyntaxCache(Function<String, T> parser, Predicate<T> refused) {
    this.parser = Objects.requireNonNull(parser, "parser is null");
    this.refused = Objects.requireNonNull(refused, "refused is null");
  }

  /**
   * The texts that were asked for lately, and those before.
   *
   * @param young the generation that is filled
   * @param old the generation before it
   */
  private record Generations<T>(
      ConcurrentHashMap<String, T> young, ConcurrentHashMap<String, T> old) {}

  /** What a text says, parsed now or earlier. */
  public T of(String text) {
    Generations<T> now = generations;
    T syntax = now.young.get(text);
    if (syntax != null) {
      return syntax;
    }
    syntax = now.old.get(text);
    if (syntax == null) {
      syntax = parser.apply(text);
    }
    // A refused text costs what it costs; it must not push out those that are of use.
    if (!refused.test(syntax)) {
      keep(text, syntax);
    }
    return syntax;
  }

  private synchronized void keep(String text, T syntax) {
    if (generations.young.size() >= GENERATION) {
      generations = new Generations<>(new ConcurrentHashMap<>(), generations.young);
    }
    generations.young.put(text, syntax);
  }

  /** How many texts are kept. */
  int size() {
    Generations<T> now = generations;
    return now.young.size() + now.old.size();
  }
}
