package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What kind of table it is.
 *
 * @param name its name
 * @param types the types of the attributes that are keys, of the table or of an index
 * @param key the partition key's attribute and, if there is one, the sort key's
 * @param indexes its secondary indexes
 * @param large whether its items have many KB
 */
record Shape(
    String name, Map<String, String> types, List<String> key, List<Index> indexes, boolean large) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The tables of the test: every key type, kind of index and projection. */
  static List<Shape> all() {
    Map<String, String> types = Map.of("gs", "S", "gn", "N", "gb", "B");
    return List.of(
        new Shape(
            "OnePerPartition",
            with(types, "pk", "S"),
            List.of("pk"),
            List.of(
                global("ByNumber", List.of("gn"), List.of(), "KEYS_ONLY"),
                global("ByTextAndNumber", List.of("gs"), List.of("gn"), "ALL")),
            false),
        new Shape(
            "Texts",
            with(with(types, "pk", "S"), "sk", "S"),
            List.of("pk", "sk"),
            List.of(
                local("LocalByNumber", "gn", "ALL"),
                local("LocalByText", "gs", "KEYS_ONLY"),
                local("LocalByBytes", "gb", "INCLUDE", "a", "doc"),
                global("ByText", List.of("gs"), List.of(), "KEYS_ONLY"),
                global("ByNumberAndSort", List.of("gn"), List.of("sk"), "INCLUDE", "num", "lst"),
                global("Turned", List.of("sk"), List.of("pk"), "ALL")),
            false),
        new Shape(
            "Numbers",
            with(with(types, "pk", "N"), "sk", "N"),
            List.of("pk", "sk"),
            List.of(
                local("LocalByText", "gs", "ALL"),
                global("ByMany", List.of("gs", "pk"), List.of("gn", "gb", "sk"), "INCLUDE", "a"),
                global("ByText", List.of("gs"), List.of("gb", "gn"), "KEYS_ONLY")),
            false),
        new Shape(
            "Bytes",
            with(with(types, "pk", "B"), "sk", "B"),
            List.of("pk", "sk"),
            List.of(
                local("LocalByNumber", "gn", "INCLUDE", "tags"),
                global("ByPartition", List.of("pk"), List.of("gb"), "KEYS_ONLY"),
                global("ByBytes", List.of("gb", "gn"), List.of("gs"), "ALL")),
            false),
        new Shape(
            "Large",
            with(with(Map.of("gn", "N"), "pk", "S"), "sk", "N"),
            List.of("pk", "sk"),
            List.of(
                local("LocalByNumber", "gn", "KEYS_ONLY"),
                global("ByNumber", List.of("gn"), List.of("sk"), "ALL")),
            true));
  }

  /** A table with one local index, and the indexes that are added to it in the course of a test. */
  static Shape growing() {
    return new Shape(
        "Growing",
        with(with(Map.of("gs", "S", "gn", "N"), "pk", "S"), "sk", "N"),
        List.of("pk", "sk"),
        List.of(local("LocalByText", "gs", "KEYS_ONLY")),
        false);
  }

  /** The indexes that a {@link #growing} table gets. */
  static List<Index> added() {
    return List.of(
        global("ByText", List.of("gs"), List.of("gn"), "ALL"),
        global("ByNumber", List.of("gn"), List.of(), "KEYS_ONLY"),
        global("ByBoth", List.of("gn", "gs"), List.of("sk"), "INCLUDE", "a", "num"));
  }

  private static Map<String, String> with(Map<String, String> types, String name, String type) {
    Map<String, String> more = new TreeMap<>(types);
    more.put(name, type);
    return more;
  }

  private static Index local(String name, String sort, String projection, String... included) {
    return new Index(name, false, List.of("pk"), List.of(sort), projection, List.of(included));
  }

  private static Index global(
      String name, List<String> partition, List<String> sort, String projection, String... more) {
    return new Index(name, true, partition, sort, projection, List.of(more));
  }

  /** The same table without its indexes. */
  Shape withIndexes(List<Index> others) {
    return new Shape(name, types, key, others, large);
  }

  /** The table's key of an item. */
  Map<String, Value> keyOf(Map<String, Value> item) {
    Map<String, Value> of = new TreeMap<>();
    key.forEach(name -> of.put(name, item.get(name)));
    return of;
  }

  /** Whether every attribute that is the key of an index has its type. */
  boolean fits(Map<String, Value> item) {
    for (Index index : indexes) {
      for (String name : index.key()) {
        if (item.containsKey(name) && !item.get(name).type().equals(types.get(name))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The request that makes the table. */
  ObjectNode createTable() {
    ObjectNode request = JSON.objectNode();
    request.put("TableName", name);
    request.put("BillingMode", "PAY_PER_REQUEST");
    request.set("AttributeDefinitions", definitions());
    request.set("KeySchema", keySchema(key.subList(0, 1), key.subList(1, key.size())));
    for (Index index : indexes) {
      request
          .withArray(index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes")
          .add(create(index));
    }
    return request;
  }

  /** The request that adds an index to the table. */
  ObjectNode addIndex(Index index) {
    ObjectNode request = JSON.objectNode();
    request.put("TableName", name);
    request.set("AttributeDefinitions", withIndexes(List.of(index)).definitions());
    request.putArray("GlobalSecondaryIndexUpdates").addObject().set("Create", create(index));
    return request;
  }

  private ArrayNode definitions() {
    TreeSet<String> used = new TreeSet<>(key);
    indexes.forEach(index -> used.addAll(index.key()));
    ArrayNode definitions = JSON.arrayNode();
    used.forEach(each ->
        definitions.addObject().put("AttributeName", each).put("AttributeType", types.get(each)));
    return definitions;
  }

  private static ObjectNode create(Index index) {
    ObjectNode json = JSON.objectNode();
    json.put("IndexName", index.name());
    json.set("KeySchema", keySchema(index.partition(), index.sort()));
    ObjectNode projection = json.putObject("Projection");
    projection.put("ProjectionType", index.projection());
    if (!index.included().isEmpty()) {
      index.included().forEach(projection.withArray("NonKeyAttributes")::add);
    }
    return json;
  }

  private static ArrayNode keySchema(List<String> partition, List<String> sort) {
    ArrayNode schema = JSON.arrayNode();
    partition.forEach(each -> schema.addObject().put("AttributeName", each).put("KeyType", "HASH"));
    sort.forEach(each -> schema.addObject().put("AttributeName", each).put("KeyType", "RANGE"));
    return schema;
  }

  /** The names of all attributes that are keys of anything. */
  List<String> keyAttributes() {
    return new ArrayList<>(types.keySet());
  }
}
