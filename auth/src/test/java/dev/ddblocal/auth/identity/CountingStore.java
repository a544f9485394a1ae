package dev.ddblocal.auth.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Counts what is read. */
final class CountingStore implements IdentityStore {
  private final IdentityStore store;
  int reads;
  int scans;

  CountingStore(IdentityStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Optional<IdentityRecord>> get(String partition, String sort) {
    reads++;
    return store.get(partition, sort);
  }

  @Override
  public CompletionStage<List<IdentityRecord>> list(String partition, String sortPrefix) {
    return store.list(partition, sortPrefix);
  }

  @Override
  public CompletionStage<List<IdentityRecord>> scan(String attribute) {
    scans++;
    return store.scan(attribute);
  }

  @Override
  public CompletionStage<Void> apply(List<IdentityChange> changes) {
    return store.apply(new ArrayList<>(changes));
  }
}
