package dev.ddblocal.app;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageProvider;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.testing.InMemoryStorage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A storage whose closing never ends. */
public final class NeverClosingStorageProvider implements StorageProvider {
  /** The name for {@code --storage}. */
  static final String NAME = "never-closing";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Storage open(StorageSettings settings, AccountKeys keys) {
    Storage storage = new InMemoryStorage();
    return new Storage() {
      @Override
      public Keyspace keyspace(AccountScope scope) {
        return storage.keyspace(scope);
      }

      @Override
      public Optional<Keyspace> existing(AccountScope scope) {
        return storage.existing(scope);
      }

      @Override
      public CompletionStage<StorageReport> inspect() {
        return storage.inspect();
      }

      @Override
      public void close() {
        new CompletableFuture<Void>().join();
      }
    };
  }
}
