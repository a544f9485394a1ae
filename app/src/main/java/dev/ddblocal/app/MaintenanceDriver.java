package dev.ddblocal.app;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the domain's maintenance tasks again and again, one step at a time on one thread. A keyspace
 * gets attention for some rounds after each use and rests otherwise, so that its storage may close
 * it.
 */
final class MaintenanceDriver implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MaintenanceDriver.class.getName());

  /** How many steps a task may do in a keyspace before others have their turn. */
  static final int STEPS_OF_A_ROUND = 50;

  private final RecentlyUsedStorage storage;
  private final List<MaintenanceTask> tasks;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ddb-local-maintenance").factory());

  private final int rounds;

  /** For how many rounds each keyspace has attention yet; for the thread alone. */
  private final Map<AccountScope, Integer> attention = new HashMap<>();

  /**
   * Creates a driver that does not run yet.
   *
   * @param rounds for how many rounds after its use a keyspace gets attention, at least 1
   */
  MaintenanceDriver(RecentlyUsedStorage storage, List<MaintenanceTask> tasks, int rounds) {
    this.storage = storage;
    this.tasks = List.copyOf(tasks);
    this.rounds = rounds;
  }

  /**
   * Starts the work.
   *
   * @param pause how long to rest between two rounds
   * @param memory for how long after a use there may be something to do
   */
  static MaintenanceDriver start(
      RecentlyUsedStorage storage, List<MaintenanceTask> tasks, Duration pause, Duration memory) {
    int rounds = Math.toIntExact(Math.min(Integer.MAX_VALUE, memory.dividedBy(pause) + 2));
    MaintenanceDriver driver = new MaintenanceDriver(storage, tasks, rounds);
    var _ =
        driver.thread.scheduleWithFixedDelay(
            driver::rounds, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return driver;
  }

  /** Runs rounds until one leaves nothing to do at once. */
  private void rounds() {
    boolean more = true;
    while (more) {
      more = round();
    }
  }

  /**
   * Runs every task in every keyspace that has attention until it has no more to do at once, but
   * not for so long that others would have to wait: long work goes on in the next round.
   *
   * @return whether there is more to do at once
   */
  boolean round() {
    storage.takeUsed().forEach(scope -> attention.put(scope, rounds));
    Set<AccountScope> busy = new HashSet<>();
    try {
      for (AccountScope scope : attention.keySet()) {
        Keyspace keyspace = storage.keyspaceForMaintenance(scope);
        for (MaintenanceTask task : tasks) {
          if (run(task, keyspace, scope)) {
            busy.add(scope);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    attention.replaceAll((scope, left) -> busy.contains(scope) ? left : left - 1);
    attention.values().removeIf(left -> left == 0);
    return !busy.isEmpty();
  }

  /** Runs a task for some steps; answers whether there is more to do. */
  private static boolean run(MaintenanceTask task, Keyspace keyspace, AccountScope where)
      throws InterruptedException {
    try {
      for (int step = 0; step < STEPS_OF_A_ROUND; step++) {
        if (!await(task.step(keyspace))) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException | RuntimeException e) {
      LOG.log(Level.WARNING, "maintenance task " + task.name() + " failed in " + where, e);
      return false;
    }
  }

  private static <T> T await(CompletionStage<T> stage)
      throws ExecutionException, InterruptedException {
    return stage.toCompletableFuture().get();
  }

  /** Ends the work; a step that is being done is finished first. */
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
