package dev.ddblocal.it;

import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageProvider;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.testing.InMemoryStorage;

/** The domain's in-memory storage under the server, found by {@link java.util.ServiceLoader}. */
public final class InMemoryStorageProvider implements StorageProvider {
  /** The name for {@code --storage}. */
  static final String NAME = "heap";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Storage open(StorageSettings settings, AccountKeys keys) {
    return new InMemoryStorage();
  }
}
