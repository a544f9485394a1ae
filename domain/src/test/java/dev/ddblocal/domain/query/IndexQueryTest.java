package dev.ddblocal.domain.query;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.Capacity;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Query and Scan of secondary indexes. */
class IndexQueryTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void table() {
    new DynamoDbJson(db)
        .call(
            "CreateTable",
            """
            {"TableName": "t", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [
              {"AttributeName": "pk", "AttributeType": "S"},
              {"AttributeName": "sk", "AttributeType": "N"},
              {"AttributeName": "g", "AttributeType": "S"},
              {"AttributeName": "l", "AttributeType": "S"}],
             "KeySchema": [
              {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
             "LocalSecondaryIndexes": [
              {"IndexName": "local", "Projection": {"ProjectionType": "KEYS_ONLY"},
               "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}]}],
             "GlobalSecondaryIndexes": [
              {"IndexName": "all", "Projection": {"ProjectionType": "ALL"},
               "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]},
              {"IndexName": "some", "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a"]},
               "KeySchema": [
                {"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}]}
            """);
  }

  private static QueryCall on(String index, String keys, Object... values) {
    return QueryCall.on("t").index(index).keys(keys).values(values);
  }

  private List<Map<String, AttributeValue>> found(QueryCall call) {
    return db.call(call.query()).items().stream().map(Item::attributes).toList();
  }

  @Test
  void an_index_holds_the_items_that_have_its_key() {
    db.put("t", "pk", "p", "sk", 1, "g", "x", "a", "A", "b", "B");
    db.put("t", "pk", "p", "sk", 2, "a", "A");
    assertEquals(
        List.of(attributes("pk", "p", "sk", 1, "g", "x", "a", "A", "b", "B")),
        found(on("all", "g = :g", ":g", "x")));
    assertEquals(1, db.call(QueryCall.on("t").index("all").scan()).count());
  }

  @Test
  void an_index_answers_what_it_projects() {
    db.put("t", "pk", "p", "sk", 1, "g", "x", "a", "A", "b", "B", "l", "L");
    assertEquals(
        List.of(attributes("pk", "p", "sk", 1, "g", "x", "a", "A")),
        found(on("some", "g = :g AND sk < :s", ":g", "x", ":s", 5)));
    assertEquals(
        List.of(attributes("pk", "p", "sk", 1, "l", "L")),
        found(on("local", "pk = :p AND begins_with(l, :l)", ":p", "p", ":l", "L")));
  }

  @Test
  void items_with_equal_index_keys_are_paged_without_gap_or_repetition() {
    IntStream.range(0, 30).forEach(i -> db.put("t", "pk", "p" + i % 7, "sk", i, "g", "tied"));
    for (boolean backward : new boolean[] {false, true}) {
      Set<Map<String, AttributeValue>> seen = new HashSet<>();
      Item last = null;
      int items = 0;
      do {
        QueryCall call = on("all", "g = :g", ":g", "tied").limit(4).after(last);
        QueryResponse page = db.call((backward ? call.backward() : call).query());
        page.items().forEach(item -> seen.add(item.attributes()));
        items += page.count();
        last = page.lastEvaluatedKey();
        if (last != null) {
          assertEquals(Set.of("pk", "sk", "g"), last.attributes().keySet());
        }
      } while (last != null);
      assertEquals(30, items);
      assertEquals(30, seen.size());
    }
  }

  @Test
  void an_index_follows_updates_of_its_key() {
    db.put("t", "pk", "p", "sk", 1, "g", "x");
    db.put("t", "pk", "p", "sk", 1, "g", "y");
    assertEquals(List.of(), found(on("all", "g = :g", ":g", "x")));
    assertEquals(1, found(on("all", "g = :g", ":g", "y")).size());
    db.put("t", "pk", "p", "sk", 1);
    assertEquals(List.of(), found(on("all", "g = :g", ":g", "y")));
  }

  @Test
  void a_global_index_answers_only_what_it_holds() {
    db.assertInvalid(
        INVALID
            + "Select type ALL_ATTRIBUTES is not supported for global secondary index some because"
            + " its projection type is not ALL",
        on("some", "g = :g", ":g", "x").select(Select.ALL_ATTRIBUTES).query());
    db.assertInvalid(
        INVALID + "Global secondary index some does not project [b, c]",
        on("some", "g = :g", ":g", "x").projection("a, b, c.d").query());
    db.assertInvalid(
        "Consistent reads are not supported on global secondary indexes",
        on("some", "g = :g", ":g", "x").consistent().query());
    db.put("t", "pk", "p", "sk", 1, "g", "x", "b", "B");
    assertEquals(1, found(on("all", "g = :g", ":g", "x").select(Select.ALL_ATTRIBUTES)).size());
  }

  @Test
  void a_filter_reads_only_what_an_index_holds() {
    db.assertInvalid(
        INVALID + "Secondary index some does not project one or more filter attributes: [b]",
        on("some", "g = :g", ":g", "x").filter("b = :g OR a = :g").query());
    db.assertInvalid(
        INVALID + "Secondary index local does not project one or more filter attributes: [b]",
        on("local", "pk = :p", ":p", "x").filter("b = :p").query());
    db.assertInvalid(
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: g",
        on("some", "g = :g", ":g", "x").filter("g = :g").query());
    db.put("t", "pk", "p", "sk", 1, "g", "x");
    assertEquals(1, found(on("all", "g = :g", ":g", "x", ":p", "p").filter("pk = :p")).size());
  }

  @Test
  void a_local_index_fetches_from_the_table_what_it_does_not_hold() {
    String kilobytes = "k".repeat(5000);
    db.put("t", "pk", "p", "sk", 1, "l", "x", "b", kilobytes);
    db.put("t", "pk", "p", "sk", 2, "l", "y", "b", kilobytes);
    QueryCall call = on("local", "pk = :p", ":p", "p").capacity(ReturnConsumedCapacity.INDEXES);
    assertEquals(
        new ConsumedCapacity(
            "t",
            0.5,
            null,
            null,
            new Capacity(null, null, 0.0),
            Map.of("local", new Capacity(null, null, 0.5)),
            null),
        db.call(call.query()).consumedCapacity());
    QueryResponse whole = db.call(call.select(Select.ALL_ATTRIBUTES).query());
    assertEquals(
        List.of(kilobytes, kilobytes),
        whole.items().stream().map(item -> ((AttributeValue.S) item.get("b")).value()).toList());
    assertEquals(
        new ConsumedCapacity(
            "t",
            2.5,
            null,
            null,
            new Capacity(null, null, 2.0),
            Map.of("local", new Capacity(null, null, 0.5)),
            null),
        whole.consumedCapacity());
    assertEquals(4.0 + 1.0, db.call(call.consistent().query()).consumedCapacity().capacityUnits());
    QueryCall listed = on("local", "pk = :p AND l = :l", ":p", "p", ":l", "y").projection("b, l");
    assertEquals(List.of(attributes("b", kilobytes, "l", "y")), found(listed));
  }

  @Test
  void a_starting_key_names_the_keys_of_the_table_and_of_the_index() {
    QueryCall call = on("all", "g = :g", ":g", "x");
    db.assertInvalid(
        "The provided starting key is invalid", call.startKey("pk", "p", "sk", 1).query());
    db.assertInvalid("The provided starting key is invalid", call.startKey("g", "x").query());
    db.assertInvalid(
        "The provided starting key is outside query boundaries based on provided conditions",
        call.startKey("pk", "p", "sk", 1, "g", "y").query());
    assertNull(db.call(call.startKey("pk", "p", "sk", 1, "g", "x").query()).lastEvaluatedKey());
    db.assertInvalid(
        "The provided starting key is invalid: The provided key element does not match the schema",
        QueryCall.on("t").index("all").startKey("pk", "p", "sk", 1).scan());
  }

  @Test
  void a_scan_of_an_index_reads_its_entries_in_segments() {
    IntStream.range(0, 40).forEach(i -> db.put("t", "pk", "p", "sk", i, "g", "g" + i));
    List<AttributeValue> seen = new ArrayList<>();
    for (int segment = 0; segment < 3; segment++) {
      Item last = null;
      do {
        ScanResponse page =
            db.call(QueryCall.on("t").index("all").segment(segment, 3).limit(6).after(last).scan());
        page.items().forEach(item -> seen.add(item.get("sk")));
        last = page.lastEvaluatedKey();
      } while (last != null);
    }
    assertEquals(40, seen.size());
    assertEquals(40, new HashSet<>(seen).size());
  }
}
