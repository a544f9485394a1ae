package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Storages, tables and items for the tests of this module. */
final class Databases {
  static final AccountScope SCOPE = scope("000000001234");

  /** The encryption of the database of an account without a key. */
  static final DatabaseEncryption UNENCRYPTED =
      new DatabaseEncryption(SCOPE.accountId(), SCOPE.region(), Optional.empty());

  private Databases() {}

  static AccountScope scope(String account) {
    return AccountScope.mint(new AccountId(account), new Region("us-east-1"));
  }

  static SqliteStorage open(Path folder) {
    return open(folder, Durability.OFF, SchemaMigrations.RELEASED);
  }

  static SqliteStorage open(Path folder, Durability durability, SchemaMigrations migrations) {
    return new SqliteStorage(
        DataFolder.open(folder, migrations.newestVersion()),
        durability,
        migrations,
        AccountKeys.NONE);
  }

  static SqliteStorage open(Path folder, AccountKeys keys) {
    return (SqliteStorage)
        new SqliteStorageProvider().open(new StorageSettings(folder, false, Durability.OFF), keys);
  }

  /** The database of {@link #SCOPE}. */
  static Path file(Path folder) {
    return folder.resolve("000000001234").resolve("us-east-1.db");
  }

  static SecondaryIndex index(String name) {
    KeyAttribute key = new KeyAttribute("other", ScalarAttributeType.S);
    return new SecondaryIndex(
        new IndexId(UUID.randomUUID()),
        name,
        IndexKind.GLOBAL,
        new KeySchema(List.of(key), List.of()),
        IndexProjection.ALL,
        Throughput.ZERO,
        ThroughputChanges.NONE,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        true,
        Optional.empty());
  }

  static TableDefinition createTable(Keyspace keyspace, String name, SecondaryIndex... indexes) {
    TableDefinition table = table(name, indexes);
    return Stages.await(
        keyspace.write(transaction -> {
          transaction.createTable(table);
          return table;
        }));
  }

  static TableDefinition table(String name, SecondaryIndex... indexes) {
    KeyAttribute key = new KeyAttribute("pk", ScalarAttributeType.S);
    return new TableDefinitionBuilder()
        .id(new TableId(UUID.randomUUID()))
        .name(new TableName(name))
        .attributeDefinitions(List.of(key))
        .key(new KeySchema(List.of(key), List.of()))
        .indexes(List.of(indexes))
        .createdAt(Instant.EPOCH)
        .build();
  }

  static List<TableDefinition> tables(Keyspace keyspace) {
    return Stages.await(keyspace.read(transaction -> transaction.tables(Optional.empty(), 100)));
  }

  static void put(Keyspace keyspace, TableDefinition table, String key, String text) {
    Stages.await(
        keyspace.write(transaction -> {
          put(transaction, table, key, text);
          return null;
        }));
  }

  static void put(WriteTransaction transaction, TableDefinition table, String key, String text) {
    put(transaction, table.id(), key, text);
  }

  static void put(WriteTransaction transaction, StoreId store, String key, String text) {
    Item item = Item.copyOf(Map.of("text", new AttributeValue.S(text)));
    transaction.put(store, key(key), item, text.length());
  }

  static String text(Keyspace keyspace, TableDefinition table, String key) {
    return Stages.await(keyspace.read(transaction -> text(transaction, table, key)));
  }

  static String text(ReadTransaction transaction, TableDefinition table, String key) {
    return transaction
        .get(table.id(), key(key))
        .map(stored -> ((AttributeValue.S) stored.item().get("text")).value())
        .orElse(null);
  }

  static ItemKey key(String text) {
    return ItemKey.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Changes a file that no storage has open. */
  static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The number that a query of a file answers that no storage has open. */
  static long query(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      return query(connection, sql);
    }
  }

  static long query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The text that a query of a file answers that no storage has open. */
  static String queryText(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The number that a query answers on the connection that writes. */
  static long queryWriter(Keyspace keyspace, String sql) {
    return Stages.await(
        keyspace.write(transaction -> {
          try {
            return query(((SqliteWriteTransaction) transaction).session().connection(), sql);
          } catch (SQLException failure) {
            throw new AssertionError(failure);
          }
        }));
  }
}
