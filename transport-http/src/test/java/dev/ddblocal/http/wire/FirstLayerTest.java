package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.domain.operation.OperationCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first validation layer: constraints of the model and what the service makes of them. */
class FirstLayerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WireContract CONTRACT = WireContract.load();

  @TestFactory
  Stream<DynamicTest> words_violations_as_recorded() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode fact : JSON.readTree(getClass().getResourceAsStream("first-layer.json"))) {
      tests.add(DynamicTest.dynamicTest(fact.get("fact").asText(), () -> check(fact)));
    }
    assertEquals(false, tests.isEmpty());
    return tests.stream();
  }

  private static void check(JsonNode fact) {
    OperationCall<?> call = read(fact.get("operation").asText(), fact.get("request").toString());
    assertEquals(
        Optional.ofNullable(fact.get("message")).map(JsonNode::asText),
        call.constraintViolations());
    List<String> unsupported = new ArrayList<>();
    fact.path("unsupported").forEach(member -> unsupported.add(member.asText()));
    assertEquals(unsupported, call.unsupportedMembers());
  }

  @Test
  void repeats_a_name_of_256_characters() {
    String name = "a".repeat(256);
    assertEquals(
        "1 validation error detected: Value '%s' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255"
            .formatted(name),
        violations("PutItem", "{\"TableName\":\"%s\",\"Item\":{}}".formatted(name)));
  }

  @Test
  void gives_an_arn_1024_characters() {
    String arn = "arn:" + "a".repeat(1020);
    assertEquals("none", violations("DescribeTable", "{\"TableName\":\"%s\"}".formatted(arn)));
    assertEquals(
        "1 validation error detected: Value '%s' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 1024"
            .formatted(arn + "a"),
        violations("DescribeTable", "{\"TableName\":\"%sa\"}".formatted(arn)));
  }

  @Test
  void refuses_more_than_100_keys_in_a_batch_get() {
    String request = "{\"RequestItems\":{\"users\":{\"Keys\":[%s]}}}";
    assertEquals("none", violations("BatchGetItem", request.formatted(keys(100))));
    assertEquals(
        "1 validation error detected: Value at 'RequestItems.users.member.Keys' failed to satisfy"
            + " constraint: Member must have length less than or equal to 100",
        violations("BatchGetItem", request.formatted(keys(101))));
  }

  @ParameterizedTest
  @CsvSource({
    "TransactWriteItems, Delete",
    "TransactGetItems, Get",
  })
  void refuses_more_than_100_actions_of_a_transaction(String operation, String action) {
    String request = "{\"TransactItems\":[%s]}";
    String item =
        "{\"%s\":{\"TableName\":\"users\",\"Key\":{\"pk\":{\"S\":\"x\"}}}}".formatted(action);
    List<String> items = Collections.nCopies(100, item);
    assertEquals("none", violations(operation, request.formatted(String.join(",", items))));
    assertEquals(
        "1 validation error detected: Value at 'TransactItems' failed to satisfy constraint: Member"
            + " must have length less than or equal to 100",
        violations(operation, request.formatted(String.join(",", items) + "," + item)));
  }

  @Test
  void refuses_more_than_25_writes_in_a_batch_write() {
    String request = "{\"RequestItems\":{\"users\":[%s]}}";
    List<String> writes =
        Collections.nCopies(25, "{\"DeleteRequest\":{\"Key\":{\"pk\":{\"S\":\"a\"}}}}");
    assertEquals("none", violations("BatchWriteItem", request.formatted(String.join(",", writes))));
    assertEquals(
        "1 validation error detected: Value at 'RequestItems.users.member' failed to satisfy"
            + " constraint: Member must have length less than or equal to 25",
        violations(
            "BatchWriteItem", request.formatted(String.join(",", writes) + "," + writes.get(0))));
  }

  @Test
  void limits_tags_to_keys_of_128_and_values_of_256_characters() {
    String request =
        "{\"ResourceArn\":\"arn:aws:dynamodb:us-east-1:000000001234:table/users\",\"Tags\":[{\"Key\":\"%s\",\"Value\":\"%s\"}]}";
    String key = "é".repeat(128);
    String value = "ü".repeat(256);
    assertEquals("none", violations("TagResource", request.formatted(key, value)));
    assertEquals(
        "2 validation errors detected: Value '%se' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128; Value '%su' at 'tags.1.member.value' failed to satisfy constraint: Member must have length less than or equal to 256"
            .formatted(key, value),
        violations("TagResource", request.formatted(key + "e", value + "u")));
  }

  @Test
  void counts_characters_not_utf16_units() {
    String name = "😀".repeat(255);
    String request = "{\"TableName\":\"%s\"}";
    assertEquals(
        "1 validation error detected: Value '"
            + name
            + "' at 'tableName' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [a-zA-Z0-9_.-]+",
        violations("DescribeTable", request.formatted(name)));
    assertEquals(
        true,
        violations("DescribeTable", request.formatted(name + "x"))
            .startsWith("2 validation errors detected: "));
  }

  @Test
  void measures_the_names_of_key_attributes_in_bytes() {
    String name = "é".repeat(127);
    String request =
        "{\"TableName\":\"users\",\"AttributeDefinitions\":[{\"AttributeName\":\"%s\",\"AttributeType\":\"S\"}]}";
    assertEquals("none", violations("CreateTable", request.formatted(name + "x")));
    assertEquals(
        "1 validation error detected: Value '%sé' at 'attributeDefinitions.1.member.attributeName' failed to satisfy constraint: Member must have length less than or equal to 255"
            .formatted(name),
        violations("CreateTable", request.formatted(name + "é")));
  }

  @Test
  void measures_attribute_names_in_bytes() {
    String request = "{\"TableName\":\"users\",\"Key\":{},\"AttributesToGet\":[\"%s\"]}";
    assertEquals("none", violations("GetItem", request.formatted("é".repeat(32_767) + "a")));
    assertEquals(
        true,
        violations("GetItem", request.formatted("é".repeat(32_768)))
            .endsWith(
                "at 'attributesToGet' failed to satisfy constraint: Member must satisfy constraint:"
                    + " [Member must have length less than or equal to 65535, Member must have"
                    + " length greater than or equal to 0]"));
  }

  @Test
  void repeats_a_collection_once_however_many_of_its_keys_are_bad() {
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      tables.add("\"é %d\": {\"Keys\":[{ \"pk\":{\"S\":\"é\"}}]}".formatted(i));
    }
    String map = "{" + String.join(",", tables) + "}";
    assertEquals(
        "2 validation errors detected: Value '%s' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]; Value at 'RequestItems' failed to satisfy constraint: Member must have length less than or equal to 100"
            .formatted(map.replace(" \"pk", "\"pk").replace(": {", ":{")),
        violations("BatchGetItem", "{ \"X\":\"é\", \"RequestItems\" : " + map + " }"));
  }

  @Test
  void tells_a_bounded_number_of_violations() {
    List<String> bad = Collections.nCopies(100_000, "{}");
    String text =
        violations(
            "CreateTable",
            "{\"TableName\":\"users\",\"KeySchema\":[%s]}".formatted(String.join(",", bad)));
    assertEquals("100 validation errors detected", text.substring(0, text.indexOf(':')));
  }

  private static String keys(int count) {
    return String.join(",", Collections.nCopies(count, "{\"pk\":{\"S\":\"a\"}}"));
  }

  private static String violations(String operation, String request) {
    return read(operation, request).constraintViolations().orElse("none");
  }

  private static OperationCall<?> read(String operation, String request) {
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    JsonSyntax.require(body);
    return CONTRACT.operation(operation).orElseThrow().read(body, "localhost:8000");
  }
}
