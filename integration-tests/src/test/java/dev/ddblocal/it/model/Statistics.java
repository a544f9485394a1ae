package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What DescribeTable says of a table and its indexes, compared with the model. */
final class Statistics {
  private final Session session;

  Statistics(Session session) {
    this.session = session;
  }

  /** What DescribeTable answers. */
  JsonNode describe(Table table) throws IOException {
    return session
        .succeed(
            "DescribeTable",
            JsonNodeFactory.instance.objectNode().put("TableName", table.shape().name()))
        .get("Table");
  }

  /** What it says of an index; null if there is none of that name. */
  static JsonNode ofIndex(JsonNode description, Index index) {
    String kind = index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
    for (JsonNode each : description.path(kind)) {
      if (each.get("IndexName").textValue().equals(index.name())) {
        return each;
      }
    }
    return null;
  }

  /** Compares numbers and sizes of items and entries. */
  void compare(Table table) throws IOException {
    JsonNode description = describe(table);
    same("table", table.all(), description, "TableSizeBytes");
    for (Index index : table.shape().indexes()) {
      same(index.name(), table.entries(index), ofIndex(description, index), "IndexSizeBytes");
    }
  }

  private void same(
      String name, List<Map<String, Value>> items, JsonNode description, String sizeMember) {
    long size = items.stream().mapToLong(Table::size).sum();
    session.same(name + " count", (long) items.size(), description.get("ItemCount").longValue());
    session.same(name + " size", size, description.get(sizeMember).longValue());
  }
}
