package dev.ddblocal.it.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * A table with a stream of both images. An item has a {@code version}, which each change adds 1 to,
 * and the id of the {@code change} that left it as it is.
 */
public final class Stock {
  /** The id of the last change. */
  public static final String LAST = "last";

  static final String TABLE = "Stock";
  static final String KEY = "item";
  static final String VERSION = "version";
  static final String CHANGE = "change";

  private static final String UPDATE = "SET #c = :c ADD version :one";

  private final DynamoDbClient client;

  /** The table at a server. */
  public Stock(DynamoDbClient client) {
    this.client = client;
  }

  /** Makes the table and answers the ARN of its stream. */
  public String create() {
    return client
        .createTable(create ->
            create
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.HASH).build())
                .streamSpecification(stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
        .tableDescription()
        .latestStreamArn();
  }

  /** All items, by key. */
  Map<String, Map<String, AttributeValue>> scan() {
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    client
        .scanPaginator(scan -> scan.tableName(TABLE).consistentRead(true))
        .items()
        .forEach(item -> items.put(item.get(KEY).s(), item));
    return items;
  }

  /** An item as it is; empty where there is none. */
  Map<String, AttributeValue> get(String item) {
    return client.getItem(get -> get.tableName(TABLE).key(key(item)).consistentRead(true)).item();
  }

  /** Replaces an item of a version, or makes it where that is 0. */
  void put(Change change, long before, long version, String text) {
    Map<String, AttributeValue> item = new HashMap<>(key(change.item()));
    item.put(VERSION, AttributeValue.fromN(Long.toString(version)));
    item.put(CHANGE, AttributeValue.fromS(change.id()));
    item.put("text", AttributeValue.fromS(text));
    client.putItem(put -> {
      put.tableName(TABLE).item(item);
      if (before == 0) {
        put.conditionExpression("attribute_not_exists(version)");
      } else {
        put.conditionExpression("version = :v")
            .expressionAttributeValues(Map.of(":v", AttributeValue.fromN(Long.toString(before))));
      }
    });
  }

  /** Deletes an item. */
  void delete(String item) {
    client.deleteItem(delete ->
        delete.tableName(TABLE).key(key(item)).conditionExpression("attribute_exists(version)"));
  }

  /** Adds a version to an item. */
  void update(Change change) {
    client.updateItem(update ->
        update
            .tableName(TABLE)
            .key(key(change.item()))
            .updateExpression(UPDATE)
            .expressionAttributeNames(Map.of("#c", CHANGE))
            .expressionAttributeValues(values(change)));
  }

  /** Writes what is there already: an item of the given version and change stays as it is. */
  void touch(String item) {
    client.updateItem(update ->
        update
            .tableName(TABLE)
            .key(key(item))
            .conditionExpression("attribute_exists(version)")
            .updateExpression("SET version = version REMOVE nothing"));
  }

  /** Adds a version to an item and makes a new one, in one transaction. */
  void updateAndMake(Change change, Change made) {
    client.transactWriteItems(write ->
        write.transactItems(
            TransactWriteItem.builder()
                .update(
                    Update.builder()
                        .tableName(TABLE)
                        .key(key(change.item()))
                        .updateExpression(UPDATE)
                        .expressionAttributeNames(Map.of("#c", CHANGE))
                        .expressionAttributeValues(values(change))
                        .build())
                .build(),
            TransactWriteItem.builder()
                .put(
                    Put.builder()
                        .tableName(TABLE)
                        .item(
                            Map.of(
                                KEY, AttributeValue.fromS(made.item()),
                                VERSION, AttributeValue.fromN("1"),
                                CHANGE, AttributeValue.fromS(made.id())))
                        .build())
                .build()));
  }

  private static Map<String, AttributeValue> values(Change change) {
    return Map.of(":c", AttributeValue.fromS(change.id()), ":one", AttributeValue.fromN("1"));
  }

  private static Map<String, AttributeValue> key(String item) {
    return Map.of(KEY, AttributeValue.fromS(item));
  }

  /** Makes the last change, whose record comes after all others. */
  public void close(Journal journal) {
    Change last = new Change(LAST, "closing");
    journal.sending(last);
    put(last, 0, 1, "no more");
    journal.acknowledged(last);
  }

  /** The names of items that all keepers change. */
  static List<String> shared() {
    return List.of("nails", "screws", "bolts", "nuts", "washers");
  }
}
