package dev.ddblocal.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A table with an index, a stream and expiring items, and values of every type in it that are found
 * nowhere else; only keys are not of that kind.
 */
final class EveryKindOfValue {
  static final String TABLE = "Everything";
  private static final String INDEX = "by-kind";
  private static final String TTL = "expires";
  private static final int ITEMS = 20;

  private final String endpoint;
  private final RootKey tenant;
  private final Planted values;
  private String streamArn;

  /** Something that sweeps expired items. */
  @FunctionalInterface
  interface Sweep {
    String run() throws Exception;
  }

  EveryKindOfValue(String endpoint, RootKey tenant, Planted values) {
    this.endpoint = endpoint;
    this.tenant = tenant;
    this.values = values;
  }

  /** A string. */
  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private DynamoDbClient client() {
    return Clients.dynamoDb(endpoint, tenant.credentials());
  }

  /** Makes the table, and writes in every way there is. */
  void write() {
    try (DynamoDbClient client = client()) {
      createTable(client);
      for (int i = 0; i < ITEMS; i++) {
        Map<String, AttributeValue> item = item(i);
        client.putItem(each -> each.tableName(TABLE).item(item));
      }
      update(client);
      transact(client);
      batch(client);
      String statement =
          "INSERT INTO \"%s\" VALUE {'pk': 'partiql', 'kind': 'k', 'text': '%s'}"
              .formatted(TABLE, values.marker("a value of a statement"));
      client.executeStatement(each -> each.statement(statement));
      assertEquals(
          ITEMS + 4,
          client
              .query(each ->
                  each.tableName(TABLE)
                      .indexName(INDEX)
                      .keyConditionExpression("kind = :kind")
                      .expressionAttributeValues(Map.of(":kind", text("k"))))
              .count());
    }
  }

  private void createTable(DynamoDbClient client) {
    streamArn =
        client
            .createTable(each ->
                each.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(Tenancy.string("pk"), Tenancy.string("kind"))
                    .keySchema(Tenancy.key("pk", KeyType.HASH))
                    .streamSpecification(stream ->
                        stream
                            .streamEnabled(true)
                            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                    .globalSecondaryIndexes(
                        GlobalSecondaryIndex.builder()
                            .indexName(INDEX)
                            .keySchema(
                                Tenancy.key("kind", KeyType.HASH), Tenancy.key("pk", KeyType.RANGE))
                            .projection(all -> all.projectionType(ProjectionType.ALL))
                            .build()))
            .tableDescription()
            .latestStreamArn();
    client.updateTimeToLive(each ->
        each.tableName(TABLE).timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(TTL)));
  }

  private Map<String, AttributeValue> item(int number) {
    String of = " of item " + number;
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", text("item" + number));
    item.put("kind", text("k"));
    item.put("text", text(values.marker("a string" + of)));
    item.put("number", AttributeValue.fromN(values.number("a number" + of)));
    item.put("bytes", binary("a binary" + of));
    item.put("texts", AttributeValue.fromSs(List.of(values.marker("a set's string" + of))));
    item.put("numbers", AttributeValue.fromNs(List.of(values.number("a set's number" + of))));
    item.put("list", AttributeValue.fromL(List.of(text(values.marker("a list's string" + of)))));
    item.put(
        "map",
        AttributeValue.fromM(
            Map.of(values.marker("a nested name" + of), binary("a nested binary" + of))));
    item.put(values.marker("a name" + of), AttributeValue.fromBool(true));
    return item;
  }

  private AttributeValue binary(String what) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(values.bytes(what)));
  }

  private void update(DynamoDbClient client) {
    String replaced = values.marker("a value that is updated");
    client.updateItem(each ->
        each.tableName(TABLE)
            .key(Map.of("pk", text("item0")))
            .updateExpression("SET #text = :text")
            .expressionAttributeNames(Map.of("#text", "text"))
            .expressionAttributeValues(Map.of(":text", text(replaced))));
  }

  private void transact(DynamoDbClient client) {
    String token = values.marker("a client request token");
    Map<String, AttributeValue> item =
        Map.of(
            "pk", text("transacted"),
            "kind", text("k"),
            "text", text(values.marker("a value of a transaction")));
    for (int attempt = 0; attempt < 2; attempt++) {
      client.transactWriteItems(each ->
          each.clientRequestToken(token)
              .transactItems(
                  TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(item)).build()));
    }
    String statement =
        "INSERT INTO \"%s\" VALUE {'pk': 'ptx', 'kind': 'k', 'text': '%s'}"
            .formatted(TABLE, values.marker("a value of a transaction of statements"));
    String another = values.marker("a client request token of statements");
    client.executeTransaction(each ->
        each.clientRequestToken(another)
            .transactStatements(ParameterizedStatement.builder().statement(statement).build()));
  }

  private void batch(DynamoDbClient client) {
    Map<String, AttributeValue> item =
        Map.of(
            "pk", text("batched"),
            "kind", text("k"),
            "text", text(values.marker("a value of a batch")));
    client.batchWriteItem(each ->
        each.requestItems(
            Map.of(
                TABLE, List.of(WriteRequest.builder().putRequest(put -> put.item(item)).build()))));
  }

  /** Reads the stream, which has the images of all that was written. */
  void readStream() {
    try (DynamoDbStreamsClient streams = Clients.streams(endpoint, tenant.credentials())) {
      String shard =
          streams
              .describeStream(each -> each.streamArn(streamArn))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(each ->
                  each.streamArn(streamArn)
                      .shardId(shard)
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      List<Record> records = streams.getRecords(each -> each.shardIterator(iterator)).records();
      assertEquals(ITEMS + 5, records.size());
      assertTrue(records.stream().anyMatch(record -> record.dynamodb().hasOldImage()));
    }
  }

  /** Has an item expire. */
  void expire(Sweep sweep) throws Exception {
    try (DynamoDbClient client = client()) {
      Map<String, AttributeValue> item = new HashMap<>(item(ITEMS));
      item.put(
          TTL,
          AttributeValue.fromN(Long.toString(Instant.now().minusSeconds(60).getEpochSecond())));
      client.putItem(each -> each.tableName(TABLE).item(item));
    }
    assertEquals("{\"deletedItems\":1}", sweep.run().strip());
  }

  /** Deletes some items, then the table. */
  void delete() {
    try (DynamoDbClient client = client()) {
      for (int i = 0; i < ITEMS / 2; i++) {
        Map<String, AttributeValue> key = Map.of("pk", text("item" + i));
        client.deleteItem(each -> each.tableName(TABLE).key(key));
      }
      client.deleteTable(each -> each.tableName(TABLE));
    }
  }
}
