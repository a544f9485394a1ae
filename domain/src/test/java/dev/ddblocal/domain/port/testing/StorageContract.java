package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.port.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every storage adapter has to do. An adapter proves itself by a test class that extends this
 * one and opens its storage:
 *
 * <pre>{@code
 * class MyStorageContractTest extends StorageContract {
 *   @Override
 *   protected Storage open(Path folder) {
 *     return new MyStorage(folder);
 *   }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class StorageContract
    implements CatalogueContract,
        ItemContract,
        IndexStoreContract,
        TimeToLiveStoreContract,
        KeyspaceStoreContract,
        SequenceContract,
        RangeContract,
        KeyOrderContract,
        IsolationContract,
        FailureContract,
        ConcurrencyContract,
        SeparationContract,
        LifecycleContract {
  @TempDir private Path folder;
  private Storage storage;

  /** Creates the contract. */
  protected StorageContract() {}

  /** Opens a storage that keeps its data, if it keeps it at all, in the given folder. */
  protected abstract Storage open(Path folder);

  @Override
  public boolean keepsDataWhenClosed() {
    return true;
  }

  @BeforeEach
  void open_the_storage() {
    storage = open(folder);
  }

  @AfterEach
  void close_the_storage() {
    storage.close();
  }

  @Override
  public final Storage storage() {
    return storage;
  }

  @Override
  public final void reopen() {
    storage.close();
    storage = open(folder);
  }
}
