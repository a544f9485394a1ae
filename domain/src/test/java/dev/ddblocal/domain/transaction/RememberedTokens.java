package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.Keyspace;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The tokens of a keyspace, each call in a work of its own. */
final class RememberedTokens {
  private final Keyspace keyspace;
  private final InstantSource clock;

  RememberedTokens(Keyspace keyspace, InstantSource clock) {
    this.keyspace = keyspace;
    this.clock = clock;
  }

  boolean isReplay(IdempotencyToken token) {
    return run(tokens -> tokens.isReplay(token));
  }

  void remember(IdempotencyToken token) {
    run(tokens -> {
      tokens.remember(token);
      return true;
    });
  }

  private boolean run(Function<TransactionTokens, Boolean> work) {
    try {
      return keyspace
          .write(transaction -> work.apply(new TransactionTokens(transaction, clock.instant())))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof DynamoDbException error ? error : e;
    }
  }
}
