package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of the release that had tables and indexes, but neither the stores of every keyspace nor
 * streams, expiry and tags, is brought forward.
 */
class VersionTwoFilesTest {
  private static final String TABLE_ID = "5a2c1a6e-0000-4000-8000-000000000001";
  private static final String INDEX_ID = "5a2c1a6e-0000-4000-8000-000000000002";
  private static final String DEFINITION =
      """
      {"id":"5a2c1a6e-0000-4000-8000-000000000001","name":"table",\
      "attributes":[{"name":"pk","type":"S"},{"name":"other","type":"S"}],\
      "partitionKey":[{"name":"pk","type":"S"}],"sortKey":[],\
      "indexes":[{"id":"5a2c1a6e-0000-4000-8000-000000000002","name":"index","kind":"GLOBAL",\
      "partitionKey":[{"name":"other","type":"S"}],"sortKey":[],"projection":"ALL",\
      "projected":[],"provisioned":{"read":0,"write":0},\
      "createdAt":"1970-01-01T00:00:00Z","backfilled":true}],\
      "billingMode":"PAY_PER_REQUEST","provisioned":{"read":0,"write":0},\
      "onDemandSince":"2026-03-01T10:15:30.123Z","deletionProtected":false,\
      "createdAt":"2026-03-01T10:15:30.123Z"}\
      """;

  @TempDir private Path folder;

  @BeforeEach
  void make_a_file_of_version_two() throws Exception {
    new DatabaseFile(Databases.file(folder), Durability.OFF, SchemaMigrations.RELEASED.upTo(2))
        .prepare(Databases.UNENCRYPTED);
    String item =
        HexFormat.of()
            .formatHex(ItemCodec.encode(Item.copyOf(Map.of("text", new AttributeValue.S("old")))));
    Databases.execute(
        Databases.file(folder),
        "UPDATE keyspace SET catalogue_version = 9, next_table_number = 6",
        "INSERT INTO tables VALUES (3, '%s', 'table', '%s')".formatted(TABLE_ID, DEFINITION),
        "INSERT INTO stores VALUES (3, '%s', 1, 44)".formatted(TABLE_ID),
        "INSERT INTO stores VALUES (5, '%s', 0, 0)".formatted(INDEX_ID),
        TableStatements.creation(3),
        TableStatements.creation(5),
        "INSERT INTO t_3(key, size, item) VALUES (x'6b6579', 44, x'%s')".formatted(item));
  }

  @Test
  void its_tables_are_as_they_were() {
    SecondaryIndex sample = Databases.index("index");
    TableDefinition expected =
        new TableDefinitionBuilder()
            .id(new TableId(UUID.fromString(TABLE_ID)))
            .name(new TableName("table"))
            .attributeDefinitions(List.of(attribute("pk"), attribute("other")))
            .key(new KeySchema(List.of(attribute("pk")), List.of()))
            .indexes(
                List.of(
                    new SecondaryIndex(
                        new IndexId(UUID.fromString(INDEX_ID)),
                        sample.name(),
                        sample.kind(),
                        sample.key(),
                        sample.projection(),
                        sample.provisioned(),
                        sample.throughputChanges(),
                        sample.onDemandMaximum(),
                        sample.warmThroughput(),
                        sample.createdAt(),
                        sample.updatedAt(),
                        sample.backfilled(),
                        sample.deletingSince())))
            .onDemandSince(Optional.of(Instant.parse("2026-03-01T10:15:30.123Z")))
            .createdAt(Instant.parse("2026-03-01T10:15:30.123Z"))
            .build();
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertEquals(Optional.of(expected), Stages.await(keyspace.read(VersionTwoFilesTest::table)));
      assertEquals("old", Databases.text(keyspace, expected, "key"));
      assertEquals(new TableStatistics(1, 44), statistics(keyspace, expected.id()));
    }
  }

  @Test
  void it_has_every_store_of_a_keyspace_and_a_sequence_afterwards() throws Exception {
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      for (KeyspaceStore store : KeyspaceStore.values()) {
        assertEquals(List.of(), texts(keyspace, store));
        assertEquals(TableStatistics.EMPTY, statistics(keyspace, store));
        Stages.await(
            keyspace.write(transaction -> {
              Databases.put(transaction, store, "key", store.name());
              return null;
            }));
        assertEquals(List.of(store.name()), texts(keyspace, store));
      }
      assertEquals(1L, Stages.await(keyspace.write(tx -> tx.nextSequenceNumber())).longValue());
    }
    assertEquals(SchemaMigrations.RELEASED.newestVersion(), query("PRAGMA user_version"));
    List<Long> numbers = new ArrayList<>();
    for (KeyspaceStore store : KeyspaceStore.values()) {
      numbers.add(query("SELECT number FROM stores WHERE id = '" + store + "'"));
    }
    assertEquals(List.of(6L, 7L, 8L, 9L), numbers);
  }

  @Test
  void its_tables_can_be_given_what_it_did_not_know() {
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      TableDefinition table = Stages.await(keyspace.read(VersionTwoFilesTest::table)).orElseThrow();
      TimeToLive expiry =
          new TimeToLive(
              "ends", new IndexId(UUID.randomUUID()), Instant.EPOCH, false, Optional.empty());
      TableDefinition altered = table.change().timeToLive(Optional.of(expiry)).build();
      Stages.await(
          keyspace.write(transaction -> {
            transaction.alterTable(altered);
            Databases.put(transaction, expiry.entries(), "entry", "expires");
            return null;
          }));
      assertEquals(Optional.of(altered), Stages.await(keyspace.read(VersionTwoFilesTest::table)));
      assertEquals(List.of("expires"), texts(keyspace, expiry.entries()));
      assertEquals(List.of("old"), texts(keyspace, table.id()));
    }
  }

  private static Optional<TableDefinition> table(ReadTransaction transaction) {
    return transaction.table(new TableName("table"));
  }

  private static KeyAttribute attribute(String name) {
    return new KeyAttribute(name, ScalarAttributeType.S);
  }

  private static TableStatistics statistics(Keyspace keyspace, StoreId store) {
    return Stages.await(keyspace.read(transaction -> transaction.statistics(store)));
  }

  private static List<String> texts(Keyspace keyspace, StoreId store) {
    return Stages.await(
        keyspace.read(transaction -> {
          List<String> texts = new ArrayList<>();
          transaction.range(
              store,
              KeyRange.ALL,
              Direction.FORWARD,
              (_, stored) -> texts.add(((AttributeValue.S) stored.item().get("text")).value()));
          return texts;
        }));
  }

  private long query(String sql) throws SQLException {
    return Databases.query(Databases.file(folder), sql);
  }
}
