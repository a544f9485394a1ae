package dev.ddblocal.auth.control;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.credentials.AccessKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has refused credentials read anew: once at a time, and not within a second of the last time. */
final class CredentialReload {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final ControlPlaneCredentials credentials;
  private final Ticker ticker;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private long lastBegun;

  CredentialReload(ControlPlaneCredentials credentials, Ticker ticker) {
    this.credentials = credentials;
    this.ticker = ticker;
    this.lastBegun = ticker.read() - PAUSE;
  }

  AccessKey current() {
    return credentials.current();
  }

  /**
   * The credentials to try after some were refused.
   *
   * @return empty if they are the same, and were read anew only just now
   */
  CompletionStage<Optional<AccessKey>> after(AccessKey refused) {
    CompletableFuture<Void> reload = reload();
    boolean mayBeNew = reload != null;
    return (mayBeNew ? reload : CompletableFuture.<Void>completedFuture(null))
        .thenApply(_ ->
            Optional.of(credentials.current()).filter(key -> mayBeNew || !key.equals(refused)));
  }

  /** A reload that is under way or due; null if the last one is too recent. */
  private CompletableFuture<Void> reload() {
    CompletableFuture<Void> mine;
    synchronized (this) {
      if (!running.isDone()) {
        return running;
      }
      long now = ticker.read();
      if (now - lastBegun < PAUSE) {
        return null;
      }
      lastBegun = now;
      mine = new CompletableFuture<>();
      running = mine;
    }
    begin().whenComplete((_, _) -> mine.complete(null));
    return mine;
  }

  private CompletionStage<Void> begin() {
    try {
      return credentials.reload();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
