package dev.ddblocal.domain.item;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.Item;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemCollectionsTest {
  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    json.call(
        "CreateTable",
        """
        {"TableName": "T", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [
           {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
           {"AttributeName": "l", "AttributeType": "S"}],
         "KeySchema": [
           {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
         "LocalSecondaryIndexes": [
           {"IndexName": "lsi", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
             {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}]}]}
        """);
    db.createTable("H", "pk:S");
  }

  private static String metrics(String key, int lower) {
    return """
    {"ItemCollectionKey": {"pk": {"S": "%s"}}, "SizeEstimateRangeGB": [%d, %d]}
    """
        .formatted(key, lower, lower + 1);
  }

  @ParameterizedTest
  @CsvSource({"PutItem, Item", "UpdateItem, Key", "DeleteItem, Key"})
  void a_write_tells_the_size_of_the_collection_if_asked_for(String operation, String member) {
    String request =
        """
        {"TableName": "T", "%s": {"pk": {"S": "p"}, "sk": {"N": "1"}}%s}
        """;
    json.answers(
        "{\"ItemCollectionMetrics\": %s}".formatted(metrics("p", 0)),
        operation,
        request.formatted(member, ", \"ReturnItemCollectionMetrics\": \"SIZE\""));
    json.answers(
        "{}", operation, request.formatted(member, ", \"ReturnItemCollectionMetrics\": \"NONE\""));
    json.answers("{}", operation, request.formatted(member, ""));
  }

  @Test
  void a_table_without_local_indexes_has_no_collections() {
    json.answers(
        "{}",
        "PutItem",
        """
        {"TableName": "H", "Item": {"pk": {"S": "p"}}, "ReturnItemCollectionMetrics": "SIZE"}
        """);
    json.answers(
        "{\"UnprocessedItems\": {}}",
        "BatchWriteItem",
        """
        {"RequestItems": {"H": [{"PutRequest": {"Item": {"pk": {"S": "p"}}}}]},
         "ReturnItemCollectionMetrics": "SIZE"}
        """);
  }

  @Test
  void a_batch_tells_each_collection_once() {
    json.answers(
        """
        {"UnprocessedItems": {}, "ItemCollectionMetrics": {"T": [%s, %s]}}
        """
            .formatted(metrics("p", 0), metrics("q", 0)),
        "BatchWriteItem",
        """
        {"RequestItems": {
          "T": [
            {"PutRequest": {"Item": {"pk": {"S": "p"}, "sk": {"N": "1"}}}},
            {"DeleteRequest": {"Key": {"pk": {"S": "q"}, "sk": {"N": "1"}}}},
            {"PutRequest": {"Item": {"pk": {"S": "p"}, "sk": {"N": "2"}}}}],
          "H": [{"PutRequest": {"Item": {"pk": {"S": "p"}}}}]},
         "ReturnItemCollectionMetrics": "SIZE"}
        """);
  }

  @Test
  void the_size_is_that_of_the_items_and_of_their_entries_in_local_indexes() {
    store(700_000_000, "pk", "p", "sk", 7, "l", "L");
    store(700_000_000, "pk", "p", "sk", 8);
    String write =
        """
        {"TableName": "T", "Item": {"pk": {"S": "%s"}, "sk": {"N": "1"}},
         "ReturnItemCollectionMetrics": "SIZE"}
        """;
    json.answers(
        "{\"ItemCollectionMetrics\": %s}".formatted(metrics("p", 1)),
        "PutItem",
        write.formatted("p"));
    json.answers(
        "{\"ItemCollectionMetrics\": %s}".formatted(metrics("small", 0)),
        "PutItem",
        write.formatted("small"));
    store(1_000_000_000, "pk", "p", "sk", 9, "l", "L");
    json.answers(
        "{\"ItemCollectionMetrics\": %s}".formatted(metrics("p", 3)),
        "PutItem",
        write.formatted("p"));
  }

  /** Stores an item, and its entry if it has one, as if it were so large. */
  private void store(int sizeBytes, Object... namesAndValues) {
    Item item = new Item(LocalDynamoDb.attributes(namesAndValues));
    db.storage()
        .keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION))
        .write(transaction -> {
          TableDefinition table = transaction.table(new TableName("T")).orElseThrow();
          transaction.put(
              table.id(), KeyEncoding.keyOf(table.key(), item.attributes()), item, sizeBytes);
          if (item.get("l") != null) {
            var index = table.indexes().getFirst();
            var key = KeyEncoding.keyOf(index.entryKey(table.key()), item.attributes());
            transaction.put(index.id(), key, item, sizeBytes);
          }
          return null;
        })
        .toCompletableFuture()
        .join();
  }
}
