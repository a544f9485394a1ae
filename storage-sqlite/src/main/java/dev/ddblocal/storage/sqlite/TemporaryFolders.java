package dev.ddblocal.storage.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The private folders of storages that live only as long as their process: in memory where the
 * system has a file system there, else among the temporary files. What processes that were killed
 * left behind is removed when the next one comes.
 */
final class TemporaryFolders {
  private static final System.Logger LOG = System.getLogger(TemporaryFolders.class.getName());
  private static final String PREFIX = "ddb-local-";
  private static final Path MEMORY = Path.of("/dev/shm");

  /** With less room than this, as in a container with the usual 64 MB, memory is of no use. */
  private static final long LEAST_MEMORY = 1L << 30;

  private static final int ATTEMPTS = 10;

  private TemporaryFolders() {}

  /** A folder of ours with its lock. */
  record Claim(Path folder, DataFolderLock lock) {}

  /** Makes a folder that is nobody else's. */
  static Claim claim() throws IOException {
    return claimIn(parent());
  }

  /** Makes a folder within the given one, and removes those that nobody uses any more. */
  static Claim claimIn(Path parent) throws IOException {
    sweep(parent);
    IOException last = new IOException("no temporary folder could be locked");
    for (int i = 0; i < ATTEMPTS; i++) {
      Path folder = Files.createTempDirectory(parent, PREFIX);
      try {
        Optional<DataFolderLock> lock = DataFolderLock.acquire(folder);
        // Another process that sweeps may come between the two steps, and take the folder away.
        if (lock.isPresent()) {
          if (Files.exists(folder.resolve(DataFolderLock.FILE_NAME))) {
            return new Claim(folder, lock.get());
          }
          lock.get().close();
        }
      } catch (NoSuchFileException taken) {
        last = taken;
      }
    }
    throw last;
  }

  private static Path parent() {
    try {
      if (Files.isDirectory(MEMORY)
          && Files.isWritable(MEMORY)
          && Files.getFileStore(MEMORY).getUsableSpace() >= LEAST_MEMORY) {
        return MEMORY;
      }
    } catch (IOException unknown) {
      LOG.log(System.Logger.Level.DEBUG, "Cannot look at " + MEMORY, unknown);
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Removes the folders of processes that are no more; failures are not ours to solve. */
  private static void sweep(Path parent) throws IOException {
    List<Path> candidates;
    try (Stream<Path> entries = Files.list(parent)) {
      candidates =
          entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path candidate : candidates) {
      try {
        sweepOne(candidate);
      } catch (IOException failure) {
        LOG.log(System.Logger.Level.DEBUG, "Cannot remove " + candidate, failure);
      }
    }
  }

  private static void sweepOne(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
      return;
    }
    if (Files.notExists(folder.resolve(DataFolderLock.FILE_NAME))) {
      deleteIfEmpty(folder);
      return;
    }
    Optional<DataFolderLock> lock = DataFolderLock.acquire(folder);
    if (lock.isPresent()) {
      try (DataFolderLock _ = lock.get()) {
        delete(folder);
      }
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException foreign) {
      LOG.log(System.Logger.Level.DEBUG, "Not ours: {0}", folder);
    }
  }

  /** Deletes the folder; the lock's file last, so that an interrupted deletion can be resumed. */
  static void delete(Path folder) throws IOException {
    Path lockFile = folder.resolve(DataFolderLock.FILE_NAME);
    List<Path> content;
    try (Stream<Path> files = Files.walk(folder)) {
      content =
          files
              .filter(file -> !file.equals(folder) && !file.equals(lockFile))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path file : content) {
      Files.delete(file);
    }
    Files.deleteIfExists(lockFile);
    Files.delete(folder);
  }
}
