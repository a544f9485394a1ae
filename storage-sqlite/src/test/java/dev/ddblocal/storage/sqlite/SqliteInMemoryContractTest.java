package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.testing.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The storage in a temporary folder keeps the contract, but for keeping its data. */
class SqliteInMemoryContractTest extends StorageContract {
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
        .open(new StorageSettings(folder, true, Durability.FULL), AccountKeys.NONE);
  }

  @Override
  public boolean keepsDataWhenClosed() {
    return false;
  }
}
