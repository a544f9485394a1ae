package dev.ddblocal.domain.partiql;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.Item;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SELECT answers, and in which order. */
class SelectTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    json.call(
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
          {"IndexName": "byL", "Projection": {"ProjectionType": "KEYS_ONLY"},
           "KeySchema": [
            {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}]}],
         "GlobalSecondaryIndexes": [
          {"IndexName": "all", "Projection": {"ProjectionType": "ALL"},
           "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]},
          {"IndexName": "keys", "Projection": {"ProjectionType": "KEYS_ONLY"},
           "KeySchema": [
            {"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}]}
        """);
    for (int sk = 1; sk <= 4; sk++) {
      db.put("t", "pk", "a", "sk", sk, "id", "a" + sk, "g", "x", "l", "l" + (9 - sk));
      db.put("t", "pk", "b", "sk", sk, "id", "b" + sk);
    }
    db.put("t", "pk", "c", "sk", 1, "id", "c1", "g", "y");
  }

  private static StatementCall select(String rest, Object... parameters) {
    return StatementCall.of("SELECT " + rest, parameters);
  }

  private List<String> ids(String rest) {
    return SelectPlanTest.ids(select("* FROM t " + rest).on(db).items());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pk = 'a'                                                | a1 a2 a3 a4
          pk = 'a' ORDER BY sk                                    | a1 a2 a3 a4
          pk = 'a' ORDER BY sk ASC                                | a1 a2 a3 a4
          pk = 'a' ORDER BY sk DESC                               | a4 a3 a2 a1
          pk = 'a' ORDER BY pk DESC                               | a1 a2 a3 a4
          pk = 'a' ORDER BY pk, sk DESC                           | a4 a3 a2 a1
          pk = 'a' AND sk > 1 ORDER BY sk DESC                    | a4 a3 a2
          pk = 'a' AND sk = 1 ORDER BY sk DESC                    | a1
          pk = 'a' AND sk IN [4, 1, 3] ORDER BY sk DESC           | a4 a3 a1
          pk IN ['b', 'c', 'a'] AND sk < 3 ORDER BY pk            | a1 a2 b1 b2 c1
          pk IN ['b', 'c', 'a'] AND sk < 3 ORDER BY pk DESC       | c1 b1 b2 a1 a2
          pk IN ['b', 'a'] AND sk < 3 ORDER BY pk ASC, sk DESC    | a2 a1 b2 b1
          pk IN ['b', 'a'] AND sk < 3 ORDER BY pk DESC, sk DESC   | b2 b1 a2 a1
          (pk = 'b' OR pk = 'a') AND sk IN [3, 1] ORDER BY pk, sk DESC | a3 a1 b3 b1
          """)
  void items_come_in_the_order_of_their_keys(String where, String ids) {
    assertEquals(Arrays.asList(ids.split(" ")), ids("WHERE " + where));
  }

  @Test
  void an_index_is_ordered_by_its_own_key() {
    assertEquals(
        List.of(5, 6, 7, 8),
        select("sk, l FROM t.byL WHERE pk = 'a' ORDER BY l").on(db).items().stream()
            .map(item -> Integer.parseInt(item.get("l").toString().replaceAll("\\D", "")))
            .toList());
    assertEquals(
        List.of("a4", "a3", "a2", "a1"),
        SelectPlanTest.ids(
            select("* FROM t.keys WHERE g = 'x' ORDER BY sk DESC").on(db).items().stream()
                .map(item -> db.get("t", "pk", item.get("pk"), "sk", item.get("sk")).item())
                .toList()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ORDER BY sk                         | Must have WHERE clause in the statement when using ORDER BY clause.
          WHERE sk = 1 ORDER BY sk            | Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.
          WHERE pk > 'a' ORDER BY sk          | Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.
          WHERE pk = 'a' OR id = 'x' ORDER BY sk | Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.
          WHERE pk = 'a' ORDER BY id          | Variable reference id in ORDER BY clause must be part of the primary key
          """)
  void there_is_no_other_order(String rest, String message) {
    db.assertInvalid(message, select("* FROM t " + rest).request());
  }

  @Test
  void several_partitions_are_ordered_by_their_key_first() {
    db.assertInvalid(
        "Must have hash key as the first key in ORDER BY clause when there is more than one hash"
            + " key value in WHERE clause.",
        select("* FROM t WHERE pk IN ['a', 'b'] ORDER BY sk").request());
  }

  @Test
  void columns_are_named_by_the_end_of_their_paths() {
    json.call(
        "PutItem",
        """
        {"TableName": "t", "Item": {"pk": {"S": "d"}, "sk": {"N": "1"}, "n": {"M": {
          "m": {"M": {"deep": {"S": "D"}}}, "elements": {"L": [{"N": "0"}, {"M": {"x": {"S": "X"}}}]}}}}}
        """);
    assertColumns("{\"sk\": {\"N\": \"1\"}, \"pk\": {\"S\": \"d\"}}", "sk, pk");
    assertColumns("{\"m\": {\"M\": {\"deep\": {\"S\": \"D\"}}}}", "n.m");
    assertColumns("{\"deep\": {\"S\": \"D\"}}", "n.m.deep");
    assertColumns("{\"elements[0]\": {\"N\": \"0\"}}", "n.elements[0]");
    assertColumns("{\"x\": {\"S\": \"X\"}}", "n.elements[1].x");
    assertColumns("{\"pk\": {\"S\": \"d\"}}", "pk, n.none, n.elements[7]");
    assertColumns("{}", "none");
  }

  private void assertColumns(String expected, String columns) {
    json.answers(
        "{\"Items\": [%s]}".formatted(expected),
        "ExecuteStatement",
        "{\"Statement\": \"SELECT %s FROM t WHERE pk = 'd' AND sk = 1\"}".formatted(columns));
  }

  @Test
  void an_index_answers_what_it_holds() {
    List<Item> found = select("* FROM \"t\".\"keys\" WHERE g = 'y'").on(db).items();
    assertEquals(List.of(new Item(attributes("pk", "c", "sk", 1, "g", "y"))), found);
    assertEquals(
        List.of(new Item(attributes("pk", "c", "sk", 1, "g", "y", "id", "c1"))),
        select("* FROM t.\"all\" WHERE g = 'y'").on(db).items());
    assertEquals(5, select("* FROM t.\"all\"").on(db).items().size());
    assertEquals(1, select("* FROM t.\"all\" WHERE pk = 'c'").on(db).items().size());
  }

  @Test
  void a_read_of_an_index_is_charged_to_the_index() {
    json.answers(
        """
        {"Items": [{"pk": {"S": "c"}}],
         "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 0.5, "Table": {"CapacityUnits": 0},
          "GlobalSecondaryIndexes": {"keys": {"CapacityUnits": 0.5}}}}
        """,
        "ExecuteStatement",
        """
        {"Statement": "SELECT pk FROM t.keys WHERE g = 'y'", "ReturnConsumedCapacity": "INDEXES"}
        """);
    json.answers(
        """
        {"Items": [{"id": {"S": "a4"}}],
         "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 1, "Table": {"CapacityUnits": 0.5},
          "LocalSecondaryIndexes": {"byL": {"CapacityUnits": 0.5}}}}
        """,
        "ExecuteStatement",
        """
        {"Statement": "SELECT id FROM t.byL WHERE pk = 'a' AND l = 'l5'",
         "ReturnConsumedCapacity": "INDEXES"}
        """);
  }

  @Test
  void an_index_that_cannot_be_read_so_is_refused() {
    String noIndex = "The table does not have the specified index";
    db.assertInvalid(noIndex, select("* FROM t.none").request());
    db.assertInvalid(noIndex, select("* FROM t.none").consistent().request());
    db.assertInvalid(
        "Strongly consistent read is not supported on Global Secondary Indexes",
        select("* FROM t.keys").consistent().request());
    assertEquals(4, select("* FROM t.byL WHERE pk = 'a'").consistent().on(db).items().size());
    db.assertInvalid(
        INVALID + "Global secondary index keys does not project [id, l]",
        select("pk, id, l FROM t.keys WHERE g = 'x'").request());
    db.assertInvalid(
        INVALID + "Secondary index keys does not project one or more filter attributes: [id]",
        select("* FROM t.keys WHERE g = 'x' AND id = 'a1'").request());
  }

  @Test
  void a_missing_table_is_not_found() {
    for (String table : List.of("none", "\"arn:aws:dynamodb:us-east-1:999900001111:table/t\"")) {
      db.assertRefused(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Requested resource not found",
          select("* FROM " + table).request());
    }
    String own = "\"arn:aws:dynamodb:us-east-1:" + LocalDynamoDb.ACCOUNT + ":table/t\"";
    assertEquals(9, select("* FROM " + own).on(db).items().size());
    assertTrue(
        db.refused(select("* FROM \"../t\"").request()).getMessage().endsWith("../t"),
        "a name that no table has");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* FROM t",
        "* FROM t WHERE id <> 'a1'",
        "* FROM t WHERE pk = 'a'",
        "* FROM t WHERE pk = 'a' ORDER BY sk DESC",
        "* FROM t WHERE pk = 'a' AND sk > 1 ORDER BY sk DESC",
        "* FROM t WHERE pk IN ['b', 'c', 'none', 'a']",
        "* FROM t WHERE pk IN ['b', 'c', 'a'] AND sk < 3 ORDER BY pk DESC, sk DESC",
        "* FROM t WHERE pk IN ['b', 'c', 'a'] AND sk IN [1, 3]",
        "* FROM t.\"all\"",
        "* FROM t.keys WHERE g = 'x'",
        "id FROM t.byL WHERE pk = 'a' ORDER BY l DESC",
      })
  void pages_follow_one_another_without_gap(String rest) {
    List<Item> all = select(rest).on(db).items();
    for (int limit = 1; limit <= 4; limit++) {
      assertEquals(all, select(rest).limit(limit).pages(db));
    }
  }

  @Test
  void a_page_ends_with_the_last_item_evaluated() {
    ExecuteStatementResponse page = select("* FROM t WHERE pk = 'a'").limit(2).on(db);
    assertEquals(new Item(attributes("pk", "a", "sk", 2)), page.lastEvaluatedKey());
    assertNotNull(page.nextToken());

    page = select("* FROM t WHERE pk = 'a' AND id = 'a3'").limit(2).on(db);
    assertEquals(List.of(), page.items());
    assertNotNull(page.nextToken());

    page = select("* FROM t WHERE pk = 'a'").limit(4).on(db);
    assertNotNull(page.nextToken(), "nobody has looked behind the last item");
    assertEquals(
        List.of(), select("* FROM t WHERE pk = 'a'").nextToken(page.nextToken()).on(db).items());

    page = select("* FROM t WHERE pk = 'a'").on(db);
    assertNull(page.nextToken());
    assertNull(page.lastEvaluatedKey());

    page = select("* FROM t WHERE pk = 'a' AND sk = 1").limit(1).on(db);
    assertNull(page.nextToken());
    assertNull(page.lastEvaluatedKey());
  }

  @Test
  void a_page_ends_with_a_megabyte() {
    for (int sk = 0; sk < 12; sk++) {
      db.put("t", "pk", "big", "sk", sk, "pad", "x".repeat(100_000));
      db.put("t", "pk", "large", "sk", sk, "pad", "x".repeat(100_000));
    }
    assertEquals(11, select("* FROM t WHERE pk = 'big'").on(db).items().size());
    assertEquals(12, select("* FROM t WHERE pk = 'big'").pages(db).size());
    assertEquals(
        11, select("* FROM t WHERE pk IN ['a', 'big', 'large']").on(db).items().size() - 4);
    assertEquals(28, select("* FROM t WHERE pk IN ['a', 'big', 'large']").pages(db).size());
  }

  @Test
  void a_page_goes_through_ten_values_of_an_in() {
    String values =
        IntStream.range(0, 25).mapToObj(i -> "'p" + i + "'").collect(Collectors.joining(", "));
    for (int i = 0; i < 25; i++) {
      db.put("t", "pk", "p" + i, "sk", 1, "id", "p" + i);
    }
    StatementCall call = select("* FROM t WHERE pk IN [" + values + "]");
    ExecuteStatementResponse first = call.on(db);

    assertEquals(10, first.items().size());
    assertNull(first.lastEvaluatedKey());
    assertEquals(
        IntStream.range(0, 25).mapToObj(i -> "p" + i).toList(), SelectPlanTest.ids(call.pages(db)));
  }

  @Test
  void a_token_is_good_for_its_own_statement_only() {
    StatementCall call = select("* FROM t WHERE pk = ?", "a").limit(1);
    String token = call.on(db).nextToken();
    assertEquals(1, call.nextToken(token).on(db).items().size());

    for (StatementCall other :
        List.of(
            select("* FROM t WHERE pk = ?", "b"),
            select("*  FROM t WHERE pk = ?", "a"),
            select("* FROM t WHERE pk = 'a'"),
            StatementCall.of("DELETE FROM t WHERE pk = 'a' AND sk = 1"))) {
      db.assertInvalid("NextToken does not match request", other.nextToken(token).request());
    }
    assertEquals(4, ids("WHERE pk = 'a'").size());
  }

  @Test
  void a_token_that_was_changed_is_refused() {
    StatementCall call = select("* FROM t WHERE pk = ?", "a").limit(1);
    String token = call.on(db).nextToken();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      db.assertInvalid("NextToken does not match request", call.nextToken(changed).request());
    }
    for (String junk : List.of("x", "%", "AAAA", token + token, token.substring(4), "é")) {
      db.assertInvalid("NextToken does not match request", call.nextToken(junk).request());
    }
  }

  @Test
  void items_are_counted_once_under_changes_between_pages() {
    StatementCall call = select("* FROM t WHERE pk = 'a'").limit(2);
    ExecuteStatementResponse page = call.on(db);
    db.put("t", "pk", "a", "sk", 0, "id", "a0");
    StatementCall.of("DELETE FROM t WHERE pk = 'a' AND sk = 2").on(db);

    HashSet<String> seen = new HashSet<>(SelectPlanTest.ids(page.items()));
    for (String id : SelectPlanTest.ids(call.nextToken(page.nextToken()).pages(db))) {
      assertTrue(seen.add(id), id);
    }
    assertEquals(4, seen.size());
  }

  @Test
  void capacity_is_answered_as_asked_for() {
    assertNull(select("* FROM t").capacity(ReturnConsumedCapacity.NONE).on(db).consumedCapacity());
    assertNull(select("* FROM t").capacity(null).on(db).consumedCapacity());
    assertNull(
        select("* FROM t")
            .capacity(ReturnConsumedCapacity.TOTAL)
            .on(db)
            .consumedCapacity()
            .table());
  }
}
