package dev.ddblocal.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes what a request says and leaves it JSON. */
final class TreeMutation {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "1.5",
          "1e400",
          "2147483648",
          "9223372036854775808",
          "123456789012345678901234567890",
          "\"\"",
          "\" \"",
          "\"a\"",
          "\"1\"",
          "\"\\u0000\"",
          "\"\u00fc\"",
          "\"\\ud83d\\ude00\"",
          "\"-1e130\"",
          "\"1e-131\"",
          "\"AA==\"",
          "\"A\"",
          "\"../x\"",
          "\"arn:aws:dynamodb:us-east-1:123456789012:table/Books\"",
          "\"arn:aws:dynamodb:us-east-1:999999999999:table/Books\"",
          "\"arn:aws:dynamodb:::table/\"",
          "\"ALL_OLD\"",
          "\"ALL_NEW\"",
          "\"TOTAL\"",
          "\"HASH\"",
          "\"RANGE\"",
          "\"PROVISIONED\"",
          "{}",
          "[]",
          "[{}]",
          "[[]]",
          "[null]",
          "{\"\":{}}",
          "{\"S\":\"\"}",
          "{\"S\":1}",
          "{\"N\":\"\"}",
          "{\"N\":\"x\"}",
          "{\"N\":\"1e126\"}",
          "{\"N\":1}",
          "{\"B\":\"\"}",
          "{\"B\":\"?\"}",
          "{\"BOOL\":\"true\"}",
          "{\"NULL\":false}",
          "{\"NULL\":true}",
          "{\"L\":[]}",
          "{\"L\":[null]}",
          "{\"M\":{}}",
          "{\"M\":{\"\":{\"S\":\"\"}}}",
          "{\"SS\":[]}",
          "{\"SS\":[\"a\",\"a\"]}",
          "{\"SS\":[1]}",
          "{\"NS\":[\"1\",\"1.0\"]}",
          "{\"BS\":[\"\"]}",
          "{\"BS\":[\"AA==\",\"AA==\"]}",
          "{\"S\":\"a\",\"N\":\"1\"}",
          "{\"X\":\"a\"}",
          "{\"s\":\"a\"}");

  private static final List<String> NAMES =
      List.of(
          "",
          "TableName",
          "Key",
          "Item",
          "Keys",
          "RequestItems",
          "PutRequest",
          "DeleteRequest",
          "ReturnValues",
          "ReturnConsumedCapacity",
          "ReturnItemCollectionMetrics",
          "ConsistentRead",
          "ConditionExpression",
          "ExpressionAttributeNames",
          "ExpressionAttributeValues",
          "Expected",
          "AttributeUpdates",
          "KeyConditions",
          "QueryFilter",
          "ScanFilter",
          "ConditionalOperator",
          "UpdateExpression",
          "FilterExpression",
          "KeyConditionExpression",
          "IndexName",
          "Select",
          "ScanIndexForward",
          "ExclusiveStartKey",
          "Segment",
          "TotalSegments",
          "GlobalSecondaryIndexUpdates",
          "ProjectionExpression",
          "AttributesToGet",
          "GlobalSecondaryIndexes",
          "StreamSpecification",
          "Tags",
          "BillingMode",
          "ProvisionedThroughput",
          "KeySchema",
          "AttributeDefinitions",
          "Limit",
          "ExclusiveStartTableName",
          "SSESpecification",
          "OnDemandThroughput",
          "WarmThroughput",
          "DeletionProtectionEnabled",
          "TableClass",
          "ResourcePolicy",
          "S",
          "N",
          "B",
          "SS",
          "NS",
          "BS",
          "M",
          "L",
          "BOOL",
          "NULL",
          "pk",
          "a",
          "__proto__",
          "tableName",
          "\u00fc");

  private static final int MAX_DEPTH = 150;
  private static final int MAX_COPIES = 120;

  private final Random random;

  TreeMutation(Random random) {
    this.random = random;
  }

  /** The request with one to three things about it changed. */
  String spoil(String json) {
    JsonNode root = parsed(json);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      List<ContainerNode<?>> containers = containersIn(root);
      switch (containers.get(random.nextInt(containers.size()))) {
        case ObjectNode object -> change(object, root);
        case ArrayNode array -> change(array, root);
        default -> throw new IllegalStateException("neither object nor array");
      }
    }
    return root.toString();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static List<ContainerNode<?>> containersIn(JsonNode root) {
    List<ContainerNode<?>> containers = new ArrayList<>();
    List<JsonNode> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      JsonNode node = open.removeLast();
      if (node instanceof ContainerNode<?> container) {
        containers.add(container);
        container.forEach(open::add);
      }
    }
    return containers;
  }

  private void change(ObjectNode object, JsonNode root) {
    List<String> names = object.propertyStream().map(Map.Entry::getKey).toList();
    if (names.isEmpty() || random.nextInt(6) == 0) {
      object.set(oddName(), oddValue(root));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(oddName(), object.remove(name));
      case 2 -> object.set(name, wrapped(object.get(name)));
      default -> object.set(name, oddValue(root));
    }
  }

  private void change(ArrayNode array, JsonNode root) {
    if (array.isEmpty() || random.nextInt(6) == 0) {
      array.add(oddValue(root));
      return;
    }
    int index = random.nextInt(array.size());
    switch (random.nextInt(5)) {
      case 0 -> array.remove(index);
      case 1 -> copies(array, index);
      case 2 -> array.set(index, wrapped(array.get(index)));
      default -> array.set(index, oddValue(root));
    }
  }

  private void copies(ArrayNode array, int index) {
    int copies = 1 + random.nextInt(random.nextBoolean() ? 3 : MAX_COPIES);
    for (int i = 0; i < copies; i++) {
      array.add(array.get(index).deepCopy());
    }
  }

  /** An attribute value of lists or maps around the node, up to a depth that is refused. */
  private JsonNode wrapped(JsonNode node) {
    int depth = 1 + random.nextInt(random.nextBoolean() ? 40 : MAX_DEPTH);
    boolean list = random.nextBoolean();
    JsonNode wrapped = node;
    for (int i = 0; i < depth; i++) {
      ObjectNode level = JSON.createObjectNode();
      if (list) {
        level.set("L", JSON.createArrayNode().add(wrapped));
      } else {
        level.set("M", JSON.createObjectNode().set("a", wrapped));
      }
      wrapped = level;
    }
    return wrapped;
  }

  private String oddName() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private JsonNode oddValue(JsonNode root) {
    if (random.nextInt(5) == 0) {
      List<ContainerNode<?>> containers = containersIn(root);
      return containers.get(random.nextInt(containers.size())).deepCopy();
    }
    if (random.nextInt(20) == 0) {
      return JSON.getNodeFactory().textNode("x".repeat(random.nextInt(3_000)));
    }
    return parsed(ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
  }
}
