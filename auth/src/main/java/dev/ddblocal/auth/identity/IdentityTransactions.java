package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.port.QueryFault;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Runs work that reads the identity table and changes it. The changes name what they rest on; if
 * that has changed meanwhile, the work is run again.
 */
public final class IdentityTransactions {
  private static final int ATTEMPTS = 100;

  private final IdentityStore store;
  private final Executor executor;

  /** Creates the runner of work on a store; every work has a virtual thread of its own. */
  public IdentityTransactions(IdentityStore store) {
    this(store, work -> Thread.ofVirtual().name("iam-", 0).start(work));
  }

  /**
   * Creates the runner of work on a store.
   *
   * @param store the store
   * @param executor runs work that waits for the store
   */
  public IdentityTransactions(IdentityStore store, Executor executor) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.executor = Objects.requireNonNull(executor, "executor is null");
  }

  /**
   * Runs work.
   *
   * @param work the work; it may be run several times and has no effects but its changes
   * @return what the work returned, once its changes are durable; or a stage that fails with what
   *     it threw, or with a ConcurrentModification if others kept changing what it rests on
   */
  public <R> CompletionStage<R> run(Function<IdentityTransaction, R> work) {
    return CompletableFuture.supplyAsync(() -> attempt(work), executor);
  }

  private <R> R attempt(Function<IdentityTransaction, R> work) {
    for (int i = 0; i < ATTEMPTS; i++) {
      IdentityTransaction transaction = new IdentityTransaction(store);
      R result = work.apply(transaction);
      try {
        transaction.commit();
        return result;
      } catch (IdentityConflictException e) {
        Thread.yield();
      }
    }
    throw new QueryFault(
        409,
        "ConcurrentModification",
        "The request was rejected because multiple requests to change this object were submitted"
            + " simultaneously. Wait a few minutes and submit your request again.");
  }
}
