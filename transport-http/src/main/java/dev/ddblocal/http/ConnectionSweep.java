package dev.ddblocal.http;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Looks at an event loop's connections from time to time and closes those that take too long. One
 * timer for all of them, and a clock that costs nothing to read, keep the price off the requests.
 * For one event loop.
 */
final class ConnectionSweep {
  private static final long MAX_PERIOD_MILLIS = 1_000;
  private static final int SWEEPS_PER_TIMEOUT = 8;

  private final long requestTimeoutNanos;
  private final long idleTimeoutNanos;
  private final long periodMillis;
  private final Set<StrictRequestDecoder> connections =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private long now = System.nanoTime();
  private long timer;

  ConnectionSweep(Duration requestTimeout, Duration idleTimeout) {
    requestTimeoutNanos = requestTimeout.toNanos();
    idleTimeoutNanos = idleTimeout.toNanos();
    long shorter = Math.min(requestTimeout.toMillis(), idleTimeout.toMillis());
    periodMillis = Math.clamp(shorter / SWEEPS_PER_TIMEOUT, 1, MAX_PERIOD_MILLIS);
  }

  void start(Vertx vertx) {
    timer = vertx.setPeriodic(periodMillis, _ -> sweep());
  }

  void stop(Vertx vertx) {
    vertx.cancelTimer(timer);
  }

  /** The time of the last sweep, as {@link System#nanoTime}. */
  long now() {
    return now;
  }

  void add(StrictRequestDecoder connection) {
    connections.add(connection);
  }

  void remove(StrictRequestDecoder connection) {
    connections.remove(connection);
  }

  /** Closes all connections, whatever they are at. */
  void closeAll() {
    for (StrictRequestDecoder connection : new ArrayList<>(connections)) {
      connection.close();
    }
  }

  private void sweep() {
    now = System.nanoTime();
    // A connection that closes takes itself out of the set.
    for (StrictRequestDecoder connection : new ArrayList<>(connections)) {
      connection.closeIfOverdue(requestTimeoutNanos, idleTimeoutNanos);
    }
  }
}
