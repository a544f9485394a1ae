package dev.ddblocal.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first hundred bytes of a database file, read without SQLite so that a file that is not ours
 * stays as it is. Our files are made whole before they get their name, and their version changes
 * outside of the write-ahead log, so these bytes alone tell whether we can use a file.
 *
 * <p>Never to be read while this process has the database open: closing any descriptor of a file
 * gives up all locks that the process holds on it.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">the file format</a>
 */
final class DatabaseHeader {
  private static final int LENGTH = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int PAGE_SIZE = 16;
  private static final int CHANGE_COUNTER = 24;
  private static final int PAGE_COUNT = 28;
  private static final int USER_VERSION = 60;
  private static final int APPLICATION = 68;
  private static final int VERSION_VALID_FOR = 92;

  private final byte[] bytes;
  private final ByteBuffer content;
  private final long size;

  private DatabaseHeader(byte[] bytes, long size) {
    this.bytes = bytes;
    this.content = ByteBuffer.wrap(bytes);
    this.size = size;
  }

  /**
   * What keeps us from using the file, for an operator; empty if nothing does.
   *
   * @param newestVersion the newest schema version that this program knows
   */
  static Optional<String> problemOf(Path file, int newestVersion) {
    try {
      DatabaseHeader header = read(file);
      if (header.bytes.length < LENGTH
          || !Arrays.equals(header.bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        return Optional.of(file + " is damaged, or is no SQLite database");
      }
      return header.problem(file, newestVersion);
    } catch (IOException failure) {
      return Optional.of(file + " cannot be read: " + failure);
    }
  }

  /** The schema version of a file that has no problem. */
  static int versionOf(Path file) throws IOException {
    return read(file).content.getInt(USER_VERSION);
  }

  /**
   * How far a file that has no problem is encrypted; of one with a log beside it, how far it was
   * when the log was last moved into it.
   */
  static EncryptionState encryptionOf(Path file) throws IOException {
    int id = read(file).content.getInt(APPLICATION);
    return EncryptionState.of(id)
        .orElseThrow(() -> new IOException(file + " is the database of another application"));
  }

  private static DatabaseHeader read(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return new DatabaseHeader(input.readNBytes(LENGTH), Files.size(file));
    }
  }

  private Optional<String> problem(Path file, int newestVersion) throws IOException {
    if (EncryptionState.of(content.getInt(APPLICATION)).isEmpty()) {
      return Optional.of(file + " is the database of another application");
    }
    int version = content.getInt(USER_VERSION);
    if (version > newestVersion) {
      return Optional.of(
          "%s was written by a newer release: its schema version is %d, this release knows %d"
              .formatted(file, version, newestVersion));
    }
    if (version < 1 || (expectedSize() > size && !hasLog(file))) {
      return Optional.of(file + " is damaged");
    }
    return Optional.empty();
  }

  /** How large the file has to be, or 0 if the header does not tell. */
  private long expectedSize() {
    if (content.getInt(CHANGE_COUNTER) != content.getInt(VERSION_VALID_FOR)) {
      return 0;
    }
    int pageSize = Short.toUnsignedInt(content.getShort(PAGE_SIZE));
    return Integer.toUnsignedLong(content.getInt(PAGE_COUNT)) * (pageSize == 1 ? 65536 : pageSize);
  }

  /** With a log beside it, a file may be shorter: the rest of it is in the log. */
  private static boolean hasLog(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.exists(log) && Files.size(log) > 0;
  }
}
