package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.testing.StorageContract;
import java.nio.file.Path;

/** The storage on files keeps the contract. */
class SqliteStorageContractTest extends StorageContract {
  @Override
  protected Storage open(Path folder) {
    return new SqliteStorageProvider()
        .open(new StorageSettings(folder.resolve("data"), false, Durability.FULL));
  }
}
