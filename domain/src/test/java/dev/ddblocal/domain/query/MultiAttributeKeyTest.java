package dev.ddblocal.domain.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Global secondary indexes whose keys have several attributes. */
class MultiAttributeKeyTest {
  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void games() {
    new DynamoDbJson(db)
        .call(
            "CreateTable",
            """
            {"TableName": "t", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [
              {"AttributeName": "id", "AttributeType": "S"},
              {"AttributeName": "h1", "AttributeType": "S"},
              {"AttributeName": "h2", "AttributeType": "N"},
              {"AttributeName": "a", "AttributeType": "S"},
              {"AttributeName": "b", "AttributeType": "N"},
              {"AttributeName": "c", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "GlobalSecondaryIndexes": [
              {"IndexName": "i", "Projection": {"ProjectionType": "KEYS_ONLY"},
               "KeySchema": [
                {"AttributeName": "h1", "KeyType": "HASH"}, {"AttributeName": "h2", "KeyType": "HASH"},
                {"AttributeName": "a", "KeyType": "RANGE"}, {"AttributeName": "b", "KeyType": "RANGE"},
                {"AttributeName": "c", "KeyType": "RANGE"}]}]}
            """);
    int id = 0;
    for (String a : new String[] {"y", "x", "xx"}) {
      for (int b : new int[] {10, -1, 2}) {
        for (String c : new String[] {"q", "p"}) {
          db.put("t", "id", "" + id++, "h1", "h", "h2", 7, "a", a, "b", b, "c", c);
        }
      }
    }
    db.put("t", "id", "without b", "h1", "h", "h2", 7, "a", "x", "c", "p");
    db.put("t", "id", "other", "h1", "h", "h2", 8, "a", "x", "b", 2, "c", "p");
  }

  private static QueryCall on(String keys, Object... more) {
    List<Object> values = new ArrayList<>(List.of(":h", "h", ":n", 7));
    values.addAll(List.of(more));
    return QueryCall.on("t").index("i").keys(keys).values(values.toArray());
  }

  private static String text(Item item) {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("a", "b", "c")) {
      text.append(
          item.get(name) instanceof AttributeValue.N number
              ? number.value().toPlainString()
              : ((AttributeValue.S) item.get(name)).value());
    }
    return text.toString();
  }

  private List<String> found(QueryCall call) {
    return db.call(call.query()).items().stream().map(MultiAttributeKeyTest::text).toList();
  }

  @Test
  void items_are_sorted_attribute_by_attribute() {
    List<String> order =
        List.of(
            "x-1p", "x-1q", "x2p", "x2q", "x10p", "x10q", "xx-1p", "xx-1q", "xx2p", "xx2q", "xx10p",
            "xx10q", "y-1p", "y-1q", "y2p", "y2q", "y10p", "y10q");
    assertEquals(order, found(on("h1 = :h AND h2 = :n")));
    assertEquals(order.reversed(), found(on("h2 = :n AND h1 = :h").backward()));
  }

  @Test
  void conditions_are_on_the_first_sort_key_attributes() {
    assertEquals(
        List.of("x2p", "x2q", "x10p", "x10q"),
        found(on("h1 = :h AND h2 = :n AND b > :b AND a = :a", ":a", "x", ":b", -1)));
    assertEquals(
        List.of("xx2q"),
        found(
            on(
                "h1 = :h AND h2 = :n AND a = :a AND b = :b AND c BETWEEN :c AND :d",
                ":a",
                "xx",
                ":b",
                2,
                ":c",
                "q",
                ":d",
                "z")));
    assertEquals(12, found(on("h1 = :h AND h2 = :n AND begins_with(a, :a)", ":a", "x")).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h1 = :h AND b = :n|Query condition missed key schema element: h2",
        "h1 = :h AND h2 > :n|Query key condition not supported",
        "h1 = :h AND h2 = :n AND c = :h|RANGE key attributes a, b must have equality conditions"
            + " specified in the query because a condition is present on key attribute c",
        "h1 = :h AND h2 = :n AND a > :h AND b = :n|RANGE key attributes a must have equality"
            + " conditions specified in the query because a condition is present on key attribute"
            + " b",
        "h1 = :h AND h2 = :n AND id = :h|Query condition missed key schema element: a",
        "h1 = :n AND h2 = :h|One or more parameter values were invalid: Condition parameter type"
            + " does not match schema type"
      })
  void conditions_have_to_fit(String keys, String message) {
    db.assertInvalid(message, on(keys).query());
  }

  @Test
  void the_last_key_names_every_key_attribute() {
    List<String> seen = new ArrayList<>();
    Item last = null;
    do {
      QueryResponse page = db.call(on("h1 = :h AND h2 = :n").limit(5).after(last).query());
      page.items().forEach(item -> seen.add(text(item)));
      last = page.lastEvaluatedKey();
      if (last != null) {
        assertEquals(Set.of("id", "h1", "h2", "a", "b", "c"), last.attributes().keySet());
      }
    } while (last != null);
    assertEquals(found(on("h1 = :h AND h2 = :n")), seen);
  }
}
