package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.storage.sqlite.TableStatements.Kind;
import dev.ddblocal.storage.sqlite.TableStatements.RangeKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** One work's view of a snapshot. */
class SqliteReadTransaction implements ReadTransaction {
  static final String STATISTICS = "SELECT item_count, size_bytes FROM stores WHERE number = ?";

  /** A work that has read more than this is a long one; an item counts as a kilobyte at least. */
  private static final int LONG_READ_KILOBYTES = 128;

  /** How much of a read the work turns out to be. */
  private enum Length {
    SHORT,
    LONG,
    /** Long, and not now. */
    POSTPONED
  }

  private final Session session;
  private final ItemPayloads.Reader reader;
  private final BooleanSupplier mayBeLong;
  private Catalogue catalogue;
  private int kilobytesRead;
  private Length length = Length.SHORT;
  private SQLException failure;

  /**
   * Creates the view.
   *
   * @param session a connection that stands in the snapshot
   * @param catalogue the snapshot's catalogue
   * @param reader makes items of the snapshot's rows
   * @param mayBeLong is asked once when the work turns out to be a long one; if it may not be one
   *     now, the work is broken off
   */
  SqliteReadTransaction(
      Session session, Catalogue catalogue, ItemPayloads.Reader reader, BooleanSupplier mayBeLong) {
    this.session = session;
    this.catalogue = catalogue;
    this.reader = reader;
    this.mayBeLong = mayBeLong;
  }

  @Override
  public Optional<TableDefinition> table(TableName name) {
    return catalogue.table(name);
  }

  @Override
  public List<TableDefinition> tables(Optional<TableName> after, int limit) {
    return catalogue.tables(after, limit);
  }

  @Override
  public TableStatistics statistics(StoreId store) {
    int number = catalogue.number(store);
    try {
      PreparedStatement statement = session.prepared(STATISTICS);
      statement.setInt(1, number);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the catalogue has no row for " + store);
        }
        return new TableStatistics(row.getLong(1), row.getLong(2));
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  @Override
  public Optional<StoredItem> get(StoreId store, ItemKey key) {
    int number = catalogue.number(store);
    try {
      PreparedStatement statement = session.table(number).get(Kind.GET);
      statement.setBytes(1, key.unsafeArray());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          located(number, key, 0, 0);
          return Optional.empty();
        }
        located(number, key, row.getLong(1), row.getInt(2));
        return Optional.of(item(store, key.unsafeArray(), row, 2));
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  @Override
  public OptionalInt sizeOf(StoreId store, ItemKey key) {
    int number = catalogue.number(store);
    try {
      PreparedStatement statement = session.table(number).get(Kind.LOCATE);
      statement.setBytes(1, key.unsafeArray());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          located(number, key, 0, 0);
          return OptionalInt.empty();
        }
        located(number, key, row.getLong(1), row.getInt(2));
        return OptionalInt.of(row.getInt(2));
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  @Override
  public void range(StoreId store, KeyRange range, Direction direction, ItemVisitor visitor) {
    int number = catalogue.number(store);
    try {
      TableStatements statements = session.table(number);
      RangeKind kind = new RangeKind(range.to().isPresent(), direction);
      PreparedStatement statement = statements.borrow(kind);
      try {
        statement.setBytes(1, range.from().unsafeArray());
        if (kind.bounded()) {
          statement.setBytes(2, range.to().get().unsafeArray());
        }
        visit(store, statement, visitor);
      } finally {
        statements.giveBack(kind, statement);
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  private void visit(StoreId store, PreparedStatement statement, ItemVisitor visitor)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        byte[] key = rows.getBytes(1);
        if (!visitor.visit(ItemKey.wrap(key), item(store, key, rows, 2))) {
          return;
        }
      }
    }
  }

  /** Reads the item behind its size, which stands in the given column. */
  private StoredItem item(StoreId store, byte[] key, ResultSet row, int sizeColumn)
      throws SQLException {
    byte[] payload = row.getBytes(sizeColumn + 1);
    kilobytesRead += 1 + payload.length / 1024;
    if (kilobytesRead > LONG_READ_KILOBYTES && length != Length.LONG) {
      requireLongRead();
    }
    return new StoredItem(reader.item(store, key, payload), row.getInt(sizeColumn));
  }

  private void requireLongRead() {
    if (length == Length.SHORT) {
      length = mayBeLong.getAsBoolean() ? Length.LONG : Length.POSTPONED;
    }
    if (length == Length.POSTPONED) {
      throw new PostponedRead();
    }
  }

  /** Whether the work has turned out to be a long read, and was let go on. */
  final boolean isLong() {
    return length == Length.LONG;
  }

  /** Whether the work was broken off and is to be run anew; whatever came of it does not count. */
  final boolean isPostponed() {
    return length == Length.POSTPONED;
  }

  /**
   * Notes where an item is, for a transaction that may change it next.
   *
   * @param number the number of its store
   * @param rowId its row, or 0 if there is none with that key
   */
  void located(int number, ItemKey key, long rowId, int sizeBytes) {}

  /** Keeps the failure, so that it counts even if the work catches what is thrown. */
  final StorageFailure failed(SQLException cause) {
    failure = cause;
    return new StorageFailure(cause);
  }

  /** The failure of SQLite that hit the work, or null. */
  final SQLException failure() {
    return failure;
  }

  final Session session() {
    return session;
  }

  final Catalogue catalogue() {
    return catalogue;
  }

  final void useCatalogue(Catalogue next) {
    catalogue = next;
  }
}
