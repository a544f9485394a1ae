package dev.ddblocal.app;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.ttl.ExpirySweep;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets expired items be deleted: again and again, and whenever somebody asks for it. One step at a
 * time on one thread, so that requests have their turn in between. A keyspace is looked after from
 * its first use on for as long as it has a table whose items expire.
 */
final class ExpirySweeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ExpirySweeper.class.getName());

  private final RecentlyUsedStorage storage;
  private final ExpirySweep expiry;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ddb-local-expiry").factory());

  /** Where there may be something to do; for the thread alone. */
  private final Set<AccountScope> expecting = new HashSet<>();

  private volatile boolean closed;

  /** Creates a sweeper that does nothing yet of its own accord. */
  ExpirySweeper(RecentlyUsedStorage storage, ExpirySweep expiry) {
    this.storage = storage;
    this.expiry = expiry;
  }

  /** Sweeps from now on, with so long a rest after each time. */
  void start(Duration interval) {
    var _ =
        thread.scheduleWithFixedDelay(
            this::sweepUnattended, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sweeps now; answers how many items were deleted. */
  CompletionStage<Long> sweepNow() {
    return CompletableFuture.supplyAsync(this::sweep, thread);
  }

  private void sweepUnattended() {
    try {
      long _ = sweep();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "expired items could not be deleted", e);
    }
  }

  /** Sweeps every keyspace there is to sweep, even if it fails in one. */
  private long sweep() {
    expecting.addAll(storage.takeUsedSinceSweep());
    long deleted = 0;
    RuntimeException failure = null;
    for (AccountScope scope : List.copyOf(expecting)) {
      try {
        deleted += sweep(scope);
      } catch (ExecutionException | RuntimeException e) {
        failure = new IllegalStateException("sweeping " + scope + " failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return deleted;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return deleted;
  }

  private long sweep(AccountScope scope) throws ExecutionException, InterruptedException {
    Keyspace keyspace = storage.keyspaceForMaintenance(scope);
    long deleted = 0;
    boolean more = true;
    while (more && !closed) {
      ExpirySweep.Step step = expiry.step(keyspace).toCompletableFuture().get();
      deleted += step.deletedItems();
      more = step.more();
      if (!step.expecting()) {
        expecting.remove(scope);
      }
    }
    return deleted;
  }

  /** Ends the work; a step that is being done is finished first. */
  @Override
  public void close() {
    closed = true;
    thread.close();
  }
}
