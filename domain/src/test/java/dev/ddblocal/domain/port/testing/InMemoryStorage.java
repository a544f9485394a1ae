package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A storage that lives in memory, for tests. It runs every work on the calling thread and completes
 * its stages before it returns them.
 *
 * <pre>
 * InMemoryStorage ── AccountScope → InMemoryKeyspace ── the newest Snapshot
 *                                                        ├ TableName → TableDefinition
 *                                                        └ StoreId   → items by key, statistics
 * </pre>
 *
 * A snapshot never changes: a write makes the next one and copies only the tables and indexes it
 * touches.
 */
public final class InMemoryStorage implements Storage {
  private final Map<AccountScope, InMemoryKeyspace> keyspaces = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Creates an empty storage. */
  public InMemoryStorage() {}

  @Override
  public Keyspace keyspace(AccountScope scope) {
    return keyspaces.computeIfAbsent(scope, _ -> new InMemoryKeyspace(() -> closed));
  }

  @Override
  public Optional<Keyspace> existing(AccountScope scope) {
    return Optional.ofNullable(keyspaces.get(scope));
  }

  @Override
  public CompletionStage<StorageReport> inspect() {
    if (closed) {
      return CompletableFuture.completedFuture(
          new StorageReport(false, "the storage is closed", List.of()));
    }
    List<StorageReport.KeyspaceReport> reports = new ArrayList<>();
    keyspaces.forEach((scope, keyspace) -> reports.add(keyspace.report(scope)));
    return CompletableFuture.completedFuture(new StorageReport(true, "", reports));
  }

  @Override
  public void close() {
    closed = true;
  }
}
