package dev.ddblocal.storage.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps every other server, in this process or another one, out of a folder. The lock ends with the
 * process however that ends.
 */
final class DataFolderLock implements AutoCloseable {
  /** The name of the lock's file; the file stays when the lock is given back. */
  static final String FILE_NAME = ".ddb-local.lock";

  /**
   * The folders that this process has locked. A file lock belongs to the process: to try it a
   * second time and close the file again would give the first one up.
   */
  private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private DataFolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Locks the folder, which exists; answers empty if somebody else has locked it. */
  static Optional<DataFolderLock> acquire(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!LOCKED_HERE.add(real)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean acquired = false;
    try {
      channel =
          FileChannel.open(
              real.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      acquired = tryLock(channel);
      return acquired ? Optional.of(new DataFolderLock(real, channel)) : Optional.empty();
    } finally {
      if (!acquired) {
        if (channel != null) {
          channel.close();
        }
        LOCKED_HERE.remove(real);
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException lockedByThisProcess) {
      return false;
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    channel.close();
    LOCKED_HERE.remove(folder);
  }
}
