package dev.ddblocal.app;

import dev.ddblocal.auth.credentials.IamAccount;
import dev.ddblocal.auth.identity.AccessKeyUsage;
import dev.ddblocal.auth.identity.AccessKeyVault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What an embedded control plane does again and again: it looks at the secret file, seals secrets
 * that came in clear, and writes down when keys were last used. One thread does it all, and a
 * failure of one is no reason not to try again.
 */
final class IdentityUpkeep implements AutoCloseable {
  private static final Logger LOG = System.getLogger(IdentityUpkeep.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ddb-local-identity").factory());
  private final AccessKeyUsage usage;

  private IdentityUpkeep(AccessKeyUsage usage) {
    this.usage = usage;
  }

  /**
   * How often things are done.
   *
   * @param poll between two looks at the secret file
   * @param sweep between two sweeps over secrets
   * @param flush between two times that uses of keys are written down
   */
  record Schedule(Duration poll, Duration sweep, Duration flush) {
    /** As a server has it. */
    static final Schedule DEFAULT =
        new Schedule(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(1));
  }

  /**
   * Starts.
   *
   * @param iamAccount the IAM account's own credentials, where they are not only in the access keys
   *     file
   * @param vault the access keys of the identity table
   * @param usage when they were used
   */
  static IdentityUpkeep start(
      Optional<IamAccount> iamAccount,
      AccessKeyVault vault,
      AccessKeyUsage usage,
      Schedule schedule) {
    IdentityUpkeep upkeep = new IdentityUpkeep(usage);
    iamAccount.ifPresent(account -> upkeep.every(schedule.poll(), account::poll));
    upkeep.every(schedule.sweep(), () -> done("secrets were not sealed", vault::sweep));
    upkeep.every(schedule.flush(), () -> done("uses of keys were not written", usage::flush));
    return upkeep;
  }

  private void every(Duration pause, Runnable work) {
    var _ =
        thread.scheduleWithFixedDelay(
            work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void done(String otherwise, Supplier<CompletionStage<Void>> work) {
    try {
      work.get().toCompletableFuture().join();
    } catch (CompletionException e) {
      LOG.log(Level.WARNING, otherwise + "; they will be", e.getCause());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, otherwise + "; they will be", e);
    }
  }

  /** Stops, and writes down what is not yet. */
  @Override
  public void close() {
    thread.close();
    done("uses of keys were not written", usage::flush);
  }
}
