package dev.ddblocal.domain.transaction;

import static dev.ddblocal.domain.transaction.TransactWriteItemsTest.items;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions on a table with indexes. */
class TransactionIndexTest {
  private static final String WRITE = "TransactWriteItems";
  private static final String NEW =
      """
      {"Put": {"TableName": "I", "Item": {"pk": {"S": "new"}, "sk": {"S": "1"}}}}
      """;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    json.call(
        "CreateTable",
        """
        {"TableName": "I", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [
           {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"},
           {"AttributeName": "g", "AttributeType": "S"}, {"AttributeName": "l", "AttributeType": "S"}],
         "KeySchema": [
           {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
         "GlobalSecondaryIndexes": [{"IndexName": "gsi", "Projection": {"ProjectionType": "ALL"},
           "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}],
         "LocalSecondaryIndexes": [{"IndexName": "lsi", "Projection": {"ProjectionType": "KEYS_ONLY"},
           "KeySchema": [
             {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}]}]}
        """);
  }

  private void assertNothingWritten() {
    assertNull(db.get("I", "pk", "new", "sk", "1").item());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Put": {"TableName": "I", "Item": {"pk": {"S": "p"}, "sk": {"S": "s"}, "g": {"N": "1"}}}} | One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: gsi
          {"Update": {"TableName": "I", "Key": {"pk": {"S": "p"}, "sk": {"S": "s"}}, "UpdateExpression": "SET g = :v", "ExpressionAttributeValues": {":v": {"N": "1"}}}} | The update expression attempted to update the secondary index key to unsupported type
          """)
  void cancels_for_the_wrong_type_of_an_index_key(String action, String message) {
    json.cancels(
        """
        [{"Code": "None"}, {"Code": "ValidationError", "Message": "%s"}]
        """
            .formatted(message),
        WRITE,
        items(NEW, action));
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Put": {"TableName": "I", "Item": {"pk": {"S": "p"}, "sk": {"S": "s"}, "l": {"S": ""}}}} | One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: lsi, IndexKey: l
          {"Update": {"TableName": "I", "Key": {"pk": {"S": "p"}, "sk": {"S": "s"}}, "UpdateExpression": "SET l = :v", "ExpressionAttributeValues": {":v": {"S": ""}}}} | One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.
          """)
  void refuses_the_request_for_an_empty_index_key(String action, String message) {
    json.refuses(message, WRITE, items(NEW, action));
    assertNothingWritten();
  }

  @Test
  void the_table_and_its_indexes_change_together() {
    json.call(
        WRITE,
        items(
            """
            {"Put": {"TableName": "I", "Item":
              {"pk": {"S": "p"}, "sk": {"S": "s"}, "g": {"S": "G"}, "l": {"S": "L"}}}}
            """));
    String query =
        """
        {"TableName": "I", "IndexName": "gsi", "KeyConditionExpression": "g = :g",
         "ExpressionAttributeValues": {":g": {"S": "G"}}, "Select": "COUNT"}
        """;
    json.answers("{\"Count\": 1, \"ScannedCount\": 1}", "Query", query);
    json.call(
        WRITE,
        items(
            "{\"Delete\": {\"TableName\": \"I\", \"Key\": {\"pk\": {\"S\": \"p\"}, \"sk\": {\"S\":"
                + " \"s\"}}}}"));
    json.answers("{\"Count\": 0, \"ScannedCount\": 0}", "Query", query);
  }

  @Test
  void every_copy_of_a_write_costs_twice_what_it_costs_alone() {
    json.answers(
        """
        {"ConsumedCapacity": [
          {"TableName": "I", "CapacityUnits": 8, "WriteCapacityUnits": 8,
           "Table": {"CapacityUnits": 4, "WriteCapacityUnits": 4},
           "LocalSecondaryIndexes": {"lsi": {"CapacityUnits": 2, "WriteCapacityUnits": 2}},
           "GlobalSecondaryIndexes": {"gsi": {"CapacityUnits": 2, "WriteCapacityUnits": 2}}}]}
        """,
        WRITE,
        """
        {"ReturnConsumedCapacity": "INDEXES", "TransactItems": [%s,
          {"Put": {"TableName": "I", "Item":
            {"pk": {"S": "p"}, "sk": {"S": "s"}, "g": {"S": "G"}, "l": {"S": "L"}}}}]}
        """
            .formatted(NEW));
  }

  @Test
  void tells_each_written_item_collection_once() {
    db.createTable("T", "pk:S");
    json.answers(
        """
        {"ItemCollectionMetrics": {"I": [
          {"ItemCollectionKey": {"pk": {"S": "new"}}, "SizeEstimateRangeGB": [0, 1]},
          {"ItemCollectionKey": {"pk": {"S": "q"}}, "SizeEstimateRangeGB": [0, 1]}]}}
        """,
        WRITE,
        """
        {"ReturnItemCollectionMetrics": "SIZE", "TransactItems": [%s,
          {"Delete": {"TableName": "I", "Key": {"pk": {"S": "q"}, "sk": {"S": "s"}}}},
          {"Update": {"TableName": "I", "Key": {"pk": {"S": "new"}, "sk": {"S": "2"}},
            "UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": {"S": "x"}}}},
          {"ConditionCheck": {"TableName": "I", "Key": {"pk": {"S": "checked"}, "sk": {"S": "s"}},
            "ConditionExpression": "attribute_not_exists(pk)"}},
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "t"}}}}]}
        """
            .formatted(NEW));
  }
}
