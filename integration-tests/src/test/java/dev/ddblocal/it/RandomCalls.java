package dev.ddblocal.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls of every operation that is served, drawn at random: well-formed, and as a rule of what is
 * there. Tables have the partition key {@code pk}, a string.
 */
final class RandomCalls {
  private static final List<String> TABLES = List.of("Books", "Films", "Songs.2026", "n-o_t");
  private static final List<String> UPDATES =
      List.of(
          "",
          ",\"UpdateExpression\":\"SET v = :v REMOVE #w\","
              + "\"ExpressionAttributeNames\":{\"#w\":\"with blank\"},"
              + "\"ExpressionAttributeValues\":{\":v\":{\"N\":\"1\"}}",
          ",\"UpdateExpression\":\"ADD visits"
              + " :one\",\"ConditionExpression\":\"attribute_exists(v)\","
              + "\"ExpressionAttributeValues\":{\":one\":{\"N\":\"1\"}}",
          ",\"AttributeUpdates\":{\"v\":{\"Action\":\"PUT\",\"Value\":{\"S\":\"text\"}}},"
              + "\"Expected\":{\"a\":{\"Exists\":false}}");
  private static final List<String> QUERIES =
      List.of(
          ",\"KeyConditionExpression\":\"pk = :p\","
              + "\"ExpressionAttributeValues\":{\":p\":{\"S\":\"key 1\"}}",
          ",\"KeyConditionExpression\":\"pk = :p\",\"FilterExpression\":\"v <> :p\","
              + "\"ExpressionAttributeValues\":{\":p\":{\"S\":\"key 2\"}}",
          ",\"KeyConditions\":{\"pk\":{\"ComparisonOperator\":\"EQ\","
              + "\"AttributeValueList\":[{\"S\":\"key 3\"}]}}");
  private static final List<String> SCANS =
      List.of(
          "",
          ",\"Segment\":1,\"TotalSegments\":3",
          ",\"ProjectionExpression\":\"pk, v.m\",\"FilterExpression\":\"attribute_exists(v)\"",
          ",\"ExclusiveStartKey\":{\"pk\":{\"S\":\"key 1\"}},\"Select\":\"COUNT\"",
          ",\"ScanFilter\":{\"v\":{\"ComparisonOperator\":\"NOT_NULL\"}},"
              + "\"AttributesToGet\":[\"pk\"]");
  private static final int KEYS = 20;
  private static final int MAX_DEPTH = 3;

  private final Random random;
  private final List<String> arns;

  /**
   * Draws calls.
   *
   * @param random where the draws come from
   * @param arns ARNs of tables that are named now and then
   */
  RandomCalls(Random random, List<String> arns) {
    this.random = random;
    this.arns = List.copyOf(arns);
  }

  /**
   * A call.
   *
   * @param operation the operation's name
   * @param json its request
   */
  record Call(String operation, String json) {}

  /** The names of the tables that the calls are about. */
  static List<String> tables() {
    return TABLES;
  }

  /** The next call. */
  Call next() {
    return switch (random.nextInt(40)) {
      case 0 -> new Call(random.nextBoolean() ? "DescribeLimits" : "DescribeEndpoints", "{}");
      case 1 -> new Call("ListTables", listTables());
      case 2, 3, 4 ->
          new Call("CreateTable", createTable(TABLES.get(random.nextInt(TABLES.size()))));
      case 5 -> new Call("DescribeTable", table());
      case 6 -> new Call("DeleteTable", table());
      case 7, 8, 9, 10 -> new Call("PutItem", onTable(text("Item", item()) + returns()));
      case 11, 12, 13 -> new Call("GetItem", onTable(text("Key", key()) + reads()));
      case 14, 15 -> new Call("DeleteItem", onTable(text("Key", key()) + returns()));
      case 16, 17 -> new Call("BatchGetItem", batch(this::keys));
      case 18, 19, 20 -> new Call("UpdateItem", onTable(text("Key", key()) + update()));
      case 21, 22 -> new Call("Query", onTable(oneOf(QUERIES) + page()));
      case 23, 24 -> new Call("Scan", onTable(oneOf(SCANS) + page()));
      case 25 -> new Call("UpdateTable", onTable(text("DeletionProtectionEnabled", "false")));
      case 26, 27 -> new Call("BatchWriteItem", batch(this::writes));
      case 28, 29, 30 -> new Call("TransactWriteItems", transaction(this::action, token()));
      case 31 -> new Call("TransactGetItems", transaction(this::get, ""));
      case 32 -> new Call("ExecuteStatement", "{" + statement() + reads() + "}");
      case 33 -> new Call("BatchExecuteStatement", "{\"Statements\":[{" + statement() + "}]}");
      case 34 -> new Call("DescribeContinuousBackups", table());
      case 35 -> new Call("DescribeTimeToLive", table());
      case 36 -> new Call("UpdateTimeToLive", onTable(expiry()));
      case 37 -> new Call("TagResource", onResource(",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]"));
      case 38 ->
          random.nextBoolean()
              ? new Call("UntagResource", onResource(",\"TagKeys\":[\"a\",\"c\"]"))
              : new Call("ListTagsOfResource", onResource(""));
      default -> new Call("ExecuteTransaction", "{\"TransactStatements\":[{" + statement() + "}]}");
    };
  }

  /** The request that makes a table. */
  String createTable(String name) {
    return "{\"TableName\":\""
        + name
        + "\",\"AttributeDefinitions\":[{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"}],"
        + "\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}],"
        + List.of(
                "\"BillingMode\":\"PAY_PER_REQUEST\"",
                "\"ProvisionedThroughput\":{\"ReadCapacityUnits\":5,\"WriteCapacityUnits\":5}",
                "\"BillingMode\":\"PAY_PER_REQUEST\",\"TableClass\":\"STANDARD_INFREQUENT_ACCESS\"",
                "\"BillingMode\":\"PAY_PER_REQUEST\",\"SSESpecification\":{\"Enabled\":false}")
            .get(random.nextInt(4))
        + "}";
  }

  private String listTables() {
    return List.of("{}", "{\"Limit\":2}", "{\"ExclusiveStartTableName\":\"Books\",\"Limit\":1}")
        .get(random.nextInt(3));
  }

  private String table() {
    return onTable("");
  }

  private String onTable(String members) {
    return "{\"TableName\":\"" + reference() + "\"" + members + "}";
  }

  private String onResource(String members) {
    return "{\"ResourceArn\":\""
        + oneOf(random.nextInt(6) == 0 ? TABLES : arns)
        + "\""
        + members
        + "}";
  }

  private String expiry() {
    return ",\"TimeToLiveSpecification\":{\"AttributeName\":\"v\",\"Enabled\":"
        + random.nextBoolean()
        + "}";
  }

  private String reference() {
    List<String> from = random.nextInt(6) == 0 ? arns : TABLES;
    return from.get(random.nextInt(from.size()));
  }

  private String oneOf(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String update() {
    return oneOf(UPDATES)
        + oneOf(
            List.of(
                "", text("ReturnValues", "\"UPDATED_NEW\""), text("ReturnValues", "\"ALL_OLD\"")))
        + oneOf(List.of("", text("ReturnConsumedCapacity", "\"INDEXES\"")));
  }

  private String page() {
    return oneOf(List.of("", text("Limit", "2"))) + reads();
  }

  private static String text(String member, String json) {
    return ",\"" + member + "\":" + json;
  }

  private String returns() {
    return List.of(
            "",
            "",
            text("ReturnValues", "\"ALL_OLD\""),
            text("ReturnConsumedCapacity", "\"TOTAL\""),
            text("ReturnItemCollectionMetrics", "\"SIZE\"") + text("ReturnValues", "\"NONE\""))
        .get(random.nextInt(5));
  }

  private String reads() {
    return List.of(
            "", text("ConsistentRead", "true"), text("ReturnConsumedCapacity", "\"INDEXES\""))
        .get(random.nextInt(3));
  }

  private String key() {
    return "{\"pk\":{\"S\":\"key " + random.nextInt(KEYS) + "\"}}";
  }

  private String item() {
    String attributes =
        IntStream.range(0, random.nextInt(5))
            .mapToObj(i -> text(name() + i, value(MAX_DEPTH)))
            .collect(Collectors.joining());
    return "{\"pk\":{\"S\":\"key " + random.nextInt(KEYS) + "\"}" + attributes + "}";
  }

  private String name() {
    return List.of("a", "Name", "\u00fcber", "with blank", "#x").get(random.nextInt(5));
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> "{\"S\":\"" + "text ".repeat(random.nextInt(10)) + "\"}";
      case 1 -> "{\"N\":\"" + number() + "\"}";
      case 2 -> "{\"B\":\"" + binary(random.nextInt(20)) + "\"}";
      case 3 -> "{\"BOOL\":" + random.nextBoolean() + "}";
      case 4 -> "{\"NULL\":true}";
      case 5 -> "{\"SS\":" + set(() -> "s" + random.nextInt(50)) + "}";
      case 6 -> "{\"NS\":" + set(() -> Integer.toString(random.nextInt(50))) + "}";
      case 7 -> "{\"BS\":" + set(() -> binary(1 + random.nextInt(5))) + "}";
      case 8 -> "{\"L\":[" + value(depth - 1) + "," + value(depth - 1) + "]}";
      default -> "{\"M\":{\"m\":" + value(depth - 1) + ",\"n\":" + value(depth - 1) + "}}";
    };
  }

  private String number() {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> Double.toString(random.nextGaussian());
      case 2 -> random.nextInt(100) + "e" + (random.nextInt(200) - 100);
      default -> "9".repeat(1 + random.nextInt(38));
    };
  }

  private String binary(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
  }

  private String set(Supplier<String> member) {
    Set<String> members = new LinkedHashSet<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      members.add('"' + member.get() + '"');
    }
    return "[" + String.join(",", members) + "]";
  }

  private String batch(Supplier<String> ofTable) {
    Map<String, String> tables = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String reference = reference();
      // A table's name and its ARN would name the same keys twice.
      if (names.add(reference.substring(reference.indexOf('/') + 1))) {
        tables.put(reference, ofTable.get());
      }
    }
    return tables.entrySet().stream()
        .map(table -> "\"" + table.getKey() + "\":" + table.getValue())
        .collect(
            Collectors.joining(
                ",",
                "{\"RequestItems\":{",
                "}" + reads().replaceAll(",\"ConsistentRead\":true", "") + "}"));
  }

  private Set<String> distinctKeys() {
    return IntStream.rangeClosed(0, random.nextInt(6))
        .mapToObj(_ -> key())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String keys() {
    return "{\"Keys\":[" + String.join(",", distinctKeys()) + "]}";
  }

  private String writes() {
    return distinctKeys().stream()
        .map(key ->
            random.nextBoolean()
                ? "{\"DeleteRequest\":{\"Key\":" + key + "}}"
                : "{\"PutRequest\":{\"Item\":"
                    + key.substring(0, key.length() - 1)
                    + text("v", value(MAX_DEPTH))
                    + "}}}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** A transaction of one to four actions, each on a key of its own. */
  private String transaction(UnaryOperator<String> action, String more) {
    List<String> keys = List.copyOf(distinctKeys());
    return keys.stream()
        .limit(4)
        .map(action)
        .collect(Collectors.joining(",", "{\"TransactItems\":[", "]" + more + "}"));
  }

  private String token() {
    return random.nextBoolean()
        ? ""
        : text("ClientRequestToken", "\"token " + random.nextInt(1_000_000) + "\"");
  }

  private String get(String key) {
    return "{\"Get\":" + onTable(text("Key", key)) + "}";
  }

  private String action(String key) {
    String item = key.substring(0, key.length() - 1) + text("v", value(MAX_DEPTH)) + "}";
    return switch (random.nextInt(4)) {
      case 0 -> "{\"Put\":" + onTable(text("Item", item)) + "}";
      case 1 -> "{\"Delete\":" + onTable(text("Key", key)) + "}";
      case 2 -> "{\"Update\":" + onTable(text("Key", key) + UPDATES.get(1)) + "}";
      default ->
          "{\"ConditionCheck\":"
              + onTable(
                  text("Key", key)
                      + text("ConditionExpression", "\"attribute_not_exists(missing_one)\"")
                      + text("ReturnValuesOnConditionCheckFailure", "\"ALL_OLD\""))
              + "}";
    };
  }

  private String statement() {
    int key = random.nextInt(KEYS);
    return "\"Statement\":\""
        + oneOf(
                List.of(
                    "SELECT * FROM 'T' WHERE pk = ?",
                    "INSERT INTO 'T' VALUE {`pk`: ?, `n`: 1}",
                    "UPDATE 'T' SET v = [1, `two`] REMOVE w WHERE pk = ?",
                    "DELETE FROM 'T' WHERE pk = ?"))
            .replace("'T'", "\\\"" + oneOf(TABLES) + "\\\"")
            .replace('`', '\'')
        + "\",\"Parameters\":[{\"S\":\"key "
        + key
        + "\"}]";
  }
}
