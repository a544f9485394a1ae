package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.testing.StorageContract;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The storage on files keeps the contract where every account is encrypted. */
class EncryptedStorageContractTest extends StorageContract {
  private static final SealingKey KEY = SealingKey.random();
  private static final AccountKeys ALL_ENCRYPTED =
      _ -> CompletableFuture.completedFuture(Optional.of(new AccountKey(KEY, Optional.empty())));

  private static CapturedLog log;

  @BeforeAll
  static void capture_the_log() {
    log = new CapturedLog();
  }

  @AfterAll
  static void release_the_log() {
    log.close();
  }

  @Override
  protected Storage open(Path folder) {
    return new SqliteStorageProvider()
        .open(new StorageSettings(folder.resolve("data"), false, Durability.FULL), ALL_ENCRYPTED);
  }
}
