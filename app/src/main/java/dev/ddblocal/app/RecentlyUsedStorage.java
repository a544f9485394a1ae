package dev.ddblocal.app;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
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

  RecentlyUsedStorage(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Keyspace keyspace(AccountScope scope) {
    // Nearly every call finds its scope there; looking is cheaper than adding.
    if (!used.contains(scope)) {
      used.add(scope);
    }
    return storage.keyspace(scope);
  }

  /** The scopes that were used since the last call of this method. */
  Set<AccountScope> takeUsed() {
    Set<AccountScope> taken = Set.copyOf(used);
    used.removeAll(taken);
    return taken;
  }

  /** The keyspace, for work that is no use of it. */
  Keyspace keyspaceForMaintenance(AccountScope scope) {
    return storage.keyspace(scope);
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
