package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes on the server and on the model, with the comparison of what is answered. */
final class Writes {
  private static final int MAX_BATCH = 25;

  private final Session session;
  private final Draws draws;
  private final Changes changes;

  Writes(Session session, Draws draws) {
    this.session = session;
    this.draws = draws;
    this.changes = new Changes(draws);
  }

  /** One PutItem. */
  void put(Table table) throws IOException {
    Map<String, Value> key = draws.keyIn(table, 40);
    Map<String, Value> item = draws.item(table.shape(), key);
    ObjectNode request = request(table);
    request.set("Item", Value.json(item));
    String returned = draws.oneOf(List.of("", "NONE", "ALL_OLD", "ALL_OLD"));
    Clause condition = condition(table, request, draws.wording());
    Result result =
        table.shape().fits(item) ? Result.of(item) : Result.refused(Outcome.REFUSED_AT_ONCE);
    finish(table, key, "PutItem", request, new Terms(condition, returned, List.of()), result);
  }

  /** One DeleteItem. */
  void delete(Table table) throws IOException {
    Map<String, Value> key = draws.keyIn(table, 50);
    ObjectNode request = request(table);
    request.set("Key", Value.json(key));
    String returned = draws.oneOf(List.of("", "NONE", "ALL_OLD", "ALL_OLD"));
    Clause condition = condition(table, request, draws.wording());
    Terms terms = new Terms(condition, returned, List.of());
    finish(table, key, "DeleteItem", request, terms, Result.of(null));
  }

  /** One UpdateItem. */
  void update(Table table) throws IOException {
    Shape shape = table.shape();
    Map<String, Value> key = draws.keyIn(table, 85);
    ObjectNode request = request(table);
    request.set("Key", Value.json(key));
    List<Change> actions = draws.percent(95) ? changes.next(shape) : List.of();
    Wording wording = draws.wording();
    if (!actions.isEmpty()) {
      request.put("UpdateExpression", Change.text(actions, wording));
    }
    Clause condition = condition(table, request, wording);
    List<Path> touched = new ArrayList<>();
    actions.forEach(action -> touched.add(action.path()));
    Terms terms = new Terms(condition, updateReturns(touched), touched);
    finish(table, key, "UpdateItem", request, terms, updated(table, key, actions));
  }

  /** What UPDATED_... has of an element that moves is nobody's promise. */
  private String updateReturns(List<Path> touched) {
    List<String> all = List.of("", "NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW");
    boolean elements = touched.isEmpty() || touched.stream().anyMatch(path -> path.position() >= 0);
    return draws.oneOf(elements ? all.subList(0, 4) : all);
  }

  private static Result updated(Table table, Map<String, Value> key, List<Change> actions) {
    Map<String, Value> before = table.get(key);
    try {
      Map<String, Value> after = Change.apply(actions, before == null ? key : before);
      if (!table.shape().fits(after)) {
        return Result.refused(Outcome.REFUSED);
      }
      // What only takes away makes no item.
      boolean makesNone = before == null && Change.onlyTakeAway(actions);
      return Result.of(makesNone ? null : after);
    } catch (Change.Impossible e) {
      return Result.refused(Outcome.REFUSED);
    }
  }

  /** What comes of a write. */
  private enum Outcome {
    WRITTEN,
    /** The write is refused if its condition holds. */
    REFUSED,
    /** The write is refused, whatever its condition says. */
    REFUSED_AT_ONCE
  }

  /** What a write makes of the item: null deletes it. */
  private record Result(Outcome outcome, Map<String, Value> item) {
    static Result of(Map<String, Value> item) {
      return new Result(Outcome.WRITTEN, item);
    }

    static Result refused(Outcome outcome) {
      return new Result(outcome, null);
    }
  }

  /** The condition, or null; what is returned; the paths that an update touches. */
  private record Terms(Clause condition, String returned, List<Path> touched) {}

  private ObjectNode request(Table table) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("TableName", table.shape().name());
    request.put("ReturnConsumedCapacity", "INDEXES");
    return request;
  }

  private Clause condition(Table table, ObjectNode request, Wording wording) {
    Clause condition = null;
    if (draws.percent(30)) {
      List<String> names = new ArrayList<>(Draws.PLAIN);
      names.addAll(table.shape().keyAttributes());
      condition = draws.clause(table.shape(), names, 2);
      request.put("ConditionExpression", condition.text(wording));
      request.put("ReturnValuesOnConditionCheckFailure", draws.percent(50) ? "ALL_OLD" : "NONE");
    }
    wording.into(request);
    return condition;
  }

  private void finish(
      Table table,
      Map<String, Value> key,
      String operation,
      ObjectNode request,
      Terms terms,
      Result result)
      throws IOException {
    if (!terms.returned.isEmpty()) {
      request.put("ReturnValues", terms.returned);
    }
    Map<String, Value> before = table.get(key);
    boolean holds =
        terms.condition == null || terms.condition.holds(before == null ? Map.of() : before);
    if (result.outcome == Outcome.REFUSED_AT_ONCE || (holds && result.outcome == Outcome.REFUSED)) {
      session.refused("ValidationException", operation, request);
    } else if (!holds) {
      JsonNode body = session.refused("ConditionalCheckFailedException", operation, request);
      boolean wanted =
          request.get("ReturnValuesOnConditionCheckFailure").textValue().equals("ALL_OLD");
      attributes(body, "Item", wanted ? before : null);
    } else {
      JsonNode body = session.succeed(operation, request);
      Units units = new Units();
      table.write(key, result.item, units);
      session.capacity(units, table.shape().name(), body.get("ConsumedCapacity"));
      attributes(body, "Attributes", returned(terms, before, result.item));
      session.members(
          body,
          body.has("Attributes")
              ? Set.of("Attributes", "ConsumedCapacity")
              : Set.of("ConsumedCapacity"));
    }
  }

  private static Map<String, Value> returned(
      Terms terms, Map<String, Value> before, Map<String, Value> after) {
    return switch (terms.returned) {
      case "ALL_OLD" -> before;
      case "ALL_NEW" -> after;
      case "UPDATED_OLD" -> projected(terms.touched, before);
      case "UPDATED_NEW" -> projected(terms.touched, after);
      default -> null;
    };
  }

  /** Null for nothing. */
  private static Map<String, Value> projected(List<Path> paths, Map<String, Value> item) {
    Map<String, Value> projected = item == null ? Map.of() : Path.project(paths, item);
    return projected.isEmpty() ? null : projected;
  }

  private void attributes(JsonNode body, String member, Map<String, Value> expected) {
    JsonNode actual = body.get(member);
    session.same(
        member,
        expected == null ? null : new TreeMap<>(expected),
        actual == null ? null : Value.attributes(actual));
  }

  /** One BatchWriteItem on these tables. */
  void batch(Set<Table> tables) throws IOException {
    Map<Table, Map<Map<String, Value>, Map<String, Value>>> writes = new LinkedHashMap<>();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("ReturnConsumedCapacity", "INDEXES");
    boolean fits = true;
    int most = 1 + draws.below(MAX_BATCH / tables.size());
    for (Table table : tables) {
      Map<Map<String, Value>, Map<String, Value>> ofTable = new LinkedHashMap<>();
      for (Map<String, Value> key : draws.keys(table.shape(), most)) {
        Map<String, Value> item = draws.percent(80) ? draws.item(table.shape(), key) : null;
        ofTable.put(key, item);
        fits &= item == null || table.shape().fits(item);
        request.withObject("/RequestItems").withArray(table.shape().name()).add(write(key, item));
      }
      writes.put(table, ofTable);
    }
    if (!fits) {
      session.refused("ValidationException", "BatchWriteItem", request);
      return;
    }
    finish(writes, session.succeed("BatchWriteItem", request));
  }

  private static ObjectNode write(Map<String, Value> key, Map<String, Value> item) {
    ObjectNode write = JsonNodeFactory.instance.objectNode();
    if (item == null) {
      write.putObject("DeleteRequest").set("Key", Value.json(key));
    } else {
      write.putObject("PutRequest").set("Item", Value.json(item));
    }
    return write;
  }

  private void finish(
      Map<Table, Map<Map<String, Value>, Map<String, Value>>> writes, JsonNode body) {
    session.members(body, Set.of("UnprocessedItems", "ConsumedCapacity"));
    session.same("unprocessed", 0, body.get("UnprocessedItems").size());
    Map<String, JsonNode> expected = new TreeMap<>();
    writes.forEach((table, items) -> {
      Units units = new Units();
      items.forEach((key, item) -> table.write(key, item, units));
      expected.put(table.shape().name(), units.json(table.shape().name()));
    });
    Map<String, JsonNode> actual = new TreeMap<>();
    body.get("ConsumedCapacity")
        .forEach(each -> actual.put(each.get("TableName").textValue(), each));
    session.same("capacity", expected, actual);
  }

  /** Deletes one item. */
  void delete(Table table, Map<String, Value> key) throws IOException {
    ObjectNode request = request(table);
    request.set("Key", Value.json(key));
    Terms terms = new Terms(null, "", List.of());
    finish(table, key, "DeleteItem", request, terms, Result.of(null));
  }
}
