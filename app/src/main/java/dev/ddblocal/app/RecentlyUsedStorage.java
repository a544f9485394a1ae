package dev.ddblocal.app;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A storage that remembers which keyspaces calls came for, so that maintenance looks after those
 * and lets all others rest.
 */
final class RecentlyUsedStorage implements Storage {
  private final Storage storage;
  private final Set<AccountScope> used = ConcurrentHashMap.newKeySet();
  private final Set<AccountScope> usedSinceSweep = ConcurrentHashMap.newKeySet();

  RecentlyUsedStorage(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Keyspace keyspace(AccountScope scope) {
    remember(scope, used);
    remember(scope, usedSinceSweep);
    return storage.keyspace(scope);
  }

  @Override
  public Optional<Keyspace> existing(AccountScope scope) {
    return storage.existing(scope);
  }

  private static void remember(AccountScope scope, Set<AccountScope> scopes) {
    // Nearly every call finds its scope there; looking is cheaper than adding.
    if (!scopes.contains(scope)) {
      scopes.add(scope);
    }
  }

  /** The scopes that were used since the last call of this method. */
  Set<AccountScope> takeUsed() {
    return take(used);
  }

  /**
   * The scopes that were used since the last call of this method, for the sweep of what expires.
   */
  Set<AccountScope> takeUsedSinceSweep() {
    return take(usedSinceSweep);
  }

  private static Set<AccountScope> take(Set<AccountScope> scopes) {
    Set<AccountScope> taken = Set.copyOf(scopes);
    scopes.removeAll(taken);
    return taken;
  }

  /** The keyspace, for work that is no use of it. */
  Keyspace keyspaceForMaintenance(AccountScope scope) {
    return storage.keyspace(scope);
  }

  @Override
  public CompletionStage<Void> keysChanged() {
    return storage.keysChanged();
  }

  @Override
  public CompletionStage<StorageReport> inspect() {
    return storage.inspect();
  }

  @Override
  public void close() {
    storage.close();
  }
}
