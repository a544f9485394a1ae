package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The capacity units that a request takes on one table and its indexes. */
final class Units {
  private double table;
  private final Map<String, Double> local = new TreeMap<>();
  private final Map<String, Double> global = new TreeMap<>();

  /** A write of an item, of the larger of its sizes before and after. */
  void write(int before, int after) {
    table += units(Math.max(before, after), 1024);
  }

  /** A write of an entry of an index. */
  void writeEntry(Index index, int size) {
    add(index, units(size, 1024));
  }

  /** A read of so many bytes of the table. */
  void read(long bytes, boolean consistent) {
    table += units(bytes, 4096) / (consistent ? 1 : 2);
  }

  /** A read of so many bytes of an index. */
  void readEntries(Index index, long bytes, boolean consistent) {
    add(index, units(bytes, 4096) / (consistent ? 1 : 2));
  }

  private void add(Index index, double units) {
    (index.global() ? global : local).merge(index.name(), units, Double::sum);
  }

  private static double units(long bytes, int unit) {
    return bytes == 0 ? 1 : Math.ceil((double) bytes / unit);
  }

  /** All units. */
  double total() {
    double total = table;
    for (double each : local.values()) {
      total += each;
    }
    for (double each : global.values()) {
      total += each;
    }
    return total;
  }

  /** What an answer says for ReturnConsumedCapacity INDEXES. */
  ObjectNode json(String tableName) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("TableName", tableName);
    json.put("CapacityUnits", total());
    json.putObject("Table").put("CapacityUnits", table);
    local.forEach((index, units) ->
        json.withObject("/LocalSecondaryIndexes").putObject(index).put("CapacityUnits", units));
    global.forEach((index, units) ->
        json.withObject("/GlobalSecondaryIndexes").putObject(index).put("CapacityUnits", units));
    return json;
  }
}
