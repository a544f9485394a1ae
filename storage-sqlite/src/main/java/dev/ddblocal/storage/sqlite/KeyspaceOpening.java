package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens a keyspace's database: asks for its account's key, and then opens the file with it. What
 * keeps it from being opened is told to the operator.
 */
final class KeyspaceOpening {
  /** So long a key is waited for; what was asked for meanwhile then fails. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatabaseName name;
  private final DatabaseFile file;
  private final AccountKeys keys;
  private final StorageThreads threads;
  private String lastProblem = "";

  KeyspaceOpening(DatabaseName name, DatabaseFile file, AccountKeys keys, StorageThreads threads) {
    this.name = name;
    this.file = file;
    this.keys = keys;
    this.threads = threads;
  }

  /** The key as it is now; the stage fails if that cannot be told in time. */
  CompletableFuture<Optional<AccountKey>> key() {
    CompletableFuture<Optional<AccountKey>> asked = ask(keys, name);
    return asked.isDone() ? asked : asked.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Asks for the key of a database's account. */
  static CompletableFuture<Optional<AccountKey>> ask(AccountKeys keys, DatabaseName name) {
    try {
      return keys.keyOf(name.account()).toCompletableFuture();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /**
   * Opens the database on a writing thread.
   *
   * @param done is given the database, or null if it cannot be opened
   */
  void start(Consumer<KeyspaceDatabase> done) {
    threads.write(() -> {
      CompletableFuture<Optional<AccountKey>> key = key();
      if (key.isDone()) {
        done.accept(open(key));
      } else {
        var _ = key.whenComplete((_, _) -> threads.write(() -> done.accept(open(key))));
      }
    });
  }

  private KeyspaceDatabase open(CompletableFuture<Optional<AccountKey>> key) {
    try {
      DatabaseEncryption encryption =
          new DatabaseEncryption(name.account(), name.region(), known(key));
      KeyspaceDatabase opened = KeyspaceDatabase.open(file, encryption);
      lastProblem = "";
      return opened;
    } catch (IOException | SQLException | RuntimeException | Error problem) {
      reportOnce(problem);
      return null;
    }
  }

  private Optional<AccountKey> known(CompletableFuture<Optional<AccountKey>> key) {
    try {
      return key.join();
    } catch (CompletionException failure) {
      throw new StorageUnavailableException(
          "the encryption key of its account %s cannot be told: %s"
              .formatted(name.account(), failure.getCause()),
          failure);
    }
  }

  /** Every request tries again, but the operator needs to be told only once. */
  private void reportOnce(Throwable problem) {
    String text = String.valueOf(problem.getMessage());
    if (!text.equals(lastProblem)) {
      lastProblem = text;
      Failures.reportUnopened(problem, file.path());
    }
  }
}
