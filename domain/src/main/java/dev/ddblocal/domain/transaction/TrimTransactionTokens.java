package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Forgets the client request tokens that have expired, some at a time. */
public final class TrimTransactionTokens implements MaintenanceTask {
  /** How many tokens one step forgets: about a millisecond's work. */
  private static final int STEP = 200;

  private final InstantSource clock;

  /** Creates the task. */
  public TrimTransactionTokens(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public String name() {
    return "trim-transaction-tokens";
  }

  @Override
  public CompletionStage<Boolean> step(Keyspace keyspace) {
    return keyspace
        .read(transaction -> TransactionTokens.expired(transaction, clock.instant(), STEP))
        .thenCompose(keys ->
            keys.isEmpty()
                ? CompletableFuture.completedStage(false)
                : keyspace.write(transaction -> {
                  TransactionTokens.forget(transaction, keys);
                  return keys.size() == STEP;
                }));
  }
}
