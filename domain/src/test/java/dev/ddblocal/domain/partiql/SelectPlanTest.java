package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SELECT reads is told by what it costs: each item is a little less than 4 KB. */
class SelectPlanTest {
  private static final String PADDING = "x".repeat(4000);

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void table() {
    db.createTable("t", "pk:S", "sk:N");
    for (int sk = 1; sk <= 5; sk++) {
      db.put("t", "pk", "a", "sk", sk, "id", "a" + sk, "v", 10 * sk, "pad", PADDING);
    }
    for (int sk = 1; sk <= 3; sk++) {
      db.put("t", "pk", "b", "sk", sk, "id", "b" + sk, "v", 10 * sk, "pad", PADDING);
    }
  }

  static List<String> ids(List<Item> items) {
    return items.stream().map(item -> ((AttributeValue.S) item.get("id")).value()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pk = 'a' AND sk = 1                           | a1                      | 0.5
          1 = sk AND 'a' = pk                           | a1                      | 0.5
          pk = 'a' AND sk = 1 AND v = 10                | a1                      | 0.5
          pk = 'a' AND sk = 1 AND v = 11                | ``                      | 0.5
          pk = 'a' AND sk = 9                           | ``                      | 0.5
          pk = 'a' AND sk = 1 AND sk = 2                | ``                      | 0.5
          pk = 'a' AND sk = 1 AND sk > 0                | a1                      | 0.5
          pk = 'a'                                      | a1 a2 a3 a4 a5          | 2.5
          pk = 'none'                                   | ``                      | 0.5
          pk = 'a' AND sk > 3                           | a4 a5                   | 1
          pk = 'a' AND sk >= 3                          | a3 a4 a5                | 1.5
          pk = 'a' AND 3 <= sk                          | a3 a4 a5                | 1.5
          pk = 'a' AND sk < 3                           | a1 a2                   | 1
          pk = 'a' AND sk <= 3                          | a1 a2 a3                | 1.5
          pk = 'a' AND sk BETWEEN 2 AND 3               | a2 a3                   | 1
          pk = 'a' AND v = 20                           | a2                      | 2.5
          pk = 'a' AND sk <> 2                          | a1 a3 a4 a5             | 2.5
          pk = 'a' AND NOT sk = 2                       | a1 a3 a4 a5             | 2.5
          pk = 'a' AND sk > 1 AND sk < 4                | a2 a3                   | 2
          pk = 'a' AND attribute_exists(sk)             | a1 a2 a3 a4 a5          | 2.5
          pk = 'a' AND pk = 'b'                         | ``                      | 2.5
          pk IN ['b', 'a']                              | b1 b2 b3 a1 a2 a3 a4 a5 | 4
          pk IN ['a', 'a']                              | a1 a2 a3 a4 a5          | 2.5
          pk = 'b' OR pk = 'a'                          | b1 b2 b3 a1 a2 a3 a4 a5 | 4
          pk IN ['a', 'none'] AND sk = 1                | a1                      | 1
          pk IN ['b', 'a'] AND v < 20                   | b1 a1                   | 4
          pk = 'a' AND sk IN [5, 1, 5]                  | a1 a5                   | 1
          pk = 'a' AND (sk = 5 OR sk = 1)               | a1 a5                   | 1
          pk = 'a' AND (sk < 2 OR sk > 4)               | a1 a5                   | 1
          pk = 'a' AND (sk < 3 OR sk > 3) AND v <> 20   | a1 a4 a5                | 2
          pk = 'a' AND (sk > 3 OR sk <> 4)              | a1 a2 a3 a4 a5          | 2.5
          pk = 'a' AND (sk > 3 OR NOT sk < 3)           | a3 a4 a5                | 2.5
          pk = 'a' AND (sk = 1 OR v = 30)               | a1 a3                   | 2.5
          pk = 'a' AND (v = 10 OR v = 20)               | a1 a2                   | 2.5
          (pk = 'a' AND sk = 1) OR (pk = 'b' AND sk > 1)| a1 b2 b3                | 1.5
          (pk = 'a' AND sk > 1) OR (pk = 'b' AND sk < 3)| a2 a3 a4 a5 b1 b2       | 3
          (pk = 'a' OR pk = 'b') AND (sk = 1 OR sk = 2) | a1 a2 b1 b2             | 2
          """)
  void a_read_by_key_costs_what_its_keys_cost(String where, String ids, double units) {
    ExecuteStatementResponse answer = StatementCall.of("SELECT * FROM t WHERE " + where).on(db);

    assertEquals(ids.isEmpty() ? List.of() : Arrays.asList(ids.split(" ")), ids(answer.items()));
    assertEquals(units, answer.consumedCapacity().capacityUnits());
    assertEquals(units, answer.consumedCapacity().table().capacityUnits());
    assertEquals("t", answer.consumedCapacity().tableName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          WHERE v = 10                       | a1 b1
          WHERE sk = 1                       | a1 b1
          WHERE pk > 'a'                     | b1 b2 b3
          WHERE begins_with(pk, 'b')         | b1 b2 b3
          WHERE pk <> 'a'                    | b1 b2 b3
          WHERE NOT pk = 'a'                 | b1 b2 b3
          WHERE pk BETWEEN 'b' AND 'c'       | b1 b2 b3
          WHERE pk = id                      | ``
          WHERE pk = 'a' OR v = 10           | a1 a2 a3 a4 a5 b1
          WHERE sk IN [4, 5]                 | a4 a5
          WHERE NOT (pk = 'a' AND sk > 1)    | a1 b1 b2 b3
          ``                                 | a1 a2 a3 a4 a5 b1 b2 b3
          """)
  void anything_else_reads_the_whole_table(String where, String ids) {
    ExecuteStatementResponse answer = StatementCall.of("SELECT * FROM t " + where).on(db);

    assertEquals(
        ids.isEmpty() ? List.of() : Arrays.asList(ids.split(" ")),
        ids(answer.items()).stream().sorted().toList());
    assertEquals(4, answer.consumedCapacity().capacityUnits());
  }

  @Test
  void a_consistent_read_costs_twice_as_much() {
    for (String where : List.of("pk = 'a' AND sk = 1", "pk = 'a'", "v = 10", "pk IN ['a', 'b']")) {
      StatementCall call = StatementCall.of("SELECT * FROM t WHERE " + where);
      double eventual = call.on(db).consumedCapacity().capacityUnits();
      assertEquals(2 * eventual, call.consistent().on(db).consumedCapacity().capacityUnits());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pk = 'a' AND (sk > 1 OR sk < 3)",
        "pk = 'a' AND (sk >= 3 OR sk = 3)",
        "pk = 'a' AND (sk BETWEEN 1 AND 3 OR sk BETWEEN 3 AND 5)",
        "(pk = 'a' AND sk = 1) OR (pk = 'a' AND sk = 1 AND v = 1)",
        "pk IN ['a', 'b'] AND (sk > 1 OR sk > 2)"
      })
  void branches_that_read_an_item_twice_are_refused(String where) {
    db.assertInvalid(
        "Overlapping conditions with range keys are not supported in where clause",
        StatementCall.of("SELECT * FROM t WHERE " + where).request());
  }

  @Test
  void key_values_that_no_key_can_have_are_refused_as_by_the_native_operation() {
    db.assertInvalid(
        "The provided key element does not match the schema",
        StatementCall.of("SELECT * FROM t WHERE pk = 1 AND sk = 1").request());
    db.assertInvalid(
        "One or more parameter values were invalid: Condition parameter type does not match schema"
            + " type",
        StatementCall.of("SELECT * FROM t WHERE pk = 1").request());
    db.assertInvalid(
        "One or more parameter values were invalid: Condition parameter type does not match schema"
            + " type",
        StatementCall.of("SELECT * FROM t WHERE pk = 'a' AND sk > 'x'").request());
    db.assertInvalid(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty string value. Key: pk",
        StatementCall.of("SELECT * FROM t WHERE pk = ''").request());
  }

  @Test
  void a_partition_key_can_be_compared_with_fifty_values() {
    String fifty = String.join(", ", Collections.nCopies(50, "'a'"));
    assertEquals(
        5, StatementCall.of("SELECT * FROM t WHERE pk IN [" + fifty + "]").on(db).items().size());
    db.assertInvalid(
        "The IN operator is provided with too many operands; number of operands: 51",
        StatementCall.of("SELECT * FROM t WHERE pk IN [" + fifty + ", 'b']").request());
    assertEquals(
        0,
        StatementCall.of("SELECT * FROM t WHERE v IN [" + fifty + ", 'b']").on(db).items().size());
  }

  @Test
  void a_clause_with_very_many_branches_is_a_filter() {
    String either = "(pk = 'a' OR pk = 'b')";
    String where = String.join(" AND ", Collections.nCopies(11, either));

    ExecuteStatementResponse answer = StatementCall.of("SELECT * FROM t WHERE " + where).on(db);

    assertEquals(8, answer.items().size());
    assertEquals(4, answer.consumedCapacity().capacityUnits());
  }
}
