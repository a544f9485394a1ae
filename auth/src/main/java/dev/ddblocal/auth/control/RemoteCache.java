package dev.ddblocal.auth.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Answers of the control plane, by what was asked.
 *
 * <pre>
 *   loaded           refresh ahead        fresh until             hard limit
 *     | used as it is  | used, asked anew   | asked anew first      | gone
 *     |                | behind its back    | or, while nobody      |
 *     |                |                    | answers, used stale   |
 * </pre>
 *
 * <p>The same question is asked once at a time. While the last answer of the control plane was a
 * failure, an entry past its freshness is used at once and asked for behind its back, a second
 * apart, so that only the first request after a failure waits for it. What an invalidation names is
 * not kept if it was asked before the invalidation came.
 *
 * @param <K> what was asked
 * @param <V> what was answered
 */
final class RemoteCache<K, V> {
  private static final int KNOWN = 10_000;
  private static final int NEGATIVE = 50_000;

  /** The part of its freshness after which an entry is asked for anew, in quarters. */
  private static final int AHEAD_QUARTERS = 3;

  /** How long a failure lasts before an entry is asked for again. */
  private static final long RETRY_PAUSE = Duration.ofSeconds(1).toNanos();

  private final Ticker ticker;
  private final BooleanSupplier reachable;
  private final ControlPlaneStatistics statistics;
  private final Cache<K, Entry<V>> known;
  private final Cache<K, V> negative;
  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /**
   * Creates an empty cache.
   *
   * @param reachable whether the control plane answered when it was last asked
   * @param negativeFor how long {@link Negative} answers are kept
   */
  RemoteCache(
      Ticker ticker,
      BooleanSupplier reachable,
      ControlPlaneStatistics statistics,
      Duration negativeFor) {
    this.ticker = ticker;
    this.reachable = reachable;
    this.statistics = statistics;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(KNOWN)
            .expireAfter(Expiry.<K, Entry<V>>writing((_, entry) -> entry.left(ticker.read())))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    this.negative =
        Caffeine.newBuilder()
            .maximumSize(NEGATIVE)
            .expireAfterWrite(negativeFor)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Asks the control plane. */
  @FunctionalInterface
  interface Loader<V> {
    /**
     * Asks.
     *
     * @param previous the answer that is still known
     */
    CompletionStage<Answer<V>> load(Optional<V> previous);
  }

  /** An answer and how long it is good. */
  sealed interface Answer<V> {
    V value();
  }

  /** Something there is. */
  record Known<V>(V value, Duration fresh, Duration hardLimit) implements Answer<V> {}

  /** That there is nothing. */
  record Negative<V>(V value) implements Answer<V> {}

  /** Times are the ticker's. */
  private record Entry<V>(V value, long refreshAt, long freshUntil, long hardLimit) {
    Duration left(long now) {
      return Duration.ofNanos(Math.max(0, hardLimit - now));
    }

    Entry<V> refreshedFrom(long time) {
      return new Entry<>(value, time, freshUntil, hardLimit);
    }
  }

  /**
   * The answer to a question.
   *
   * @param admitted asked once before a question that nothing is known about is put
   * @return the answer; fails with a {@link ControlPlaneException} if nobody knows it
   */
  CompletionStage<V> get(K key, BooleanSupplier admitted, Loader<V> loader) {
    V nothing = negative.getIfPresent(key);
    if (nothing != null) {
      return CompletableFuture.completedFuture(nothing);
    }
    Entry<V> entry = known.getIfPresent(key);
    if (entry == null) {
      return miss(key, admitted, loader);
    }
    long now = ticker.read();
    boolean fresh = now - entry.freshUntil < 0;
    if (now - entry.refreshAt < 0) {
      return CompletableFuture.completedFuture(fresh ? entry.value : usedStale(entry));
    }
    CompletableFuture<V> refreshed = load(key, Optional.of(entry), loader);
    if (fresh) {
      return CompletableFuture.completedFuture(entry.value);
    }
    return reachable.getAsBoolean() || refreshed.isDone()
        ? refreshed.exceptionallyCompose(failure -> stale(key, failure))
        : CompletableFuture.completedFuture(usedStale(entry));
  }

  private CompletionStage<V> miss(K key, BooleanSupplier admitted, Loader<V> loader) {
    CompletableFuture<V> flight = flights.get(key);
    if (flight != null) {
      return flight;
    }
    if (!admitted.getAsBoolean()) {
      statistics.exceededBudget();
      return CompletableFuture.failedFuture(
          new ControlPlaneException(
              ControlPlaneException.Reason.BUDGET, "too many unknown keys are asked about"));
    }
    return load(key, Optional.empty(), loader);
  }

  /** The entry may have gone while the control plane was asked: then it is too old or withdrawn. */
  private CompletionStage<V> stale(K key, Throwable failure) {
    Entry<V> entry =
        ControlPlaneException.leavesKnownStanding(failure) ? known.getIfPresent(key) : null;
    return entry == null
        ? CompletableFuture.failedFuture(failure)
        : CompletableFuture.completedFuture(usedStale(entry));
  }

  private V usedStale(Entry<V> entry) {
    statistics.usedStale();
    return entry.value;
  }

  private CompletableFuture<V> load(K key, Optional<Entry<V>> previous, Loader<V> loader) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return other;
    }
    // The answer is as old as the question.
    long asked = ticker.read();
    ask(previous, loader)
        .thenApply(answer -> {
          keep(key, mine, answer, asked);
          return answer.value();
        })
        .whenComplete((value, failure) -> {
          flights.remove(key, mine);
          if (failure == null) {
            mine.complete(value);
          } else {
            postpone(key, failure);
            mine.completeExceptionally(ControlPlaneException.causeOf(failure));
          }
        });
    return mine;
  }

  private static <V> CompletionStage<Answer<V>> ask(Optional<Entry<V>> previous, Loader<V> loader) {
    try {
      return loader.load(previous.map(Entry::value));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Who does not answer is not asked again at once for every request that comes. */
  private void postpone(K key, Throwable failure) {
    if (ControlPlaneException.leavesKnownStanding(failure)) {
      long retryAt = ticker.read() + RETRY_PAUSE;
      known.asMap().computeIfPresent(key, (_, entry) -> entry.refreshedFrom(retryAt));
    }
  }

  private void keep(K key, CompletableFuture<V> flight, Answer<V> answer, long asked) {
    switch (answer) {
      case Known<V>(V value, Duration fresh, Duration hardLimit) -> {
        long ahead = fresh.multipliedBy(AHEAD_QUARTERS).dividedBy(4).toNanos();
        known.put(
            key,
            new Entry<>(
                value, asked + ahead, asked + fresh.toNanos(), asked + hardLimit.toNanos()));
      }
      case Negative<V>(V value) -> {
        known.invalidate(key);
        negative.put(key, value);
      }
    }
    // An invalidation takes the flight away first and then what is kept: one of us sees the other.
    if (!flights.remove(key, flight)) {
      known.invalidate(key);
      negative.invalidate(key);
    }
  }

  /** Forgets all answers of such questions, those included that are on their way. */
  void invalidateKeys(Predicate<K> which) {
    flights.keySet().removeIf(which);
    known.asMap().keySet().removeIf(which);
    negative.asMap().keySet().removeIf(which);
  }

  /** Forgets all such answers, and keeps none that is on its way: it may be one of them. */
  void invalidateValues(Predicate<V> which) {
    flights.clear();
    known.asMap().values().removeIf(entry -> which.test(entry.value));
  }

  /** Forgets the answer to a question if it is not such a one. */
  void invalidateUnless(K key, Predicate<V> valid) {
    known.asMap().computeIfPresent(key, (_, entry) -> valid.test(entry.value) ? entry : null);
  }

  /** Has everything asked for anew when it is next needed; what cannot be asked stays in use. */
  void expire() {
    flights.clear();
    long now = ticker.read();
    known.asMap().replaceAll((_, entry) -> new Entry<>(entry.value, now, now, entry.hardLimit));
    negative.invalidateAll();
  }

  /** How many answers are kept, negative ones included. */
  long size() {
    return known.estimatedSize() + negative.estimatedSize();
  }
}
