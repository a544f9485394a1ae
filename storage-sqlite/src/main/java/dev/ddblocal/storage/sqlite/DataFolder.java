package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that holds the databases, ours alone while it is open.
 *
 * <pre>
 *   FOLDER/.ddb-local.lock
 *   FOLDER/ACCOUNT/REGION.db      and while it is open, or was not closed: -wal and -shm
 * </pre>
 */
final class DataFolder implements AutoCloseable {
  /** Other folders, such as a file system's lost+found, are none of our business. */
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private final Path folder;
  private final DataFolderLock lock;
  private final boolean deletedWhenClosed;

  private DataFolder(Path folder, DataFolderLock lock, boolean deletedWhenClosed) {
    this.folder = folder;
    this.lock = lock;
    this.deletedWhenClosed = deletedWhenClosed;
  }

  /**
   * Opens a folder that keeps its data; makes it if there is none.
   *
   * @throws StorageUnavailableException if another server uses it, or it holds a database that we
   *     cannot use; no file has been changed
   */
  static DataFolder open(Path folder, int newestVersion) {
    try {
      Files.createDirectories(folder);
      DataFolderLock lock = DataFolderLock.acquire(folder).orElseThrow(() -> inUse(folder));
      boolean usable = false;
      try {
        requireUsableFiles(folder, newestVersion);
        usable = true;
        return new DataFolder(folder.toRealPath(), lock, false);
      } finally {
        if (!usable) {
          lock.close();
        }
      }
    } catch (IOException | UncheckedIOException failure) {
      throw new StorageUnavailableException(
          "The data folder %s cannot be used: %s".formatted(folder, failure), failure);
    }
  }

  /** Makes a folder whose content lives only as long as the storage. */
  static DataFolder temporary() {
    try {
      TemporaryFolders.Claim claim = TemporaryFolders.claim();
      return new DataFolder(claim.folder(), claim.lock(), true);
    } catch (IOException failure) {
      throw new StorageUnavailableException("No temporary folder can be made: " + failure, failure);
    }
  }

  private static StorageUnavailableException inUse(Path folder) {
    return new StorageUnavailableException(
        "The data folder " + folder + " is in use by another server");
  }

  private static void requireUsableFiles(Path folder, int newestVersion) throws IOException {
    List<Path> databases = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (ACCOUNT.matcher(entry.getFileName().toString()).matches() && Files.isDirectory(entry)) {
        databases.addAll(entries(entry));
      } else {
        databases.add(entry);
      }
    }
    databases.removeIf(file -> !file.toString().endsWith(DatabaseFile.SUFFIX));
    for (Path database : databases) {
      Optional<String> problem = DatabaseHeader.problemOf(database, newestVersion);
      if (problem.isPresent()) {
        throw new StorageUnavailableException(problem.get());
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** Where the database is or will be; account ids and regions are safe as file names. */
  Path file(DatabaseName name) {
    return folder
        .resolve(name.account().value())
        .resolve(name.region().value() + DatabaseFile.SUFFIX);
  }

  /** The databases that are there. */
  List<DatabaseName> databases() throws IOException {
    List<DatabaseName> names = new ArrayList<>();
    for (Path account : entries(folder)) {
      if (ACCOUNT.matcher(account.getFileName().toString()).matches()
          && Files.isDirectory(account)) {
        for (Path file : entries(account)) {
          nameOf(account, file.getFileName().toString()).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  private static Optional<DatabaseName> nameOf(Path account, String file) {
    String region =
        file.endsWith(DatabaseFile.SUFFIX)
            ? file.substring(0, file.length() - DatabaseFile.SUFFIX.length())
            : "";
    return Region.isValid(region)
        ? Optional.of(
            new DatabaseName(new AccountId(account.getFileName().toString()), new Region(region)))
        : Optional.empty();
  }

  /** The folder itself. */
  Path path() {
    return folder;
  }

  @Override
  public void close() {
    try {
      if (deletedWhenClosed) {
        TemporaryFolders.delete(folder);
      }
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
