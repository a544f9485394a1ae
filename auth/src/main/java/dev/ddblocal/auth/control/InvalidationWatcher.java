package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.control.InvalidationFeed.Changes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps asking the control plane what has changed. That it cannot be asked changes nothing: answers
 * are asked for anew in time without it.
 */
final class InvalidationWatcher implements AutoCloseable {
  private final ControlPlaneClient client;
  private final ControlPlaneSettings.Timeouts timeouts;
  private final Ticker ticker;
  private final Consumer<InvalidationFeed.Change> changed;
  private volatile boolean closed;

  /**
   * Creates the watcher.
   *
   * @param changed told of each change
   */
  InvalidationWatcher(
      ControlPlaneClient client,
      ControlPlaneSettings.Timeouts timeouts,
      Ticker ticker,
      Consumer<InvalidationFeed.Change> changed) {
    this.client = client;
    this.timeouts = timeouts;
    this.ticker = ticker;
    this.changed = changed;
  }

  /** Begins to ask. */
  void start() {
    ask(Optional.empty());
  }

  private void ask(Optional<String> cursor) {
    if (closed) {
      return;
    }
    long asked = ticker.read();
    ObjectNode question = ControlJson.object();
    cursor.ifPresent(text -> question.put("cursor", text));
    client
        .call(ControlOperation.WATCH_INVALIDATIONS, question, timeouts.watch())
        .thenApply(answer -> client.understand(answer, InvalidationJson::read))
        .whenComplete((changes, failure) -> {
          if (failure != null) {
            later(cursor);
          } else {
            heard(cursor, changes, asked);
          }
        });
  }

  private void heard(Optional<String> cursor, Changes changes, long asked) {
    if (cursor.isEmpty()) {
      // Whatever was learnt before the first cursor may have changed before it, too.
      changed.accept(new InvalidationFeed.Change.OfEverything());
    }
    changes.changes().forEach(changed);
    Optional<String> next = Optional.of(changes.cursor());
    boolean heldBack = ticker.read() - asked >= timeouts.pause().toNanos();
    if (changes.changes().isEmpty() && cursor.isPresent() && !heldBack) {
      later(next);
    } else {
      ask(next);
    }
  }

  private void later(Optional<String> cursor) {
    Duration pause = timeouts.pause();
    Executor afterPause = CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS);
    afterPause.execute(() -> ask(cursor));
  }

  @Override
  public void close() {
    closed = true;
  }
}
