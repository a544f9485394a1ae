package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.Durability;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/**
 * Writes a database anew into another file, which then takes its place. What the old file and its
 * log hold of former items, in pages and parts of pages that are not in use, goes away with them.
 *
 * <pre>
 *   reads and writes go on │ VACUUM INTO another file; rows that change meanwhile are noted
 *   the database is closed │ the noted rows are copied, the other file gets the name
 * </pre>
 *
 * <p>Until it has the name, the old file is whole and the other one is nothing: a process that ends
 * in between has only to begin anew.
 */
final class Compaction {
  private final DatabaseFile file;
  private final Path copy;
  private final long catalogueVersion;
  private final ChangedRows changes = new ChangedRows();
  private Statement running;
  private boolean stopped;

  /**
   * Prepares to write the file anew.
   *
   * @param catalogueVersion the version of its catalogue; one that changes needs another attempt
   */
  Compaction(DatabaseFile file, long catalogueVersion) {
    this.file = file;
    this.copy = file.path().resolveSibling(file.path().getFileName() + ".compact");
    this.catalogueVersion = catalogueVersion;
  }

  /** Where the writer notes, from before {@link #copy} on, what it changes. */
  ChangedRows changes() {
    return changes;
  }

  /** Writes the other file, beside reads and writes. */
  void copy() throws SQLException {
    discard();
    try (ConnectionSource source = file.connections(1);
        Connection connection = source.connect();
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      begin(vacuum);
      try {
        vacuum.execute();
      } finally {
        begin(null);
      }
    }
  }

  private synchronized void begin(Statement statementOrNull) throws SQLException {
    if (stopped) {
      throw new SQLException("the compaction was stopped");
    }
    running = statementOrNull;
  }

  /** Breaks {@link #copy} off. */
  synchronized void stop() {
    stopped = true;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException failure) {
        Failures.reportStorage(failure, file.path());
      }
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Whether the other file has the tables of that catalogue. */
  boolean isOf(Catalogue catalogue) {
    return catalogue.version() == catalogueVersion;
  }

  /** Puts the other file into the old one's place; nobody has the database open. */
  void finish() throws IOException, SQLException {
    Path log = file.path().resolveSibling(file.path().getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw new IOException("the log could not be moved into the file");
    }
    try (ConnectionSource source =
            ConnectionSource.of(copy, file.durability(), Map.of("journal_mode", "DELETE"), 1);
        Connection connection = source.connect()) {
      copyChanges(connection);
    }
    force(copy, StandardOpenOption.WRITE);
    Files.move(copy, file.path(), StandardCopyOption.ATOMIC_MOVE);
    force(file.path().getParent(), StandardOpenOption.READ);
  }

  private void copyChanges(Connection connection) throws SQLException {
    try (PreparedStatement attach = connection.prepareStatement("ATTACH DATABASE ? AS old")) {
      attach.setString(1, file.path().toString());
      attach.execute();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      // Without the old ones first, rows could get in the way of each other by their ids.
      for (Map.Entry<Integer, Set<ItemKey>> table : changes.keys().entrySet()) {
        String name = TableStatements.tableName(table.getKey());
        forEach(connection, "DELETE FROM main." + name + " WHERE key = ?", table.getValue());
      }
      for (Map.Entry<Integer, Set<ItemKey>> table : changes.keys().entrySet()) {
        String name = TableStatements.tableName(table.getKey());
        forEach(
            connection,
            "INSERT INTO main." + name + " SELECT * FROM old." + name + " WHERE key = ?",
            table.getValue());
      }
      for (String name : new String[] {"keyspace", "stores", "data_keys"}) {
        statement.execute("DELETE FROM main." + name);
        statement.execute("INSERT INTO main." + name + " SELECT * FROM old." + name);
      }
      statement.execute(EncryptionState.COMPLETE.pragma());
      statement.execute("COMMIT");
      statement.execute("DETACH DATABASE old");
    }
  }

  private static void forEach(Connection connection, String sql, Set<ItemKey> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (ItemKey key : keys) {
        statement.setBytes(1, key.unsafeArray());
        statement.executeUpdate();
      }
    }
  }

  /** Removes the other file, if there is one. */
  void discard() {
    try {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + "-journal"));
    } catch (IOException failure) {
      Failures.reportStorage(failure, copy);
    }
  }

  private void force(Path path, StandardOpenOption option) throws IOException {
    if (file.durability() == Durability.FULL) {
      try (FileChannel channel = FileChannel.open(path, option)) {
        channel.force(true);
      }
    }
  }
}
