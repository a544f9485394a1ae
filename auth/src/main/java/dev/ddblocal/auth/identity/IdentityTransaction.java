package dev.ddblocal.auth.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What work on the identity table reads and wants to change. Reads wait: the work runs on a virtual
 * thread. The changes are made together when the work has ended.
 */
public final class IdentityTransaction {
  private final IdentityStore store;
  private final List<IdentityChange> changes = new ArrayList<>();

  IdentityTransaction(IdentityStore store) {
    this.store = store;
  }

  /** The record with those keys, without the changes of this transaction. */
  public Optional<IdentityRecord> get(String partition, String sort) {
    return await(store.get(partition, sort));
  }

  /** All records of a partition whose sort keys begin so, without this transaction's changes. */
  public List<IdentityRecord> list(String partition, String sortPrefix) {
    return await(store.list(partition, sortPrefix));
  }

  /** Wants a change. At most one of each record. */
  public void add(IdentityChange change) {
    changes.add(change);
  }

  /** Wants changes. At most one of each record. */
  public void addAll(List<? extends IdentityChange> more) {
    changes.addAll(more);
  }

  /** Makes the changes. */
  void commit() {
    if (!changes.isEmpty()) {
      await(store.apply(changes));
    }
  }

  private static <R> R await(CompletionStage<R> stage) {
    CompletableFuture<R> future = stage.toCompletableFuture();
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
