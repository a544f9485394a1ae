package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * The file of a keyspace. It gets its name only when it is whole, so that whatever has the name of
 * a database is one, or is damaged.
 *
 * @param path where the file is or will be
 * @param durability what a commit survives
 * @param migrations the schema it is brought to
 */
record DatabaseFile(Path path, Durability durability, SchemaMigrations migrations) {
  /** The ending of database files. */
  static final String SUFFIX = ".db";

  /**
   * With items in rowid tables, larger pages gain nothing: reads are no faster, and every changed
   * item costs a whole page of log.
   */
  private static final int PAGE_SIZE = 4096;

  /**
   * Makes the file if there is none, and brings an older one to today's schema.
   *
   * @param encryption how a new file is encrypted
   * @throws StorageUnavailableException if there is one that we cannot use; it is untouched
   */
  void prepare(DatabaseEncryption encryption) throws IOException, SQLException {
    if (Files.notExists(path)) {
      create(encryption);
      return;
    }
    Optional<String> problem = DatabaseHeader.problemOf(path, migrations.newestVersion());
    if (problem.isPresent()) {
      throw new StorageUnavailableException(problem.get());
    }
    new Compaction(this, 0).discard();
    if (DatabaseHeader.versionOf(path) < migrations.newestVersion()) {
      migrate();
    }
  }

  private void create(DatabaseEncryption encryption) throws IOException, SQLException {
    Path folder = path.getParent();
    boolean newFolder = Files.notExists(folder);
    Files.createDirectories(folder);
    Path unfinished = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    withConnection(
        unfinished,
        Map.of("page_size", "" + PAGE_SIZE, "journal_mode", "DELETE"),
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(EncryptionState.PLAIN.pragma());
          }
          migrations.migrate(connection, 0);
          encryption.apply(connection);
        });
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    force(folder);
    if (newFolder) {
      force(folder.getParent());
    }
  }

  /** Outside of write-ahead logging, so that the file's header tells its version at any time. */
  private void migrate() throws SQLException {
    withConnection(
        path,
        Map.of("journal_mode", "DELETE"),
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            migrations.migrate(connection, row.getInt(1));
          }
        });
  }

  /** Prepares at most so many connections to the file. */
  ConnectionSource connections(int most) throws SQLException {
    return ConnectionSource.of(path, durability, Map.of(), most);
  }

  /**
   * Connects to a database that only is to be looked at: nothing on disk changes but for files that
   * the process before has left open.
   */
  static Connection readOnly(Path file) throws SQLException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    String access = Files.exists(log) ? "?mode=ro" : "?immutable=1";
    return JDBC.createConnection(
        JDBC.PREFIX + file.toAbsolutePath().toUri() + access, new Properties());
  }

  /** What the file and its log take on disk, in bytes. */
  long diskBytes() throws IOException {
    Path log = path.resolveSibling(path.getFileName() + "-wal");
    return Files.size(path) + (Files.exists(log) ? Files.size(log) : 0);
  }

  private interface Change {
    void apply(Connection connection) throws SQLException;
  }

  private void withConnection(Path file, Map<String, String> settings, Change change)
      throws SQLException {
    try (ConnectionSource source = ConnectionSource.of(file, durability, settings, 1);
        Connection connection = source.connect()) {
      change.apply(connection);
    }
  }

  /** Makes a folder's new entry survive a loss of power. */
  private void force(Path folder) throws IOException {
    if (durability == Durability.FULL) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
