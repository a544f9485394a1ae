package dev.ddblocal.app;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport.KeyspaceReport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the domain's maintenance tasks over every open keyspace, again and again, one step at a time
 * on one thread. It may mint scopes because nobody calls for this work.
 */
final class MaintenanceDriver implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MaintenanceDriver.class.getName());

  private final Storage storage;
  private final List<MaintenanceTask> tasks;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ddb-local-maintenance").factory());

  private MaintenanceDriver(Storage storage, List<MaintenanceTask> tasks) {
    this.storage = storage;
    this.tasks = List.copyOf(tasks);
  }

  /**
   * Starts the work.
   *
   * @param pause how long to rest between two rounds
   */
  static MaintenanceDriver start(Storage storage, List<MaintenanceTask> tasks, Duration pause) {
    MaintenanceDriver driver = new MaintenanceDriver(storage, tasks);
    var _ =
        driver.thread.scheduleWithFixedDelay(
            driver::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return driver;
  }

  /** Runs every task in every open keyspace until it has no more to do at once. */
  void round() {
    try {
      for (KeyspaceReport open : await(storage.inspect()).keyspaces()) {
        Keyspace keyspace = storage.keyspace(AccountScope.mint(open.account(), open.region()));
        for (MaintenanceTask task : tasks) {
          run(task, keyspace, open);
        }
      }
    } catch (ExecutionException | RuntimeException e) {
      LOG.log(Level.WARNING, "maintenance cannot look at the storage", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(MaintenanceTask task, Keyspace keyspace, KeyspaceReport where)
      throws InterruptedException {
    try {
      boolean more = true;
      while (more) {
        more = await(task.step(keyspace));
      }
    } catch (ExecutionException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "maintenance task "
              + task.name()
              + " failed in "
              + where.account()
              + "/"
              + where.region(),
          e);
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
