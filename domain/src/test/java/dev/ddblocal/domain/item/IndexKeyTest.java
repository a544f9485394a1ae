package dev.ddblocal.domain.item;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an item can have where the key of an index is. */
class IndexKeyTest {
  private static final String TYPE =
      "One or more parameter values were invalid: Type mismatch for Index Key ";
  private static final Map<String, String> MESSAGES =
      Map.of(
          "S as N",
          TYPE + "s Expected: S Actual: N IndexName: b-index",
          "S as L",
          TYPE + "s Expected: S Actual: L IndexName: b-index",
          "N as S",
          TYPE + "n Expected: N Actual: S IndexName: a-index",
          "B as NULL",
          TYPE + "b Expected: B Actual: NULL IndexName: c-index",
          "empty S",
          empty("string", "b-index", "s"),
          "empty B",
          empty("binary", "c-index", "b"),
          "long partition key",
          "One or more parameter values were invalid: Size limit exceeded for Index Key s Actual"
              + " Size: 2049 bytes Max Size: 2048 bytes IndexName: b-index",
          "long sort key",
          "One or more parameter values were invalid: Size limit exceeded for Index Key b Actual"
              + " Size: 1026 bytes Max Size: 1024 bytes IndexName: c-index");

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  private static String empty(String type, String index, String key) {
    return "One or more parameter values are not valid. A value specified for a secondary index key"
        + " is not supported. The AttributeValue for a key attribute cannot contain an empty %s"
            .formatted(type)
        + " value. IndexName: %s, IndexKey: %s".formatted(index, key);
  }

  @BeforeEach
  void table() {
    json.call(
        "CreateTable",
        """
        {"TableName": "T", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [
           {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "s", "AttributeType": "S"},
           {"AttributeName": "n", "AttributeType": "N"}, {"AttributeName": "b", "AttributeType": "B"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
         "GlobalSecondaryIndexes": [
           {"IndexName": "c-index", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
             {"AttributeName": "s", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"}]},
           {"IndexName": "a-index", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
             {"AttributeName": "n", "KeyType": "HASH"}]},
           {"IndexName": "b-index", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
             {"AttributeName": "s", "KeyType": "HASH"}]}]}
        """);
  }

  private static final String UNFIT =
      """
      S as N,             s, {"N": "5"}
      S as L,             s, {"L": [{"S": "x"}]}
      N as S,             n, {"S": "5"}
      B as NULL,          b, {"NULL": true}
      empty S,            s, {"S": ""}
      empty B,            b, {"B": ""}
      long partition key, s, {"S": "@2049"}
      long sort key,      b, {"B": "@1368"}
      """;

  private static String expanded(String value) {
    for (int length : new int[] {2049, 1368}) {
      value = value.replace("@" + length, "A".repeat(length));
    }
    return value;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(quoteCharacter = '\'', textBlock = UNFIT)
  void puts_are_refused_in_the_name_of_the_first_index(String what, String name, String value) {
    String item = "{\"pk\": {\"S\": \"p\"}, \"%s\": %s}".formatted(name, expanded(value));
    json.refuses(
        MESSAGES.get(what), "PutItem", "{\"TableName\": \"T\", \"Item\": %s}".formatted(item));
    json.refuses(
        MESSAGES.get(what),
        "BatchWriteItem",
        "{\"RequestItems\": {\"T\": [{\"PutRequest\": {\"Item\": %s}}]}}".formatted(item));
    json.answers("{}", "GetItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"p\"}}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(quoteCharacter = '\'', textBlock = UNFIT)
  void updates_are_refused_in_words_of_their_own(String what, String name, String value) {
    String message =
        what.startsWith("empty")
            ? "One or more parameter values are not valid. The update expression attempted to"
                + " update a secondary index key to a value that is not supported. The"
                + " AttributeValue for a key attribute cannot contain an empty "
                + (what.endsWith("S") ? "string" : "binary")
                + " value."
            : "The update expression attempted to update the secondary index key "
                + (what.startsWith("long") ? "beyond allowed size limits" : "to unsupported type");
    json.refuses(
        message,
        "UpdateItem",
        """
        {"TableName": "T", "Key": {"pk": {"S": "p"}}, "UpdateExpression": "SET %s = :v",
         "ExpressionAttributeValues": {":v": %s}}
        """
            .formatted(name, expanded(value)));
    json.answers("{}", "GetItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"p\"}}}");
  }

  @Test
  void an_empty_value_is_refused_before_one_of_another_type() {
    json.refuses(
        MESSAGES.get("empty S"),
        "PutItem",
        """
        {"TableName": "T", "Item": {"pk": {"S": "p"}, "n": {"S": "5"}, "s": {"S": ""}}}
        """);
  }

  @Test
  void the_key_of_the_table_is_looked_at_before_those_of_the_indexes() {
    json.refuses(
        "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
        "PutItem",
        """
        {"TableName": "T", "Item": {"pk": {"N": "1"}, "s": {"S": ""}}}
        """);
  }

  @Test
  void an_item_that_cannot_be_put_is_refused_before_its_condition_fails() {
    json.refuses(
        MESSAGES.get("S as N"),
        "PutItem",
        """
        {"TableName": "T", "Item": {"pk": {"S": "p"}, "s": {"N": "5"}},
         "ConditionExpression": "attribute_exists(pk)"}
        """);
  }

  @Test
  void one_unfit_item_refuses_the_whole_batch() {
    json.refuses(
        MESSAGES.get("S as N"),
        "BatchWriteItem",
        """
        {"RequestItems": {"T": [
          {"PutRequest": {"Item": {"pk": {"S": "fine"}, "s": {"S": "s"}}}},
          {"PutRequest": {"Item": {"pk": {"S": "p"}, "s": {"N": "5"}}}}]}}
        """);
    json.answers("{}", "GetItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"fine\"}}}");
  }

  @Test
  void keys_can_be_as_long_as_keys_can_be() {
    json.answers(
        "{}",
        "PutItem",
        """
        {"TableName": "T", "Item": {"pk": {"S": "p"}, "s": {"S": "%s"}, "b": {"B": "%s=="}}}
        """
            .formatted("s".repeat(2048), "A".repeat(1366)));
  }
}
