package dev.ddblocal.domain.port;

/** Opens a storage; found by its name through {@link java.util.ServiceLoader}. */
public interface StorageProvider {
  /** The name for {@code --storage}, such as {@code sqlite}. */
  String name();

  /**
   * Opens the storage.
   *
   * @param settings where and how
   * @param keys the encryption keys of accounts
   * @throws StorageUnavailableException if it cannot be opened; nothing on disk has been changed
   */
  Storage open(StorageSettings settings, AccountKeys keys);
}
