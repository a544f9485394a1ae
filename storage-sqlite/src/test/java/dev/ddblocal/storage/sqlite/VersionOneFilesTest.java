package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.ServerSideEncryption;
import dev.ddblocal.domain.schema.TableClass;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the first release, which had tables without indexes, is brought forward. */
class VersionOneFilesTest {
  private static final String PLAIN =
      """
      {"id":"5a2c1a6e-0000-4000-8000-000000000001","name":"plain",\
      "attributes":[{"name":"pk","type":"S"}],\
      "partitionKey":[{"name":"pk","type":"S"}],"sortKey":[],\
      "billingMode":"PAY_PER_REQUEST","provisioned":{"read":0,"write":0},\
      "deletionProtected":false,"createdAt":"2026-03-01T10:15:30.123Z"}\
      """;

  private static final String RICH =
      """
      {"id":"5a2c1a6e-0000-4000-8000-000000000002","name":"rich",\
      "attributes":[{"name":"Schlüssel ''1''","type":"B"},{"name":"n","type":"N"}],\
      "partitionKey":[{"name":"Schlüssel ''1''","type":"B"}],\
      "sortKey":[{"name":"n","type":"N"}],\
      "billingMode":"PROVISIONED","provisioned":{"read":5,"write":4000000000},\
      "onDemandMaximum":{"read":-1,"write":40000},"warmThroughput":{"read":12000,"write":4000},\
      "tableClass":"STANDARD_INFREQUENT_ACCESS","deletionProtected":true,\
      "kmsMasterKeyArn":"arn:aws:kms:us-east-1:000000001234:key/1",\
      "createdAt":"2026-03-01T10:15:30Z","deletingSince":"2026-03-02T00:00:00.001Z"}\
      """;

  @TempDir private Path folder;

  @BeforeEach
  void make_a_file_of_version_one() throws Exception {
    new DatabaseFile(Databases.file(folder), Durability.OFF, SchemaMigrations.RELEASED.upTo(1))
        .prepare(Databases.UNENCRYPTED);
    String item =
        HexFormat.of()
            .formatHex(ItemCodec.encode(Item.copyOf(Map.of("text", new AttributeValue.S("old")))));
    Databases.execute(
        Databases.file(folder),
        "UPDATE keyspace SET catalogue_version = 5, next_table_number = 4",
        insertion(1, PLAIN, "0001", "plain", 1, 44),
        insertion(3, RICH, "0002", "rich", 0, 0),
        "INSERT INTO dropped_tables VALUES (2)",
        creation(1),
        creation(2),
        creation(3),
        "INSERT INTO t_1(key, size, item) VALUES (x'6b6579', 44, x'%s')".formatted(item),
        "INSERT INTO t_2(key, size, item) VALUES (x'6b6579', 44, x'%s')".formatted(item));
  }

  private static String insertion(
      int number, String definition, String idEnd, String name, long items, long bytes) {
    return "INSERT INTO tables VALUES (%d, '5a2c1a6e-0000-4000-8000-00000000%s', '%s', '%s', %d, %d)"
        .formatted(number, idEnd, name, definition, items, bytes);
  }

  private static String creation(int number) {
    return "CREATE TABLE t_"
        + number
        + "(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
        + " size INTEGER NOT NULL, item BLOB NOT NULL)";
  }

  @Test
  void its_tables_are_as_they_were() {
    KeyAttribute pk = new KeyAttribute("pk", ScalarAttributeType.S);
    Instant created = Instant.parse("2026-03-01T10:15:30.123Z");
    TableDefinition plain =
        new TableDefinitionBuilder()
            .id(id("0001"))
            .name(new TableName("plain"))
            .attributeDefinitions(List.of(pk))
            .key(new KeySchema(List.of(pk), List.of()))
            .onDemandSince(Optional.of(created))
            .createdAt(created)
            .build();
    KeyAttribute partition = new KeyAttribute("Schlüssel '1'", ScalarAttributeType.B);
    KeyAttribute sort = new KeyAttribute("n", ScalarAttributeType.N);
    TableDefinition rich =
        new TableDefinitionBuilder()
            .id(id("0002"))
            .name(new TableName("rich"))
            .attributeDefinitions(List.of(partition, sort))
            .key(new KeySchema(List.of(partition), List.of(sort)))
            .billingMode(BillingMode.PROVISIONED)
            .provisioned(new Throughput(5, 4_000_000_000L))
            .onDemandMaximum(Optional.of(new Throughput(-1, 40_000)))
            .warmThroughput(Optional.of(new Throughput(12_000, 4_000)))
            .tableClass(Optional.of(TableClass.STANDARD_INFREQUENT_ACCESS))
            .deletionProtected(true)
            .encryption(
                Optional.of(new ServerSideEncryption("arn:aws:kms:us-east-1:000000001234:key/1")))
            .createdAt(Instant.parse("2026-03-01T10:15:30Z"))
            .deletingSince(Optional.of(Instant.parse("2026-03-02T00:00:00.001Z")))
            .build();
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertEquals(
          List.of(plain, rich), Stages.await(keyspace.read(tx -> tx.tables(Optional.empty(), 10))));
      assertEquals("old", Databases.text(keyspace, plain, "key"));
      assertEquals(new TableStatistics(1, 44), statistics(keyspace, plain));
      assertEquals(TableStatistics.EMPTY, statistics(keyspace, rich));
    }
  }

  @Test
  void it_is_written_on_and_gives_no_number_twice() throws Exception {
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      TableDefinition plain =
          Stages.await(keyspace.read(tx -> tx.table(new TableName("plain")))).orElseThrow();
      Databases.put(keyspace, plain, "key", "newer");
      Databases.put(keyspace, plain, "other", "other");
      TableDefinition added = Databases.createTable(keyspace, "added");
      Databases.put(keyspace, added, "key", "text");
      assertEquals("newer", Databases.text(keyspace, plain, "key"));
      assertEquals(new TableStatistics(2, 10), statistics(keyspace, plain));
      assertEquals(new TableStatistics(1, 4), statistics(keyspace, added));
      while (Databases.queryWriter(keyspace, "SELECT COUNT(*) FROM dropped_tables") > 0) {
        Thread.onSpinWait();
      }
    }
    assertEquals(SchemaMigrations.RELEASED.newestVersion(), query("PRAGMA user_version"));
    assertEquals(8, query("SELECT number FROM tables WHERE name = 'added'"));
    assertEquals(0, query("SELECT COUNT(*) FROM sqlite_schema WHERE name = 't_2'"));
  }

  private static TableId id(String end) {
    return new TableId(UUID.fromString("5a2c1a6e-0000-4000-8000-00000000" + end));
  }

  private static TableStatistics statistics(Keyspace keyspace, TableDefinition table) {
    return Stages.await(keyspace.read(transaction -> transaction.statistics(table.id())));
  }

  private long query(String sql) throws SQLException {
    return Databases.query(Databases.file(folder), sql);
  }
}
