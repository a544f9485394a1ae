package dev.ddblocal.domain.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What writes cost on a table with an index of each kind and projection (spec: capacity). */
class WriteCapacityTest {
  private static final String TABLE =
      """
      {"TableName": "T", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [
         {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"},
         {"AttributeName": "g", "AttributeType": "S"}, {"AttributeName": "l", "AttributeType": "S"},
         {"AttributeName": "a", "AttributeType": "S"}],
       "KeySchema": [
         {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
       "LocalSecondaryIndexes": [
         {"IndexName": "lsi", "Projection": {"ProjectionType": "KEYS_ONLY"}, "KeySchema": [
           {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}]},
         {"IndexName": "all", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
           {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "a", "KeyType": "RANGE"}]}],
       "GlobalSecondaryIndexes": [
         {"IndexName": "gsi", "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}],
          "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["p"]}}]}
      """;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    json.call("CreateTable", TABLE);
    db.createTable("H", "pk:S");
  }

  /**
   * The item {@code p, s} with further attributes, {@code name=text;...}; a text {@code *n} is one
   * of n characters.
   */
  private static String item(String attributes) {
    StringBuilder item = new StringBuilder("{\"pk\": {\"S\": \"p\"}, \"sk\": {\"S\": \"s\"}");
    if (attributes != null) {
      Matcher each = Pattern.compile("(\\w+)=(\\*?)(\\w+)").matcher(attributes);
      while (each.find()) {
        String text =
            each.group(2).isEmpty() ? each.group(3) : "x".repeat(Integer.parseInt(each.group(3)));
        item.append(", \"%s\": {\"S\": \"%s\"}".formatted(each.group(1), text));
      }
    }
    return item.append('}').toString();
  }

  private static String put(String attributes) {
    return "{\"TableName\": \"T\", \"Item\": %s, \"ReturnConsumedCapacity\": \"INDEXES\"}"
        .formatted(item(attributes));
  }

  private static final String DELETE =
      """
      {"TableName": "T", "Key": {"pk": {"S": "p"}, "sk": {"S": "s"}},
       "ReturnConsumedCapacity": "INDEXES"}
      """;

  /** The capacity as {@code total table all lsi gsi}; a share that is not there is 0. */
  private static String shares(Object answer) {
    Map<?, ?> capacity = (Map<?, ?>) ((Map<?, ?>) answer).get("ConsumedCapacity");
    Map<?, ?> local = (Map<?, ?>) capacity.get("LocalSecondaryIndexes");
    Map<?, ?> global = (Map<?, ?>) capacity.get("GlobalSecondaryIndexes");
    return "%s %s %s %s %s"
        .formatted(
            number(capacity.get("CapacityUnits")),
            units(capacity, "Table"),
            units(local, "all"),
            units(local, "lsi"),
            units(global, "gsi"));
  }

  private static String units(Map<?, ?> shares, String name) {
    Object share = shares == null ? null : shares.get(name);
    return share == null ? "0" : number(((Map<?, ?>) share).get("CapacityUnits"));
  }

  private static String number(Object units) {
    return Integer.toString(((Double) units).intValue());
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # before        after           total table all lsi gsi
          -,              -,              1 1 0 0 0
          -,              g=1,            2 1 0 0 1
          -,              l=1,            2 1 0 1 0
          -,              g=1;l=1;a=1,    4 1 1 1 1
          g=1,            -,              2 1 0 0 1
          g=1,            g=2,            3 1 0 0 2
          l=1,            l=2,            3 1 0 2 0
          g=1,            g=1,            1 1 0 0 0
          g=1;p=1,        g=1;p=2,        2 1 0 0 1
          g=1,            g=1;p=2,        2 1 0 0 1
          g=1;x=1,        g=1;x=2,        1 1 0 0 0
          l=1;x=1,        l=1;x=2,        1 1 0 0 0
          a=1;x=1,        a=1;x=2,        2 1 1 0 0
          a=1,            a=1;g=1,        3 1 1 0 1
          -,              g=1;p=*2000,    4 2 0 0 2
          -,              g=1;x=*2000,    3 2 0 0 1
          g=1;p=*2000,    g=1;p=2,        4 2 0 0 2
          g=1;p=*2000,    g=2;p=2,        5 2 0 0 3
          g=1;p=*2000,    -,              4 2 0 0 2
          a=1;x=*3000,    a=1;x=*1500,    6 3 3 0 0
          """)
  void a_put_is_charged_for_each_entry_it_changes(String before, String after, String expected) {
    json.call("PutItem", put(before));
    assertEquals(expected, shares(json.call("PutItem", put(after))));
  }

  @ParameterizedTest
  @CsvSource({
    "g=1;l=1;a=1, 4 1 1 1 1",
    "g=1;p=*2000, 4 2 0 0 2",
    "x=1, 1 1 0 0 0",
  })
  void a_delete_is_charged_for_each_entry_it_takes_away(String before, String expected) {
    json.call("PutItem", put(before));
    assertEquals(expected, shares(json.call("DeleteItem", DELETE)));
    assertEquals("1 1 0 0 0", shares(json.call("DeleteItem", DELETE)));
  }

  @ParameterizedTest
  @CsvSource({
    "g=1;p=1, SET p = :v, 2 1 0 0 1",
    "g=1;p=1, SET x = :v, 1 1 0 0 0",
    "g=1;p=1, SET g = :v, 3 1 0 0 2",
    "g=1;p=1, REMOVE g, 2 1 0 0 1",
    "l=1, 'SET l = :v, a = :v', 4 1 1 2 0",
    "a=1;x=*3000, REMOVE x, 6 3 3 0 0",
  })
  void an_update_is_charged_by_the_larger_of_the_items_before_and_after(
      String before, String update, String expected) {
    json.call("PutItem", put(before));
    String values =
        update.contains(":v") ? ", \"ExpressionAttributeValues\": {\":v\": {\"S\": \"v\"}}" : "";
    String request =
        DELETE.strip().substring(0, DELETE.strip().length() - 1)
            + ", \"UpdateExpression\": \"%s\"%s}".formatted(update, values);
    assertEquals(expected, shares(json.call("UpdateItem", request)));
  }

  @Test
  void shares_are_told_with_indexes_only() {
    String request = "{\"TableName\": \"T\", \"Item\": %s, \"ReturnConsumedCapacity\": \"%s\"}";
    json.answers(
        """
        {"ConsumedCapacity": {"TableName": "T", "CapacityUnits": 2.0, "Table": {"CapacityUnits": 1.0},
         "GlobalSecondaryIndexes": {"gsi": {"CapacityUnits": 1.0}}}}
        """,
        "PutItem",
        request.formatted(item("g=1"), "INDEXES"));
    json.answers(
        """
        {"ConsumedCapacity": {"TableName": "T", "CapacityUnits": 3.0}}
        """,
        "PutItem",
        request.formatted(item("g=2"), "TOTAL"));
    json.answers("{}", "PutItem", request.formatted(item("g=3"), "NONE"));
  }

  @Test
  void a_batch_is_charged_table_by_table() {
    json.answers(
        """
        {"UnprocessedItems": {}, "ConsumedCapacity": [
          {"TableName": "T", "CapacityUnits": 5.0, "Table": {"CapacityUnits": 2.0},
           "LocalSecondaryIndexes": {"lsi": {"CapacityUnits": 1.0}},
           "GlobalSecondaryIndexes": {"gsi": {"CapacityUnits": 2.0}}},
          {"TableName": "H", "CapacityUnits": 1.0, "Table": {"CapacityUnits": 1.0}}]}
        """,
        "BatchWriteItem",
        """
        {"ReturnConsumedCapacity": "INDEXES", "RequestItems": {
          "T": [
            {"PutRequest": {"Item": {"pk": {"S": "1"}, "sk": {"S": "s"}, "g": {"S": "g"}}}},
            {"PutRequest": {"Item": {"pk": {"S": "2"}, "sk": {"S": "s"}, "g": {"S": "g"},
             "l": {"S": "l"}}}}],
          "H": [{"DeleteRequest": {"Key": {"pk": {"S": "none"}}}}]}}
        """);
  }

  @Test
  void a_failed_condition_tells_no_capacity() {
    json.failsCondition(
        "null",
        "DeleteItem",
        """
        {"TableName": "H", "Key": {"pk": {"S": "none"}}, "ReturnConsumedCapacity": "TOTAL",
         "ConditionExpression": "attribute_exists(pk)"}
        """);
    assertNull(db.get("H", "pk", "none").item());
  }
}
