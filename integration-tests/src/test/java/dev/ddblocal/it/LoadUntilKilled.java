package dev.ddblocal.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Workers at a server that is killed when they have done enough. Whatever a worker throws fails the
 * test, but for the loss of the server after it was killed.
 */
final class LoadUntilKilled implements AutoCloseable {
  private final PackagedServer server;
  private final CountDownLatch enough;
  private final List<Runnable> workers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean killed;

  /**
   * A load.
   *
   * @param server what is killed
   * @param enough how often {@link #done} is called before that
   */
  LoadUntilKilled(PackagedServer server, int enough) {
    this.server = server;
    this.enough = new CountDownLatch(enough);
  }

  /** Adds a worker, which ends with an SdkClientException when the server is gone. */
  void add(Runnable worker) {
    workers.add(worker);
  }

  /** A worker has done one thing more. */
  void done() {
    enough.countDown();
  }

  /** Runs the workers, kills the server in the middle of it, and waits for them to end. */
  void run() throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (Runnable worker : workers) {
      Callable<Void> untilKilled = () -> untilKilled(worker);
      running.add(threads.submit(untilKilled));
    }
    enough.await();
    killed = true;
    server.kill();
    for (Future<?> worker : running) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }

  private Void untilKilled(Runnable worker) {
    try {
      worker.run();
      throw new AssertionError("a worker ended before the server");
    } catch (SdkClientException e) {
      if (!killed) {
        throw e;
      }
      return null;
    } finally {
      // After a failure nobody has to wait for the others.
      while (enough.getCount() > 0) {
        enough.countDown();
      }
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
