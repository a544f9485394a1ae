package dev.ddblocal.auth.control;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells the operator of what should not happen. Each event is counted; the log gets one line of a
 * kind in ten seconds, as whoever causes one can cause a thousand.
 */
final class Alarms {
  private static final System.Logger LOG = System.getLogger(Alarms.class.getName());
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final Ticker ticker;
  private final ControlPlaneStatistics statistics;
  private final Map<Kind, Long> logged = new EnumMap<>(Kind.class);

  /** What may happen. */
  enum Kind {
    /** STS and IAM do not agree on a key's account. */
    ACCOUNT_MISMATCH,
    /** The control plane does not take our credentials. */
    CREDENTIALS_REFUSED,
    /** The control plane's answer is none of the internal API. */
    NOT_UNDERSTOOD
  }

  Alarms(Ticker ticker, ControlPlaneStatistics statistics) {
    this.ticker = ticker;
    this.statistics = statistics;
  }

  void raise(Kind kind, String message) {
    statistics.alarmed();
    if (isDue(kind)) {
      LOG.log(System.Logger.Level.ERROR, message);
    }
  }

  private synchronized boolean isDue(Kind kind) {
    long now = ticker.read();
    Long last = logged.get(kind);
    if (last != null && now - last < PAUSE) {
      return false;
    }
    logged.put(kind, now);
    return true;
  }
}
