package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.it.model.Pages.Answer;
import dev.ddblocal.it.model.Pages.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Reads on the server, compared with the model. */
final class Reads {
  private static final int MAX_SEGMENTS = 5;

  /** The more entries there are, the longer are the pages. */
  private static final int MANY = 100;

  private final Session session;
  private final Draws draws;
  private final Random random;
  private final Pages pages;

  Reads(Session session, Draws draws, Random random, Writes writes) {
    this.session = session;
    this.draws = draws;
    this.random = random;
    this.pages = new Pages(session, draws, writes);
  }

  /** One GetItem. */
  void get(Table table) throws IOException {
    boolean consistent = draws.percent(50);
    Map<String, Value> key = draws.keyIn(table, 80);
    ObjectNode request = new Source(table, null).request();
    request.set("Key", Value.json(key));
    List<Path> projection = projection(request, new Source(table, null).attributes());
    JsonNode body = session.succeed("GetItem", asked(request, consistent));
    Map<String, Value> item = table.get(key);
    Units units = new Units();
    units.read(Table.size(item), consistent);
    session.capacity(units, table.shape().name(), body.get("ConsumedCapacity"));
    session.members(
        body, item == null ? Set.of("ConsumedCapacity") : Set.of("Item", "ConsumedCapacity"));
    if (item != null) {
      session.same(
          "item",
          projection == null ? item : Path.project(projection, item),
          Value.attributes(body.get("Item")));
    }
  }

  /** Asks for a few attributes now and then. */
  private List<Path> projection(ObjectNode request, List<String> names) {
    Wording wording = draws.wording();
    List<Path> projection = null;
    if (draws.percent(40)) {
      projection = draws.paths(names);
      request.put("ProjectionExpression", text(projection, wording));
    }
    wording.into(request);
    return projection;
  }

  private static String text(List<Path> paths, Wording wording) {
    return String.join(", ", paths.stream().map(path -> path.text(wording)).toList());
  }

  private static ObjectNode asked(ObjectNode request, boolean consistent) {
    request.put("ReturnConsumedCapacity", "INDEXES");
    return consistent ? request.put("ConsistentRead", true) : request;
  }

  /** One BatchGetItem on one table. */
  void batch(Table table) throws IOException {
    boolean consistent = draws.percent(50);
    Set<Map<String, Value>> keys = draws.keys(table.shape(), 1 + draws.below(20));
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("ReturnConsumedCapacity", "INDEXES");
    ObjectNode ofTable = request.putObject("RequestItems").putObject(table.shape().name());
    ofTable.put("ConsistentRead", consistent);
    keys.forEach(key -> ofTable.withArray("Keys").add(Value.json(key)));
    JsonNode body = session.succeed("BatchGetItem", request);
    Units units = new Units();
    Set<Map<String, Value>> expected = new HashSet<>();
    for (Map<String, Value> key : keys) {
      Map<String, Value> item = table.get(key);
      units.read(Table.size(item), consistent);
      if (item != null) {
        expected.add(item);
      }
    }
    List<Map<String, Value>> actual = new ArrayList<>();
    body.get("Responses")
        .path(table.shape().name())
        .forEach(item -> actual.add(Value.attributes(item)));
    session.same("number of items", expected.size(), actual.size());
    session.same("items", expected, new HashSet<>(actual));
    session.same("unprocessed", 0, body.get("UnprocessedKeys").size());
    session.capacity(units, table.shape().name(), body.get("ConsumedCapacity").get(0));
  }

  /** A Query: plainly at first, then with everything that can be asked of it. */
  void query(Table table) throws IOException {
    query(source(table));
  }

  /** A Query of the table or index. */
  void query(Source source) throws IOException {
    KeyTest keys = KeyTest.draw(source, draws);
    Wording wording = draws.wording();
    boolean backward = draws.percent(50);
    ObjectNode request = source.request();
    request.put("KeyConditionExpression", keys.text(wording, random));
    if (backward || draws.percent(30)) {
      request.put("ScanIndexForward", !backward);
    }
    List<Map<String, Value>> entries = source.entries();
    entries.removeIf(entry -> !keys.holds(entry));
    read(new Reading(source, "Query", request, false), wording, entries, backward);
  }

  /** The table or one of its indexes. */
  private Source source(Table table) {
    List<Index> indexes = table.shape().indexes();
    return new Source(table, draws.percent(30) ? null : draws.oneOf(indexes));
  }

  private void read(
      Reading reading, Wording wording, List<Map<String, Value>> entries, boolean backward)
      throws IOException {
    ObjectNode plain = reading.request().deepCopy();
    wording.into(plain);
    List<Map<String, Value>> order =
        pages.learn(
            new Reading(reading.source(), reading.operation(), plain, false), entries, backward);
    for (int i = 0; i < 2; i++) {
      compare(reading, wording.copy(), order);
    }
  }

  private void compare(Reading reading, Wording wording, List<Map<String, Value>> order)
      throws IOException {
    Source source = reading.source();
    ObjectNode request = reading.request().deepCopy();
    boolean consistent = !source.isGlobal() && draws.percent(50);
    asked(request, consistent);
    Clause filter = filter(reading, wording, request);
    List<Path> projection = null;
    String select = "";
    if (draws.percent(35)) {
      List<String> names =
          source.isGlobal() ? source.attributes() : new Source(source.table(), null).attributes();
      projection = draws.paths(names);
      request.put("ProjectionExpression", text(projection, wording));
      select = draws.percent(50) ? "SPECIFIC_ATTRIBUTES" : "";
    } else {
      select = select(source);
    }
    if (!select.isEmpty()) {
      request.put("Select", select);
    }
    wording.into(request);
    int few = draws.oneOf(List.of(1, 2, 3, 5, 8, 13)) * (1 + order.size() / MANY);
    int limit = draws.percent(70) ? few : Integer.MAX_VALUE;
    pages.compare(
        new Reading(source, reading.operation(), request, consistent),
        request,
        new Answer(limit, filter, projection, select),
        order);
  }

  private Clause filter(Reading reading, Wording wording, ObjectNode request) {
    List<String> names = reading.source().attributes();
    if (reading.operation().equals("Query")) {
      names.removeAll(reading.source().key());
    }
    if (names.isEmpty() || draws.percent(50)) {
      return null;
    }
    Clause filter = draws.clause(reading.source().table().shape(), names, 1);
    request.put("FilterExpression", filter.text(wording));
    return filter;
  }

  private String select(Source source) {
    List<String> possible = new ArrayList<>(List.of("", "COUNT"));
    if (!source.isGlobal() || source.isComplete()) {
      possible.add("ALL_ATTRIBUTES");
    }
    if (source.index() != null) {
      possible.add("ALL_PROJECTED_ATTRIBUTES");
    }
    return draws.oneOf(possible);
  }

  /** A Scan of everything, by segments or at once: plainly at first, then with all that goes. */
  void scan(Table table) throws IOException {
    scan(source(table));
  }

  /** A Scan of the table or index. */
  void scan(Source source) throws IOException {
    ObjectNode request = source.request();
    if (draws.percent(50)) {
      read(new Reading(source, "Scan", request, false), draws.wording(), source.entries(), false);
      return;
    }
    int segments = 1 + draws.below(MAX_SEGMENTS);
    request.put("TotalSegments", segments);
    List<Map<String, Value>> left = source.entries();
    for (int segment = 0; segment < segments; segment++) {
      request.put("Segment", segment);
      List<Map<String, Value>> there = segment(request);
      session.same("items of no other segment", true, left.containsAll(there));
      left.removeAll(there);
      read(new Reading(source, "Scan", request, false), draws.wording(), there, false);
      left.retainAll(source.entries());
    }
    session.same("items of no segment", List.of(), left);
  }

  /** What a segment has, which is the server's choice. */
  private List<Map<String, Value>> segment(ObjectNode request) throws IOException {
    List<Map<String, Value>> items = new ArrayList<>();
    ObjectNode page = request.deepCopy();
    JsonNode body;
    do {
      body = session.succeed("Scan", page);
      body.get("Items").forEach(item -> items.add(new TreeMap<>(Value.attributes(item))));
      if (body.has("LastEvaluatedKey")) {
        page.set("ExclusiveStartKey", body.get("LastEvaluatedKey"));
      }
    } while (body.has("LastEvaluatedKey"));
    return items;
  }
}
