package dev.ddblocal.domain.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final TableName T = new TableName("T");
  private static final String TABLE =
      """
      {"TableName": "T", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [
         {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
         {"AttributeName": "a", "AttributeType": "S"}, {"AttributeName": "n", "AttributeType": "N"}],
       "KeySchema": [
         {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
       "LocalSecondaryIndexes": [
         {"IndexName": "lsi", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
           {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "a", "KeyType": "RANGE"}]}],
       "GlobalSecondaryIndexes": [
         {"IndexName": "keys", "Projection": {"ProjectionType": "KEYS_ONLY"}, "KeySchema": [
           {"AttributeName": "a", "KeyType": "HASH"}]},
         {"IndexName": "some", "KeySchema": [
           {"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}],
          "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x"]}},
         {"IndexName": "swapped", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
           {"AttributeName": "sk", "KeyType": "HASH"}, {"AttributeName": "pk", "KeyType": "RANGE"}]}]}
      """;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    json.call("CreateTable", TABLE);
  }

  private Keyspace keyspace() {
    return db.storage().keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));
  }

  private <R> R read(ReadWorkOnTable<R> work) {
    return keyspace()
        .read(transaction -> work.run(transaction, transaction.table(T).orElseThrow()))
        .toCompletableFuture()
        .join();
  }

  private static Map<ItemKey, StoredItem> content(ReadTransaction transaction, StoreId store) {
    Map<ItemKey, StoredItem> content = new LinkedHashMap<>();
    transaction.range(
        store,
        KeyRange.ALL,
        Direction.FORWARD,
        (key, item) -> {
          content.put(key, item);
          return true;
        });
    return content;
  }

  /** The entries that an index should have by the items that the table has. */
  private static Map<ItemKey, StoredItem> expected(
      TableDefinition table, SecondaryIndex index, Map<ItemKey, StoredItem> items) {
    Map<ItemKey, StoredItem> expected = new LinkedHashMap<>();
    for (StoredItem item : items.values()) {
      Optional<IndexEntry> entry = IndexEntry.of(table.key(), index, item.item(), item.sizeBytes());
      entry.ifPresent(present ->
          expected.put(present.key(), new StoredItem(present.attributes(), present.sizeBytes())));
    }
    return expected;
  }

  private void assertIndexesFitTheTable() {
    read((transaction, table) -> {
      Map<ItemKey, StoredItem> items = content(transaction, table.id());
      for (SecondaryIndex index : table.indexes()) {
        Map<ItemKey, StoredItem> entries = content(transaction, index.id());
        assertEquals(expected(table, index, items), entries, index.name());
        assertEquals(entries.size(), transaction.statistics(index.id()).itemCount());
        assertEquals(
            entries.values().stream().mapToLong(StoredItem::sizeBytes).sum(),
            transaction.statistics(index.id()).sizeBytes());
      }
      return null;
    });
  }

  private Map<String, Integer> entryCounts() {
    return read((transaction, table) -> {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (SecondaryIndex index : table.indexes()) {
        counts.put(index.name(), content(transaction, index.id()).size());
      }
      return counts;
    });
  }

  @Test
  void an_item_is_in_the_indexes_whose_keys_it_has() {
    db.put("T", "pk", "p", "sk", 1);
    db.put("T", "pk", "p", "sk", 2, "a", "A");
    db.put("T", "pk", "p", "sk", 3, "a", "A", "n", 1, "x", "X", "y", "Y");
    assertEquals(Map.of("lsi", 2, "keys", 2, "some", 1, "swapped", 3), entryCounts());
    assertIndexesFitTheTable();
  }

  @Test
  void a_deleted_item_leaves_every_index() {
    db.put("T", "pk", "p", "sk", 1, "a", "A", "n", 1);
    json.call(
        "DeleteItem",
        """
        {"TableName": "T", "Key": {"pk": {"S": "p"}, "sk": {"N": "1"}}}
        """);
    assertEquals(Map.of("lsi", 0, "keys", 0, "some", 0, "swapped", 0), entryCounts());
  }

  @Test
  void a_failed_condition_leaves_the_indexes_as_they_are() {
    db.put("T", "pk", "p", "sk", 1, "a", "A", "n", 1);
    json.failsCondition(
        "null",
        "PutItem",
        """
        {"TableName": "T", "Item": {"pk": {"S": "p"}, "sk": {"N": "1"}, "a": {"S": "B"}},
         "ConditionExpression": "attribute_not_exists(pk)"}
        """);
    assertIndexesFitTheTable();
    assertEquals(Map.of("lsi", 1, "keys", 1, "some", 1, "swapped", 1), entryCounts());
  }

  @Test
  void an_index_that_is_being_deleted_is_left_alone() {
    change(index -> index.name().equals("keys") ? deleting(index) : index);
    db.put("T", "pk", "p", "sk", 1, "a", "A", "n", 1);
    assertEquals(Map.of("lsi", 1, "keys", 0, "some", 1, "swapped", 1), entryCounts());
  }

  @Test
  void an_index_that_is_being_filled_is_kept_from_its_first_moment() {
    db.put("T", "pk", "p", "sk", 1, "a", "A");
    change(index -> index.name().equals("keys") ? filling(index) : index);
    db.put("T", "pk", "p", "sk", 2, "a", "A");
    assertEquals(2, entryCounts().get("keys"));
  }

  private SecondaryIndex deleting(SecondaryIndex index) {
    return changed(index, true, Optional.of(db.now().plus(Duration.ofDays(1))));
  }

  private static SecondaryIndex filling(SecondaryIndex index) {
    return changed(index, false, Optional.empty());
  }

  private static SecondaryIndex changed(
      SecondaryIndex index, boolean backfilled, Optional<Instant> deletingSince) {
    return new SecondaryIndex(
        index.id(),
        index.name(),
        index.kind(),
        index.key(),
        index.projection(),
        index.provisioned(),
        index.throughputChanges(),
        index.onDemandMaximum(),
        index.warmThroughput(),
        index.createdAt(),
        index.updatedAt(),
        backfilled,
        deletingSince);
  }

  private void change(UnaryOperator<SecondaryIndex> each) {
    keyspace()
        .write(transaction -> {
          TableDefinition table = transaction.table(T).orElseThrow();
          List<SecondaryIndex> indexes = table.indexes().stream().map(each).toList();
          transaction.alterTable(table.change().indexes(indexes).build());
          return null;
        })
        .toCompletableFuture()
        .join();
  }

  @Test
  void whatever_is_written_every_index_holds_what_the_table_says() {
    Random random = new Random(20261122);
    for (int i = 0; i < 600; i++) {
      String key =
          "\"pk\": {\"S\": \"p%d\"}, \"sk\": {\"N\": \"%d\"}"
              .formatted(random.nextInt(3), random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> json.call("DeleteItem", "{\"TableName\": \"T\", \"Key\": {%s}}".formatted(key));
        case 1 ->
            json.call(
                "UpdateItem",
                """
                {"TableName": "T", "Key": {%s}, "UpdateExpression": "SET x = :v REMOVE %s",
                 "ExpressionAttributeValues": {":v": %s}}
                """
                    .formatted(key, random.nextBoolean() ? "a" : "n", text(random)));
        case 2 ->
            json.call(
                "BatchWriteItem",
                "{\"RequestItems\": {\"T\": [{\"PutRequest\": {\"Item\": {%s%s}}}]}}"
                    .formatted(key, others(random)));
        default ->
            json.call(
                "PutItem",
                "{\"TableName\": \"T\", \"Item\": {%s%s}}".formatted(key, others(random)));
      }
      assertIndexesFitTheTable();
    }
  }

  private static String others(Random random) {
    StringBuilder others = new StringBuilder();
    for (String name : List.of("a", "x", "y")) {
      if (random.nextBoolean()) {
        others.append(", \"").append(name).append("\": ").append(text(random));
      }
    }
    if (random.nextBoolean()) {
      others.append(", \"n\": {\"N\": \"").append(random.nextInt(3)).append("\"}");
    }
    return others.toString();
  }

  private static String text(Random random) {
    return "{\"S\": \"" + (char) ('A' + random.nextInt(3)) + "\"}";
  }

  @FunctionalInterface
  private interface ReadWorkOnTable<R> {
    R run(ReadTransaction transaction, TableDefinition table);
  }
}
