package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final AccountKeys keys;

  /** Databases that need no look at when keys change, but for a key that is to follow another. */
  private final Set<DatabaseName> encrypted = ConcurrentHashMap.newKeySet();

  private final StorageThreads threads = new StorageThreads();
  private final Inspection inspection = new Inspection();
  private final Map<DatabaseName, SqliteKeyspace> keyspaces = new ConcurrentHashMap<>();
  private final AtomicBoolean timerStarted = new AtomicBoolean();
  private boolean closed;

  /**
   * Creates the storage; opens no database yet.
   *
   * @throws StorageUnavailableException if the key of an account is not the one that a database of
   *     it is encrypted with
   */
  SqliteStorage(
      DataFolder folder, Durability durability, SchemaMigrations migrations, AccountKeys keys) {
    this.folder = folder;
    this.durability = durability;
    this.migrations = migrations;
    this.keys = keys;
    KeysAtStart atStart = KeysAtStart.check(folder, keys);
    encrypted.addAll(atStart.encrypted());
    threads.read(DriverPreload::run);
    var _ = openInTurn(atStart.unsettled());
  }

  @Override
  public Keyspace keyspace(AccountScope scope) {
    return keyspace(DatabaseName.of(scope));
  }

  private SqliteKeyspace keyspace(DatabaseName name) {
    SqliteKeyspace present = keyspaces.get(name);
    return present != null ? present : addKeyspace(name);
  }

  @Override
  public Optional<Keyspace> existing(AccountScope scope) {
    DatabaseName name = DatabaseName.of(scope);
    return keyspaces.containsKey(name) || Files.exists(folder.file(name))
        ? Optional.of(keyspace(name))
        : Optional.empty();
  }

  private synchronized SqliteKeyspace addKeyspace(DatabaseName name) {
    SqliteKeyspace keyspace = keyspaces.computeIfAbsent(name, this::newKeyspace);
    if (closed) {
      var _ = keyspace.close();
    }
    return keyspace;
  }

  private SqliteKeyspace newKeyspace(DatabaseName name) {
    DatabaseFile file = new DatabaseFile(folder.file(name), durability, migrations);
    return new SqliteKeyspace(
        file, new KeyspaceOpening(name, file, keys, threads), threads, this::databaseOpened);
  }

  @Override
  public CompletionStage<Void> keysChanged() {
    List<DatabaseName> names;
    try {
      names = folder.databases();
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(failure);
    }
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (DatabaseName name : names) {
      all = all.thenCompose(_ -> keyChanged(name));
    }
    return all;
  }

  private CompletionStage<Void> keyChanged(DatabaseName name) {
    SqliteKeyspace keyspace = keyspace(name);
    return keyspace
        .keysChanged()
        .thenCompose(key -> {
          boolean settled =
              key.isEmpty() || (key.get().next().isEmpty() && encrypted.contains(name));
          return settled ? CompletableFuture.completedFuture(null) : openNow(name);
        })
        .exceptionally(failure -> {
          Failures.reportUnopened(failure, folder.file(name));
          return null;
        });
  }

  /** Opens databases one after the other, which does to each what its account's key demands. */
  private CompletionStage<Void> openInTurn(Set<DatabaseName> names) {
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (DatabaseName name : names) {
      all = all.thenCompose(_ -> openNow(name));
    }
    return all;
  }

  /**
   * Opens a database; the stage does not fail, as the operator is told why one cannot be opened.
   */
  private CompletionStage<Void> openNow(DatabaseName name) {
    return keyspace(name).read(_ -> encrypted.add(name)).handle((_, _) -> null);
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

  /** Where the databases are. */
  Path folder() {
    return folder.path();
  }

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
    keyspaces.forEach((name, keyspace) ->
        keyspace.ifOpen(database -> inspection.inspect(name, database)).ifPresent(findings::add));
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
