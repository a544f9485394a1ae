package dev.ddblocal.domain.query;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void tables() {
    db.createTable("hash", "pk:S");
    db.createTable("strings", "pk:S", "sk:S");
    db.createTable("numbers", "pk:S", "sk:N");
    db.createTable("bytes", "pk:N", "sk:B");
    for (String each : List.of("a", "ab", "abc", "b", "ba", "é")) {
      db.put("strings", "pk", "x", "sk", each, "length", each.length());
      db.put("strings", "pk", "other", "sk", each);
    }
    for (int each : new int[] {-20, -3, 0, 1, 2, 10, 100}) {
      db.put("numbers", "pk", "x", "sk", each);
    }
  }

  private static QueryCall on(String table, String keys, Object... values) {
    return QueryCall.on(table).keys(keys).values(values);
  }

  private List<Object> sortKeys(QueryCall call) {
    List<Object> keys = new ArrayList<>();
    for (Item item : db.call(call.query()).items()) {
      keys.add(
          switch (item.get("sk")) {
            case AttributeValue.S(String text) -> text;
            case AttributeValue.N(DynamoNumber number) -> number.toPlainString();
            case AttributeValue.B(var content) -> content.toString();
            default -> throw new AssertionError(item);
          });
    }
    return keys;
  }

  @ParameterizedTest
  @CsvSource({
    "sk = :a,                    ab,    -, ab",
    "sk < :a,                    b,     -, a ab abc",
    "sk <= :a,                   b,     -, a ab abc b",
    "sk > :a,                    b,     -, ba é",
    "sk >= :a,                   b,     -, b ba é",
    "sk BETWEEN :a AND :b,       ab,    b, ab abc b",
    "'begins_with(sk, :a)',      ab,    -, ab abc",
    "'begins_with(sk, :a)',      zz,    -, ''",
    ":a > sk,                    b,     -, a ab abc"
  })
  void a_condition_on_a_string_sort_key_finds_its_run(
      String condition, String a, String b, String expected) {
    Object[] values =
        b.equals("-")
            ? new Object[] {":p", "x", ":a", a}
            : new Object[] {":p", "x", ":a", a, ":b", b};
    List<Object> run =
        expected.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(expected.split(" ")));
    QueryCall call = on("strings", "pk = :p AND " + condition, values);
    assertEquals(run, sortKeys(call));
    Collections.reverse(run);
    assertEquals(run, sortKeys(call.backward()));
  }

  @ParameterizedTest
  @CsvSource({
    "sk = :a,              10,  -, 10",
    "sk < :a,              0,   -, -20 -3",
    "sk <= :a,             1,   -, -20 -3 0 1",
    "sk > :a,              2,   -, 10 100",
    "sk >= :a,             2,   -, 2 10 100",
    "sk BETWEEN :a AND :b, -3,  2, -3 0 1 2"
  })
  void a_condition_on_a_number_sort_key_finds_its_run(
      String condition, int a, String b, String expected) {
    Object[] values =
        b.equals("-")
            ? new Object[] {":p", "x", ":a", a}
            : new Object[] {":p", "x", ":a", a, ":b", Integer.parseInt(b)};
    assertEquals(
        Arrays.asList(expected.split(" ")),
        sortKeys(on("numbers", "pk = :p AND " + condition, values)));
  }

  @Test
  void binary_sort_keys_order_as_unsigned_bytes() {
    byte[][] keys = {{1}, {1, 0}, {127}, {(byte) 128}, {(byte) 255}};
    for (byte[] each : keys) {
      db.put("bytes", "pk", 7, "sk", each);
    }
    assertEquals(
        List.of("AQ==", "AQA=", "fw==", "gA==", "/w=="), sortKeys(on("bytes", "pk = :p", ":p", 7)));
    assertEquals(
        List.of("AQ==", "AQA="),
        sortKeys(on("bytes", "pk = :p AND begins_with(sk, :s)", ":p", 7, ":s", new byte[] {1})));
  }

  @Test
  void a_query_of_a_partition_without_items_answers_none_and_costs_a_least_read() {
    QueryResponse answer =
        db.call(
            on("strings", "pk = :p", ":p", "nobody")
                .capacity(ReturnConsumedCapacity.TOTAL)
                .query());
    assertEquals(List.of(), answer.items());
    assertEquals(0, answer.count());
    assertEquals(0, answer.scannedCount());
    assertNull(answer.lastEvaluatedKey());
    assertEquals(0.5, answer.consumedCapacity().capacityUnits());
  }

  @Test
  void pages_follow_one_another_without_gap_or_repetition() {
    for (boolean backward : new boolean[] {false, true}) {
      for (int limit = 1; limit < 8; limit++) {
        List<Object> seen = new ArrayList<>();
        Item last = null;
        do {
          QueryCall call = on("strings", "pk = :p", ":p", "x").limit(limit).after(last);
          QueryResponse page = db.call((backward ? call.backward() : call).query());
          page.items().forEach(item -> seen.add(((AttributeValue.S) item.get("sk")).value()));
          last = page.lastEvaluatedKey();
        } while (last != null);
        List<String> expected = new ArrayList<>(List.of("a", "ab", "abc", "b", "ba", "é"));
        if (backward) {
          Collections.reverse(expected);
        }
        assertEquals(expected, seen);
      }
    }
  }

  @Test
  void a_page_that_ends_on_the_last_item_still_tells_its_key() {
    QueryResponse page = db.call(on("strings", "pk = :p", ":p", "x").limit(6).query());
    assertEquals(6, page.count());
    assertEquals(attributes("pk", "x", "sk", "é"), page.lastEvaluatedKey().attributes());
    QueryResponse rest =
        db.call(
            on("strings", "pk = :p", ":p", "x").limit(6).after(page.lastEvaluatedKey()).query());
    assertEquals(0, rest.count());
    assertNull(rest.lastEvaluatedKey());
  }

  @Test
  void the_limit_counts_items_before_the_filter() {
    QueryResponse page =
        db.call(
            on("strings", "pk = :p", ":p", "x", ":l", 2)
                .filter("#l = :l")
                .names("#l", "length")
                .limit(3)
                .query());
    assertEquals(1, page.count());
    assertEquals(3, page.scannedCount());
    assertEquals(attributes("pk", "x", "sk", "abc"), page.lastEvaluatedKey().attributes());
  }

  @Test
  void a_page_ends_with_the_item_that_brings_it_to_one_megabyte() {
    String kilobytes = "x".repeat(100 * 1024);
    IntStream.range(0, 30).forEach(i -> db.put("numbers", "pk", "big", "sk", i, "v", kilobytes));
    QueryCall call = on("numbers", "pk = :p", ":p", "big");
    QueryResponse page = db.call(call.capacity(ReturnConsumedCapacity.TOTAL).query());
    assertEquals(11, page.count());
    assertEquals(
        Math.ceil(11 * (kilobytes.length() + 8) / 4096.0) / 2,
        page.consumedCapacity().capacityUnits(),
        0.5);
    QueryResponse filtered = db.call(call.filter("attribute_not_exists(v)").query());
    assertEquals(0, filtered.count());
    assertEquals(11, filtered.scannedCount());
    assertNotNull(filtered.lastEvaluatedKey());
  }

  @Test
  void count_answers_no_items() {
    QueryResponse answer =
        db.call(on("strings", "pk = :p", ":p", "x").select(Select.COUNT).query());
    assertNull(answer.items());
    assertEquals(6, answer.count());
    assertEquals(6, answer.scannedCount());
  }

  @Test
  void a_projection_answers_its_attributes_alone() {
    QueryResponse answer =
        db.call(
            on("strings", "pk = :p AND sk = :s", ":p", "x", ":s", "ab")
                .projection("#l, nothing")
                .names("#l", "length")
                .query());
    assertEquals(List.of(Map.copyOf(attributes("length", 2))), attributesOf(answer.items()));
  }

  private static List<Map<String, AttributeValue>> attributesOf(List<Item> items) {
    return items.stream().map(item -> Map.copyOf(item.attributes())).toList();
  }

  @Test
  void a_strongly_consistent_query_costs_twice() {
    QueryCall call = on("strings", "pk = :p", ":p", "x").capacity(ReturnConsumedCapacity.TOTAL);
    assertEquals(0.5, db.call(call.query()).consumedCapacity().capacityUnits());
    assertEquals(1.0, db.call(call.consistent().query()).consumedCapacity().capacityUnits());
  }

  @Test
  void conditions_have_to_fit_the_key() {
    assertInvalid(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
            + " request.",
        QueryCall.on("strings"));
    assertInvalid(
        "Query condition missed key schema element: pk", on("strings", "sk = :v", ":v", "v"));
    assertInvalid(
        "Query condition missed key schema element: sk",
        on("strings", "pk = :v AND x = :v", ":v", "v"));
    assertInvalid(
        "Query key condition not supported", on("strings", "pk > :v AND sk = :v", ":v", "v"));
    assertInvalid(
        "The number of query conditions (2) exceeds the number of key attributes defined in the"
            + " schema (1)",
        on("hash", "pk = :v AND sk = :v", ":v", "v"));
    assertInvalid(
        INVALID + "Condition parameter type does not match schema type",
        on("strings", "pk = :v", ":v", 1));
    assertInvalid(
        INVALID + "Condition parameter type does not match schema type",
        on("numbers", "pk = :v AND begins_with(sk, :v)", ":v", "v"));
    assertInvalid(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty string value. Key: sk",
        on("strings", "pk = :v AND begins_with(sk, :e)", ":v", "v", ":e", ""));
    assertInvalid(
        INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes",
        on("strings", "pk = :v", ":v", "v".repeat(2049)));
    assertInvalid(
        INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
        on("strings", "pk = :v AND sk = :w", ":v", "v", ":w", "w".repeat(1025)));
  }

  @Test
  void a_filter_reads_no_key() {
    assertInvalid(
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
        on("strings", "pk = :v", ":v", "v").filter("sk = :v"));
  }

  @Test
  void a_starting_key_is_one_that_a_page_of_the_query_can_end_with() {
    QueryCall call = on("strings", "pk = :p AND sk < :s", ":p", "x", ":s", "b");
    assertInvalid("The provided starting key is invalid", call.startKey("bad", "p"));
    assertInvalid("The provided starting key is invalid", call.startKey("pk", "x"));
    assertInvalid("The provided starting key is invalid", call.startKey("pk", "x", "sk", 1));
    assertInvalid(
        "The provided starting key is invalid", call.startKey("pk", "x", "sk", "a", "more", "b"));
    assertInvalid(
        "The provided starting key is outside query boundaries based on provided conditions",
        call.startKey("pk", "y", "sk", "a"));
    assertInvalid(
        "The provided starting key does not match the range key predicate",
        call.startKey("pk", "x", "sk", "c"));
    assertEquals(
        List.of("abc"), sortKeys(call.startKey("pk", "x", "sk", "aba")), "no such item is needed");
  }

  @Test
  void without_sort_key_there_is_no_second_page() {
    db.put("hash", "pk", "x");
    QueryCall call = on("hash", "pk = :p", ":p", "x").limit(1);
    assertNull(db.call(call.query()).lastEvaluatedKey());
    assertInvalid(
        "The provided exclusive start key is invalid: ExclusiveStartKey: {pk=AttributeValue:"
            + " {S:x}}",
        call.startKey("pk", "x"));
  }

  @Test
  void selections_have_to_go_together() {
    String envelope = "1 validation error detected: ";
    QueryCall call = on("strings", "pk = :v", ":v", "v");
    assertInvalid(
        envelope
            + "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
            + " SPECIFIC_ATTRIBUTES",
        call.select(Select.SPECIFIC_ATTRIBUTES));
    assertInvalid(
        envelope + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
        call.select(Select.ALL_PROJECTED_ATTRIBUTES));
    call.projection("a");
    assertInvalid(
        envelope
            + "Cannot specify the ProjectionExpression when choosing to get"
            + " ALL_PROJECTED_ATTRIBUTES",
        call);
    assertInvalid(
        envelope + "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
        call.select(Select.ALL_ATTRIBUTES));
    assertInvalid(
        envelope + "Cannot specify the ProjectionExpression when choosing to get only the Count",
        call.select(Select.COUNT));
  }

  @Test
  void the_table_and_the_index_have_to_exist() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        on("missing", "pk = :v", ":v", "v").query());
    assertInvalid(
        "The table does not have the specified index: missing",
        on("strings", "pk = :v", ":v", "v").index("missing"));
  }

  private void assertInvalid(String message, QueryCall call) {
    db.assertInvalid(message, call.query());
  }
}
