package dev.ddblocal.auth.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * How many keys that are not known may be asked about in a second: for one client address and in
 * total, so that made-up keys are the control plane's trouble no more than that.
 */
final class MissBudget {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int SOURCES = 10_000;

  private final Ticker ticker;
  private final int perSource;
  private final Window total;
  private final Cache<String, Window> sources;

  MissBudget(Ticker ticker, int perSource, int inTotal) {
    this.ticker = ticker;
    this.perSource = perSource;
    this.total = new Window(inTotal, ticker.read());
    this.sources =
        Caffeine.newBuilder()
            .maximumSize(SOURCES)
            .expireAfterAccess(Duration.ofSeconds(2))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Takes one question from the budget.
   *
   * @param source the client's address; empty for calls within the process
   * @return whether it may be asked
   */
  boolean admits(String source) {
    long now = ticker.read();
    boolean within =
        source.isEmpty() || sources.get(source, _ -> new Window(perSource, now)).admits(now);
    return within && total.admits(now);
  }

  /** A bucket that holds a second's allowance and fills up evenly. */
  private static final class Window {
    private final long nanosEach;
    private long paidUntil;

    Window(int perSecond, long now) {
      this.nanosEach = SECOND / perSecond;
      this.paidUntil = now - SECOND;
    }

    synchronized boolean admits(long now) {
      // What was not used longer ago than a second is lost.
      long from = paidUntil - (now - SECOND) < 0 ? now - SECOND : paidUntil;
      if (from + nanosEach - now > 0) {
        return false;
      }
      paidUntil = from + nanosEach;
      return true;
    }
  }
}
