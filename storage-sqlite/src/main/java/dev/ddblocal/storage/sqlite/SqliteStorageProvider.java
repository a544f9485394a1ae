package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageProvider;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.StorageUnavailableException;

/** Opens storages on SQLite: {@code --storage sqlite}. */
public final class SqliteStorageProvider implements StorageProvider {
  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public SqliteStorageProvider() {}

  @Override
  public String name() {
    return "sqlite";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Looks at the beginning of every database in the data folder, but opens none: that waits
   * until the first work comes for its account and region. Only those that are still to be
   * encrypted, or to be given the next key of their account, are opened at once, in the background.
   *
   * @throws StorageUnavailableException if another server uses the data folder, or a file in it is
   *     damaged, another application's, from a newer release or encrypted with another key
   */
  @Override
  public Storage open(StorageSettings settings, AccountKeys keys) {
    SchemaMigrations migrations = SchemaMigrations.RELEASED;
    if (settings.inMemory()) {
      return new SqliteStorage(DataFolder.temporary(), Durability.OFF, migrations, keys);
    }
    DataFolder folder = DataFolder.open(settings.dataFolder(), migrations.newestVersion());
    try {
      return new SqliteStorage(folder, settings.durability(), migrations, keys);
    } catch (RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }
}
