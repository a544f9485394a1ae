package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What transactions report of the capacity that they take. */
class TransactionCapacityTest {
  private static final String WRITE = "TransactWriteItems";
  private static final String GET = "TransactGetItems";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("T", "pk:S");
    db.createTable("U", "pk:S");
    db.put("T", "pk", "a");
  }

  private static String written(String table, int units) {
    return """
    {"TableName": "%s", "CapacityUnits": %d, "WriteCapacityUnits": %2$d}
    """
        .formatted(table, units);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"Put": {"TableName": "T", "Item": {"pk": {"S": "a"}}}}
        """,
        """
        {"Put": {"TableName": "T", "Item": {"pk": {"S": "a"}},
          "ConditionExpression": "attribute_exists(pk)"}}
        """,
        """
        {"Delete": {"TableName": "T", "Key": {"pk": {"S": "absent"}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "absent"}}, "UpdateExpression": "REMOVE x"}}
        """,
        """
        {"ConditionCheck": {"TableName": "T", "Key": {"pk": {"S": "a"}},
          "ConditionExpression": "attribute_exists(pk)"}}
        """
      })
  void every_action_on_a_small_item_takes_two_write_units(String action) {
    String request = "{\"ReturnConsumedCapacity\": \"%s\", \"TransactItems\": [" + action + "]}";
    json.answers(
        "{\"ConsumedCapacity\": [" + written("T", 2) + "]}", WRITE, request.formatted("TOTAL"));
    json.answers(
        """
        {"ConsumedCapacity": [{"TableName": "T", "CapacityUnits": 2, "WriteCapacityUnits": 2,
          "Table": {"CapacityUnits": 2, "WriteCapacityUnits": 2}}]}
        """,
        WRITE,
        request.formatted("INDEXES"));
    json.answers("{}", WRITE, request.formatted("NONE"));
  }

  @ParameterizedTest
  @CsvSource({"1000, 2", "1022, 4", "1500, 4", "2046, 6"})
  void each_started_kilobyte_takes_two_write_units(int length, int units) {
    json.answers(
        "{\"ConsumedCapacity\": [" + written("T", units) + "]}",
        WRITE,
        """
        {"ReturnConsumedCapacity": "TOTAL", "TransactItems": [
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "%s"}, "v": {"S": "%s"}}}}]}
        """
            .formatted("k", "v".repeat(length - 1)));
  }

  @Test
  void a_write_is_charged_for_the_larger_of_the_items_before_and_after() {
    db.put("T", "pk", "a", "v", "v".repeat(3000));
    String request =
        """
        {"ReturnConsumedCapacity": "TOTAL", "TransactItems": [
          {"%s": {"TableName": "T", "%s": {"pk": {"S": "a"}}%s}}]}
        """;
    json.answers(
        "{\"ConsumedCapacity\": [" + written("T", 6) + "]}",
        WRITE,
        request.formatted(
            "ConditionCheck", "Key", ", \"ConditionExpression\": \"attribute_exists(pk)\""));
    json.answers(
        "{\"ConsumedCapacity\": [" + written("T", 6) + "]}",
        WRITE,
        request.formatted("Put", "Item", ""));
    json.answers(
        "{\"ConsumedCapacity\": [" + written("T", 2) + "]}",
        WRITE,
        request.formatted("Delete", "Key", ""));
  }

  @Test
  void each_table_is_reported_once_as_it_was_first_named_in_the_order_of_the_request() {
    String arn = "arn:aws:dynamodb:us-east-1:111122223333:table/U";
    json.answers(
        "{\"ConsumedCapacity\": [" + written(arn, 4) + "," + written("T", 2) + "]}",
        WRITE,
        """
        {"ReturnConsumedCapacity": "TOTAL", "TransactItems": [
          {"Put": {"TableName": "%s", "Item": {"pk": {"S": "1"}}}},
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "1"}}}},
          {"Put": {"TableName": "U", "Item": {"pk": {"S": "2"}}}}]}
        """
            .formatted(arn));
  }

  @Test
  void each_read_takes_two_read_units_for_each_started_four_kilobytes() {
    db.put("T", "pk", "large", "v", "v".repeat(5000));
    String request =
        """
        {"ReturnConsumedCapacity": "%s", "TransactItems": [
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "ProjectionExpression": "x"}},
          {"Get": {"TableName": "U", "Key": {"pk": {"S": "absent"}}}},
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "large"}}, "ProjectionExpression": "pk"}}]}
        """;
    String responses =
        "\"Responses\": [{\"Item\": {}}, {}, {\"Item\": {\"pk\": {\"S\": \"large\"}}}]";
    json.answers(
        """
        {"ConsumedCapacity": [
          {"TableName": "T", "CapacityUnits": 6, "ReadCapacityUnits": 6},
          {"TableName": "U", "CapacityUnits": 2, "ReadCapacityUnits": 2}], %s}
        """
            .formatted(responses),
        GET,
        request.formatted("TOTAL"));
    json.answers(
        """
        {"ConsumedCapacity": [
          {"TableName": "T", "CapacityUnits": 6, "ReadCapacityUnits": 6,
           "Table": {"CapacityUnits": 6, "ReadCapacityUnits": 6}},
          {"TableName": "U", "CapacityUnits": 2, "ReadCapacityUnits": 2,
           "Table": {"CapacityUnits": 2, "ReadCapacityUnits": 2}}], %s}
        """
            .formatted(responses),
        GET,
        request.formatted("INDEXES"));
    json.answers("{" + responses + "}", GET, request.formatted("NONE"));
  }
}
