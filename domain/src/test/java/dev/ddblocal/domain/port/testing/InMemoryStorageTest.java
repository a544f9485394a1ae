package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.port.Storage;
import java.nio.file.Path;

/** The storage for tests keeps the contract itself. */
class InMemoryStorageTest extends StorageContract {
  @Override
  protected Storage open(Path folder) {
    return new InMemoryStorage();
  }

  @Override
  public boolean keepsDataWhenClosed() {
    return false;
  }
}
