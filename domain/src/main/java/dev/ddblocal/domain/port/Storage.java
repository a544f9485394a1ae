package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.AccountScope;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where tables and items are kept. */
public interface Storage extends AutoCloseable {
  /** The keyspace that the scope opens; made on first use. Never blocks. */
  Keyspace keyspace(AccountScope scope);

  /** The keyspace that the scope opens, if anything was ever kept there; makes nothing. */
  Optional<Keyspace> existing(AccountScope scope);

  /**
   * To be called when what {@code AccountKeys} answers may have changed: a storage that encrypts
   * then does what the new keys demand, and goes on serving meanwhile. One that does not encrypt
   * has nothing to do.
   *
   * @return completes when nothing depends on a key any more that another is to follow
   */
  default CompletionStage<Void> keysChanged() {
    return CompletableFuture.completedFuture(null);
  }

  /** Looks at the storage itself, on no request's way: whether it answers, and what it holds. */
  CompletionStage<StorageReport> inspect();

  /** Finishes what was accepted, makes it durable and lets go of everything. Idempotent. */
  @Override
  void close();
}
