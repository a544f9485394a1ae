package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A storage on SQLite: a database per account and region, opened when it is needed and closed when
 * it was not for a while.
 */
final class SqliteStorage implements Storage {
  /** How long a database stays open without work. */
  static final Duration IDLE_TIME = Duration.ofMinutes(5);

  /** Above so many open databases, those that rest are closed early; each takes some files. */
  static final int MOST_OPEN = 128;

  private static final Duration IDLE_CHECKS = Duration.ofSeconds(30);

  private final DataFolder folder;
  private final Durability durability;
  private final SchemaMigrations migrations;
  private final StorageThreads threads = new StorageThreads();
  private final Inspection inspection = new Inspection();
  private final Map<AccountScope, SqliteKeyspace> keyspaces = new ConcurrentHashMap<>();
  private final AtomicBoolean timerStarted = new AtomicBoolean();
  private boolean closed;

  SqliteStorage(DataFolder folder, Durability durability, SchemaMigrations migrations) {
    this.folder = folder;
    this.durability = durability;
    this.migrations = migrations;
    threads.read(DriverPreload::run);
  }

  @Override
  public Keyspace keyspace(AccountScope scope) {
    SqliteKeyspace present = keyspaces.get(scope);
    return present != null ? present : addKeyspace(scope);
  }

  @Override
  public Optional<Keyspace> existing(AccountScope scope) {
    return keyspaces.containsKey(scope) || Files.exists(folder.file(scope))
        ? Optional.of(keyspace(scope))
        : Optional.empty();
  }

  private synchronized SqliteKeyspace addKeyspace(AccountScope scope) {
    SqliteKeyspace keyspace =
        keyspaces.computeIfAbsent(
            scope,
            _ ->
                new SqliteKeyspace(
                    new DatabaseFile(folder.file(scope), durability, migrations),
                    threads,
                    this::databaseOpened));
    if (closed) {
      var _ = keyspace.close();
    }
    return keyspace;
  }

  private void databaseOpened() {
    if (timerStarted.compareAndSet(false, true)) {
      var _ =
          threads
              .timer()
              .scheduleWithFixedDelay(
                  () -> closeUnusedSince(System.nanoTime() - IDLE_TIME.toNanos()),
                  IDLE_CHECKS.toMillis(),
                  IDLE_CHECKS.toMillis(),
                  TimeUnit.MILLISECONDS);
    }
    closeBeyond(MOST_OPEN);
  }

  /** Closes the databases that were not used since. */
  void closeUnusedSince(long nanoTime) {
    keyspaces.values().forEach(keyspace -> keyspace.closeIfUnusedSince(nanoTime));
  }

  /** Closes resting databases, those first that rest longest, until no more than this are open. */
  void closeBeyond(int most) {
    if (keyspaces.size() <= most) {
      return;
    }
    long now = System.nanoTime();
    List<Use> uses = new ArrayList<>();
    for (SqliteKeyspace keyspace : keyspaces.values()) {
      if (keyspace.isOpen()) {
        uses.add(new Use(keyspace, now - keyspace.lastUse()));
      }
    }
    uses.stream()
        .sorted(Comparator.comparingLong(Use::restedNanos).reversed())
        .limit(Math.max(0, uses.size() - most))
        .forEach(use -> use.keyspace().closeIfUnusedSince(now));
  }

  /** For how long a keyspace had no work. */
  private record Use(SqliteKeyspace keyspace, long restedNanos) {}

  /** How many databases are open. */
  long openDatabases() {
    return keyspaces.values().stream().filter(SqliteKeyspace::isOpen).count();
  }

  @Override
  public CompletionStage<StorageReport> inspect() {
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(
            new StorageReport(false, "the storage is closed", List.of()));
      }
    }
    List<CompletionStage<Inspection.Finding>> findings = new ArrayList<>();
    keyspaces.forEach((scope, keyspace) ->
        keyspace.ifOpen(database -> inspection.inspect(scope, database)).ifPresent(findings::add));
    return Inspection.report(findings);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    List<CompletableFuture<Void>> ends =
        keyspaces.values().stream().map(k -> k.close().toCompletableFuture()).toList();
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    inspection.close();
    threads.close();
    folder.close();
  }
}
