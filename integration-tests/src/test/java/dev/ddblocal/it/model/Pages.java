package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows the pages of a Query or Scan to their end and compares each with what it has to be.
 *
 * <p>The order of entries with equal keys is the server's own, so a plain run {@link #learn learns}
 * it; whatever else is asked of the same source then has to come in this order, and all of it can
 * be foretold.
 */
final class Pages {
  /** A page ends with the item that brings what was read to so many bytes. */
  private static final long PAGE_BYTES = 1 << 20;

  private final Session session;
  private final Draws draws;
  private final Writes writes;

  Pages(Session session, Draws draws, Writes writes) {
    this.session = session;
    this.draws = draws;
    this.writes = writes;
  }

  /**
   * A Query or Scan.
   *
   * @param source what it reads
   * @param operation Query or Scan
   * @param request the request, without what concerns the page and what is answered of items
   * @param consistent whether the read is strongly consistent
   */
  record Reading(Source source, String operation, ObjectNode request, boolean consistent) {
    /** The pages of a Query that finds at most one item end without a key. */
    private boolean endsWithoutKey() {
      return operation.equals("Query") && source.pageKey().size() == 1;
    }
  }

  /**
   * What is answered.
   *
   * @param limit the most entries of a page, or {@link Integer#MAX_VALUE}
   * @param filter the filter, or null
   * @param projection the paths that are answered, or null
   * @param select the parameter Select, or the empty string
   */
  record Answer(int limit, Clause filter, List<Path> projection, String select) {
    private boolean fetches(Source source) {
      return !source.isComplete()
          && !source.isGlobal()
          && (select.equals("ALL_ATTRIBUTES")
              || (projection != null
                  && projection.stream().anyMatch(path -> !source.holds(path.attribute()))));
    }
  }

  /**
   * Reads everything, in pages of any length; between them, items that were already seen are
   * deleted now and then.
   *
   * @param entries what has to come, in no order
   * @param backward whether it has to come in descending order
   * @return the entries that are still there, in the order in which they came
   */
  List<Map<String, Value>> learn(
      Reading reading, List<Map<String, Value>> entries, boolean backward) throws IOException {
    boolean deleting = !reading.endsWithoutKey() && draws.percent(20);
    int limit = draws.percent(50) ? 1 + draws.below(10 + entries.size()) : Integer.MAX_VALUE;
    List<Map<String, Value>> seen = new ArrayList<>();
    Set<Map<String, Value>> deleted = new HashSet<>();
    JsonNode lastKey = null;
    do {
      JsonNode body = session.succeed(reading.operation, page(reading.request, limit, lastKey));
      session.same("Count", body.get("Items").size(), body.get("Count").intValue());
      session.same("ScannedCount", body.get("Items").size(), body.get("ScannedCount").intValue());
      body.get("Items").forEach(item -> seen.add(Value.attributes(item)));
      requireInOrder(reading.source, seen, backward);
      lastKey = body.get("LastEvaluatedKey");
      if (lastKey != null) {
        session.same("last key", keyOf(reading.source, seen.getLast()), Value.attributes(lastKey));
        if (deleting) {
          deleteOneOf(reading.source, seen, deleted);
        }
      }
    } while (lastKey != null);
    session.same("number of entries", entries.size(), seen.size());
    session.same("entries", new HashSet<>(entries), new HashSet<>(seen));
    seen.removeIf(entry -> deleted.contains(reading.source.table().shape().keyOf(entry)));
    return seen;
  }

  private void deleteOneOf(
      Source source, List<Map<String, Value>> seen, Set<Map<String, Value>> deleted)
      throws IOException {
    Map<String, Value> entry = draws.percent(50) ? seen.getLast() : draws.oneOf(seen);
    Map<String, Value> key = source.table().shape().keyOf(entry);
    if (deleted.add(key)) {
      writes.delete(source.table(), key);
    }
  }

  private void requireInOrder(Source source, List<Map<String, Value>> seen, boolean backward) {
    Set<Map<String, Value>> partitions = new LinkedHashSet<>();
    Map<String, Value> before = null;
    for (Map<String, Value> entry : seen) {
      if (before == null || !source.samePartition(before, entry)) {
        Map<String, Value> partition = new TreeMap<>();
        source.partition().forEach(name -> partition.put(name, entry.get(name)));
        session.same("partition that comes in one piece", true, partitions.add(partition));
      } else {
        int order = source.compare(before, entry);
        session.same("order", true, backward ? order >= 0 : order <= 0);
      }
      before = entry;
    }
  }

  private static Map<String, Value> keyOf(Source source, Map<String, Value> entry) {
    Map<String, Value> key = new TreeMap<>();
    source.pageKey().forEach(name -> key.put(name, entry.get(name)));
    return key;
  }

  private static ObjectNode page(ObjectNode request, int limit, JsonNode startKey) {
    ObjectNode page = request.deepCopy();
    if (limit < Integer.MAX_VALUE) {
      page.put("Limit", limit);
    }
    if (startKey != null) {
      page.set("ExclusiveStartKey", startKey);
    }
    return page;
  }

  /**
   * Reads everything and compares every page.
   *
   * @param request the request, but for what concerns the page
   * @param order the entries that are there, in their order
   */
  void compare(Reading reading, ObjectNode request, Answer answer, List<Map<String, Value>> order)
      throws IOException {
    int next = 0;
    JsonNode startKey = null;
    do {
      JsonNode body = session.succeed(reading.operation, page(request, answer.limit, startKey));
      Foretold page = new Foretold(reading, answer);
      while (next < order.size() && !page.isFull()) {
        page.read(order.get(next));
        next++;
      }
      page.compare(body);
      startKey = body.get("LastEvaluatedKey");
    } while (startKey != null);
    session.same("entries evaluated", order.size(), next);
  }

  /** A page as it has to be. */
  private final class Foretold {
    private final Reading reading;
    private final Answer answer;
    private final List<Map<String, Value>> items = new ArrayList<>();
    private final Units units = new Units();
    private Map<String, Value> last;
    private int count;
    private int scanned;
    private long read;
    private long fetched;

    Foretold(Reading reading, Answer answer) {
      this.reading = reading;
      this.answer = answer;
    }

    boolean isFull() {
      return scanned == answer.limit || read + fetched >= PAGE_BYTES;
    }

    void read(Map<String, Value> entry) {
      scanned++;
      last = entry;
      read += Table.size(entry);
      if (answer.filter != null && !answer.filter.holds(entry)) {
        return;
      }
      count++;
      if (!answer.select.equals("COUNT")) {
        Map<String, Value> item = answer.fetches(reading.source) ? fetch(entry) : entry;
        items.add(answer.projection == null ? item : Path.project(answer.projection, item));
      }
    }

    private Map<String, Value> fetch(Map<String, Value> entry) {
      Table table = reading.source.table();
      Map<String, Value> item = table.get(table.shape().keyOf(entry));
      fetched += Table.size(item);
      units.read(Table.size(item), reading.consistent);
      return item;
    }

    void compare(JsonNode body) {
      boolean hasKey = isFull() && !reading.endsWithoutKey();
      Set<String> members = new HashSet<>(Set.of("Count", "ScannedCount", "ConsumedCapacity"));
      if (!answer.select.equals("COUNT")) {
        members.add("Items");
        List<Map<String, Value>> actual = new ArrayList<>();
        body.path("Items").forEach(item -> actual.add(Value.attributes(item)));
        session.same("items", items, actual);
      }
      if (hasKey) {
        members.add("LastEvaluatedKey");
      }
      session.members(body, members);
      session.same("Count", count, body.get("Count").intValue());
      session.same("ScannedCount", scanned, body.get("ScannedCount").intValue());
      if (hasKey) {
        session.same(
            "last key",
            keyOf(reading.source, last),
            Value.attributes(body.get("LastEvaluatedKey")));
      }
      compareCapacity(body);
    }

    private void compareCapacity(JsonNode body) {
      Source source = reading.source;
      if (source.index() == null) {
        units.read(read, reading.consistent);
      } else {
        units.readEntries(source.index(), read, reading.consistent);
      }
      session.capacity(units, source.table().shape().name(), body.get("ConsumedCapacity"));
    }
  }
}
