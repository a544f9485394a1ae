package dev.ddblocal.storage.sqlite;

import java.nio.file.Path;
import java.util.Optional;

/** A process of its own that tries a folder's lock. */
final class LockProbe {
  private LockProbe() {}

  /** Answers the exit status: 0 if the lock was free, 1 if it was not. */
  static int runOn(Path folder) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LockProbe.class.getName(),
            folder.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Tries the lock of the folder that the first argument names. */
  public static void main(String[] arguments) throws Exception {
    Optional<DataFolderLock> lock = DataFolderLock.acquire(Path.of(arguments[0]));
    System.exit(lock.isPresent() ? 0 : 1);
  }
}
