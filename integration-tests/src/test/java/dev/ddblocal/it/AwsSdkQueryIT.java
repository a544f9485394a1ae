package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Expressions, queries, scans and indexes with the AWS SDK for Java, as two accounts. */
class AwsSdkQueryIT {
  private static final int READINGS = 30;

  @TempDir static Path folder;

  private static TenantServer server;
  private static DynamoDbClient first;
  private static DynamoDbClient second;

  @BeforeAll
  static void start() throws IOException {
    server = TenantServer.start(folder);
    first = server.first(Region.US_EAST_1);
    second = server.second(Region.US_EAST_1);
    first.createTable(readings());
    first.waiter().waitUntilTableExists(table -> table.tableName("Readings"));
    for (int i = 0; i < READINGS; i++) {
      Map<String, AttributeValue> item = new HashMap<>(key(i));
      item.put("kind", AttributeValue.fromS(i % 3 == 0 ? "rain" : "wind"));
      item.put("value", AttributeValue.fromN(Integer.toString(i % 5)));
      item.put("note", AttributeValue.fromS("n" + i));
      if (i % 10 == 0) {
        item.put("alarm", AttributeValue.fromS("red"));
      }
      first.putItem(put -> put.tableName("Readings").item(item));
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static CreateTableRequest readings() {
    return CreateTableRequest.builder()
        .tableName("Readings")
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            attribute("station", ScalarAttributeType.S),
            attribute("at", ScalarAttributeType.N),
            attribute("value", ScalarAttributeType.N),
            attribute("kind", ScalarAttributeType.S),
            attribute("alarm", ScalarAttributeType.S))
        .keySchema(keys("station", "at"))
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName("by-value")
                .keySchema(keys("station", "value"))
                .projection(only(ProjectionType.KEYS_ONLY))
                .build())
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("by-kind")
                .keySchema(keys("kind", "value"))
                .projection(
                    Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes("note")
                        .build())
                .build(),
            GlobalSecondaryIndex.builder()
                .indexName("alarms")
                .keySchema(keys("alarm", "at"))
                .projection(only(ProjectionType.ALL))
                .build())
        .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static List<KeySchemaElement> keys(String hash, String range) {
    return List.of(
        KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
  }

  private static Projection only(ProjectionType type) {
    return Projection.builder().projectionType(type).build();
  }

  private static Map<String, AttributeValue> key(int at) {
    return Map.of(
        "station", AttributeValue.fromS("oslo"), "at", AttributeValue.fromN(Integer.toString(at)));
  }

  private static QueryRequest.Builder ofOslo() {
    return QueryRequest.builder()
        .tableName("Readings")
        .keyConditionExpression("station = :s")
        .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("oslo")));
  }

  private static QueryRequest.Builder ofKind(String kind) {
    return QueryRequest.builder()
        .tableName("Readings")
        .indexName("by-kind")
        .keyConditionExpression("kind = :k")
        .expressionAttributeValues(Map.of(":k", AttributeValue.fromS(kind)));
  }

  private static List<Integer> times(Stream<Map<String, AttributeValue>> items) {
    return items.map(item -> Integer.valueOf(item.get("at").n())).toList();
  }

  @Test
  void a_query_is_read_page_by_page_in_both_directions() {
    List<Integer> expected = Stream.iterate(0, i -> i + 1).limit(READINGS).toList();
    assertEquals(
        expected,
        times(
            first.queryPaginator(ofOslo().limit(7).consistentRead(true).build()).items().stream()));
    assertEquals(
        expected.reversed(),
        times(
            first
                .queryPaginator(ofOslo().limit(7).scanIndexForward(false).build())
                .items()
                .stream()));
    assertEquals(
        List.of(7, 7, 7, 7, 2),
        first.queryPaginator(ofOslo().limit(7).build()).stream()
            .map(QueryResponse::count)
            .toList());
  }

  @Test
  void a_global_index_is_read_page_by_page_over_tied_values() {
    List<Map<String, AttributeValue>> items =
        first.queryPaginator(ofKind("wind").limit(3).build()).items().stream().toList();
    assertEquals(20, items.size());
    assertEquals(20, new TreeSet<>(times(items.stream())).size());
    List<Integer> values =
        items.stream().map(item -> Integer.valueOf(item.get("value").n())).toList();
    assertEquals(values.stream().sorted().toList(), values);
    assertEquals(Set.of("station", "at", "kind", "value", "note"), items.getFirst().keySet());
  }

  @Test
  void a_sparse_index_holds_only_the_items_that_have_its_key() {
    assertEquals(
        List.of(20, 10, 0),
        times(
            first
                .query(query ->
                    query
                        .tableName("Readings")
                        .indexName("alarms")
                        .keyConditionExpression("alarm = :a")
                        .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("red")))
                        .scanIndexForward(false))
                .items()
                .stream()));
    assertEquals(3, first.scan(scan -> scan.tableName("Readings").indexName("alarms")).count());
  }

  @Test
  void a_local_index_fetches_what_it_does_not_hold_from_the_table() {
    QueryRequest.Builder twos =
        ofOslo()
            .indexName("by-value")
            .keyConditionExpression("station = :s AND #v = :v")
            .expressionAttributeNames(Map.of("#v", "value"))
            .expressionAttributeValues(
                Map.of(":s", AttributeValue.fromS("oslo"), ":v", AttributeValue.fromN("2.0")));
    QueryResponse keysOnly = first.query(twos.build());
    assertEquals(List.of(2, 7, 12, 17, 22, 27), times(keysOnly.items().stream()));
    assertEquals(Set.of("station", "at", "value"), keysOnly.items().getFirst().keySet());
    QueryResponse whole = first.query(twos.select(Select.ALL_ATTRIBUTES).build());
    assertEquals("n2", whole.items().getFirst().get("note").s());
    DynamoDbException refused =
        assertThrows(
            DynamoDbException.class,
            () -> first.query(ofKind("rain").select(Select.ALL_ATTRIBUTES).build()));
    assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
  }

  @Test
  void filters_and_counts_tell_what_was_read_and_what_is_answered() {
    QueryResponse counted =
        first.query(
            ofOslo()
                .filterExpression("#v BETWEEN :low AND :high AND NOT kind IN (:k)")
                .expressionAttributeNames(Map.of("#v", "value"))
                .expressionAttributeValues(
                    Map.of(
                        ":s", AttributeValue.fromS("oslo"),
                        ":low", AttributeValue.fromN("1"),
                        ":high", AttributeValue.fromN("2"),
                        ":k", AttributeValue.fromS("rain")))
                .select(Select.COUNT)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
    assertEquals(8, counted.count());
    assertEquals(READINGS, counted.scannedCount());
    assertFalse(counted.hasItems());
    assertEquals(0.5, counted.consumedCapacity().table().capacityUnits());
  }

  @Test
  void a_scan_is_read_page_by_page_and_in_segments() {
    assertEquals(
        READINGS,
        first.scanPaginator(scan -> scan.tableName("Readings").limit(4)).items().stream().count());
    Set<Integer> seen = new TreeSet<>();
    int read = 0;
    for (int segment = 0; segment < 4; segment++) {
      int number = segment;
      List<Integer> part =
          times(
              first
                  .scanPaginator(
                      scan -> scan.tableName("Readings").segment(number).totalSegments(4).limit(3))
                  .items()
                  .stream());
      read += part.size();
      seen.addAll(part);
    }
    assertEquals(READINGS, read);
    assertEquals(READINGS, seen.size());
    assertEquals(
        10,
        first
            .scanPaginator(scan ->
                scan.tableName("Readings")
                    .filterExpression("begins_with(kind, :r)")
                    .expressionAttributeValues(Map.of(":r", AttributeValue.fromS("ra")))
                    .projectionExpression("note")
                    .limit(9))
            .items()
            .stream()
            .filter(item -> item.keySet().equals(Set.of("note")))
            .count());
  }

  @Test
  void an_update_changes_an_item_and_answers_what_it_changed() {
    Map<String, AttributeValue> key =
        Map.of("station", AttributeValue.fromS("updated"), "at", AttributeValue.fromN("1"));
    var made =
        first.updateItem(update ->
            update
                .tableName("Readings")
                .key(key)
                .updateExpression(
                    "SET #m = :m, amount = if_not_exists(amount, :zero) + :more ADD tags :t")
                .expressionAttributeNames(Map.of("#m", "map"))
                .expressionAttributeValues(
                    Map.of(
                        ":m", AttributeValue.fromM(Map.of("in", AttributeValue.fromL(List.of()))),
                        ":zero", AttributeValue.fromN("0"),
                        ":more", AttributeValue.fromN("0.1"),
                        ":t", AttributeValue.fromSs(List.of("a", "b"))))
                .returnValues(ReturnValue.ALL_NEW)
                .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));
    assertEquals("0.1", made.attributes().get("amount").n());
    assertEquals(
        AttributeValue.fromS("updated"),
        made.itemCollectionMetrics().itemCollectionKey().get("station"));
    var changed =
        first.updateItem(update ->
            update
                .tableName("Readings")
                .key(key)
                .updateExpression(
                    "SET #m.#in = list_append(#m.#in, :l), amount = amount - :less"
                        + " REMOVE gone DELETE tags :t")
                .expressionAttributeNames(Map.of("#m", "map", "#in", "in"))
                .expressionAttributeValues(
                    Map.of(
                        ":l", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))),
                        ":less", AttributeValue.fromN("0.3"),
                        ":t", AttributeValue.fromSs(List.of("b", "c"))))
                .returnValues(ReturnValue.UPDATED_NEW));
    assertEquals("-0.2", changed.attributes().get("amount").n());
    assertEquals(List.of("a"), changed.attributes().get("tags").ss());
    assertTrue(changed.attributes().get("map").m().get("in").l().getFirst().bool());
    first.deleteItem(delete -> delete.tableName("Readings").key(key));
  }

  @Test
  void a_failed_condition_writes_nothing_and_carries_the_item() {
    Map<String, AttributeValue> key =
        Map.of("station", AttributeValue.fromS("refused"), "at", AttributeValue.fromN("1"));
    first.putItem(put -> put.tableName("Readings").item(key));
    List<Runnable> calls = new ArrayList<>();
    ReturnValuesOnConditionCheckFailure old = ReturnValuesOnConditionCheckFailure.ALL_OLD;
    calls.add(() ->
        first.putItem(put ->
            put.tableName("Readings")
                .item(key)
                .conditionExpression("attribute_not_exists(station)")
                .returnValuesOnConditionCheckFailure(old)));
    calls.add(() ->
        first.updateItem(update ->
            update
                .tableName("Readings")
                .key(key)
                .updateExpression("SET x = :x")
                .conditionExpression("size(station) < :x")
                .expressionAttributeValues(Map.of(":x", AttributeValue.fromN("3")))
                .returnValuesOnConditionCheckFailure(old)));
    calls.add(() ->
        first.deleteItem(delete ->
            delete
                .tableName("Readings")
                .key(key)
                .conditionExpression("attribute_exists(x)")
                .returnValuesOnConditionCheckFailure(old)));
    for (Runnable call : calls) {
      assertEquals(key, assertThrows(ConditionalCheckFailedException.class, call::run).item());
    }
    assertEquals(key, first.getItem(get -> get.tableName("Readings").key(key)).item());
    first.deleteItem(delete -> delete.tableName("Readings").key(key));
  }

  @Test
  void neither_account_sees_the_tables_or_indexes_of_the_other() {
    DynamoDbClient other = second;
    assertThrows(ResourceNotFoundException.class, () -> other.query(ofKind("wind").build()));
    assertThrows(
        ResourceNotFoundException.class, () -> other.scan(scan -> scan.tableName("Readings")));
    other.createTable(readings());
    other.waiter().waitUntilTableExists(table -> table.tableName("Readings"));
    Map<String, AttributeValue> item = new HashMap<>(key(1));
    item.put("kind", AttributeValue.fromS("snow"));
    item.put("value", AttributeValue.fromN("1"));
    other.putItem(put -> put.tableName("Readings").item(item));
    assertEquals(0, other.query(ofKind("wind").build()).count());
    assertEquals(1, other.query(ofKind("snow").build()).count());
    assertEquals(0, first.query(ofKind("snow").build()).count());
    assertEquals(1, other.scan(scan -> scan.tableName("Readings").indexName("by-kind")).count());
    for (String index : List.of("by-kind", "nothing")) {
      DynamoDbException denied =
          assertThrows(
              DynamoDbException.class,
              () ->
                  other.query(
                      ofKind("wind")
                          .tableName(Tenants.firstTable("Readings"))
                          .indexName(index)
                          .build()));
      assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    }
    other.deleteTable(table -> table.tableName("Readings"));
    other.waiter().waitUntilTableNotExists(table -> table.tableName("Readings"));
    assertEquals(20, first.query(ofKind("wind").build()).count());
  }
}
