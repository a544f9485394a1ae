package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.item.BatchGetItemRequest;
import dev.ddblocal.domain.item.BatchWriteItemRequest;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.item.ReturnValue;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.table.AttributeDefinition;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.table.ListTablesRequest;
import dev.ddblocal.domain.table.ProvisionedThroughput;
import dev.ddblocal.domain.table.SSESpecification;
import dev.ddblocal.domain.table.SSEType;
import dev.ddblocal.domain.table.Tag;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.ValidationLayer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCodecTest {
  private static final WireContract CONTRACT = WireContract.load();

  @Test
  void binds_a_put_item_request() {
    OperationCall<?> call =
        read(
            "PutItem",
            """
            {"TableName":"users","Item":{"pk":{"S":"a"}},"ReturnValues":"ALL_OLD",
             "ReturnConsumedCapacity":"INDEXES"}\
            """);
    assertEquals(
        OperationCall.of(
            new PutItemRequest(
                "users",
                AttributeMap.of(Map.of("pk", new AttributeValue.S("a"))),
                ReturnValue.ALL_OLD,
                ReturnConsumedCapacity.INDEXES,
                null,
                null,
                null,
                null,
                null,
                null,
                null),
            "localhost:8000"),
        call);
  }

  @Test
  void binds_every_type_of_attribute() {
    AttributeMap item =
        item(
            """
            {"s":{"S":"é😀\\u00e9\\ud83d\\ude00"},"n":{"N":"1.50"},"b":{"B":"AP8="},"yes":{"BOOL":true},
             "no":{"BOOL":false},"nil":{"NULL":true},"ss":{"SS":["b",""]},"ns":{"NS":["2","1e1"]},
             "bs":{"BS":["","AA=="]},"l":{"L":[{"S":""},{"L":[]}]},"m":{"M":{"":{"N":"0"},"x":{"M":{}}}}}\
            """);
    assertNull(item.defect());
    assertEquals(
        Map.ofEntries(
            Map.entry("s", new AttributeValue.S("é😀é😀")),
            Map.entry("n", new AttributeValue.N(DynamoNumber.of("1.5"))),
            Map.entry("b", new AttributeValue.B(Bytes.wrap(new byte[] {0, -1}))),
            Map.entry("yes", AttributeValue.BOOL.TRUE),
            Map.entry("no", AttributeValue.BOOL.FALSE),
            Map.entry("nil", AttributeValue.NULL.INSTANCE),
            Map.entry("ss", AttributeValue.stringSet(List.of("b", ""))),
            Map.entry(
                "ns",
                AttributeValue.numberSet(List.of(DynamoNumber.of("2"), DynamoNumber.of("10")))),
            Map.entry(
                "bs",
                AttributeValue.binarySet(
                    List.of(Bytes.wrap(new byte[0]), Bytes.wrap(new byte[1])))),
            Map.entry(
                "l",
                new AttributeValue.L(
                    List.of(new AttributeValue.S(""), new AttributeValue.L(List.of())))),
            Map.entry(
                "m",
                new AttributeValue.M(
                    Map.of(
                        "",
                        new AttributeValue.N(DynamoNumber.ZERO),
                        "x",
                        new AttributeValue.M(Map.of()))))),
        item.attributes());
    assertEquals(
        List.of("s", "n", "b", "yes", "no", "nil", "ss", "ns", "bs", "l", "m"),
        new ArrayList<>(item.attributes().keySet()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                   | contain exactly one of the supported datatypes",
        "null                 | contain exactly one of the supported datatypes",
        "{'S':null}           | contain exactly one of the supported datatypes",
        "{'X':'y'}            | contain exactly one of the supported datatypes",
        "{'L':[null]}         | contain exactly one of the supported datatypes",
        "{'M':{'b':null}}     | contain exactly one of the supported datatypes",
        "{'S':'a','N':'1'}    | more than one datatypes",
        "{'N':'bad','S':'a'}  | more than one datatypes",
        "{'N':'bad'}          | cannot be converted to a numeric value: bad",
        "{'SS':[]}            | An string set  may not be empty",
        "{'NULL':false}       | Null attribute value types must have the value of true",
      })
  void remembers_the_first_defect_of_an_item(String value, String message) {
    AttributeMap item =
        item("{'ok':{'S':'x'},'a':%s,'z':{'SS':[]}}".formatted(value).replace('\'', '"'));
    String actual = item.defect().message(ValidationLayer.CURRENT);
    assertEquals(true, actual.contains(message), actual);
    assertEquals("a", item.defectKey());
    assertEquals(Map.of("ok", new AttributeValue.S("x")), item.attributes());
  }

  @Test
  void ignores_types_that_it_does_not_know() {
    AttributeMap item = item("{\"a\":{\"X\":[1,{}],\"S\":\"x\",\"N\":null}}");
    assertNull(item.defect());
    assertEquals(Map.of("a", new AttributeValue.S("x")), item.attributes());
  }

  @Test
  void accepts_32_levels_and_finds_one_more_too_deep() {
    assertNull(item(nested(31)).defect());
    assertEquals(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
            + " beyond supported limit",
        item(nested(32)).defect().message(ValidationLayer.CURRENT));
    assertEquals(true, item(nested(480)).defect() != null);
  }

  @Test
  void checks_types_below_the_deepest_level_too() {
    String request = "{\"Item\":" + nested(40).replace("{\"S\":\"x\"}", "{\"S\":1}") + "}";
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> read("PutItem", request));
    assertEquals(ErrorCode.SERIALIZATION, error.code());
  }

  @Test
  void binds_a_create_table_request() {
    CreateTableRequest request =
        (CreateTableRequest)
            read(
                    "CreateTable",
                    """
                    {"TableName":"users",
                     "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                     "KeySchema":[{"KeyType":"HASH","AttributeName":"pk"}],
                     "BillingMode":"PROVISIONED",
                     "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6.0},
                     "SSESpecification":{"Enabled":true,"SSEType":"KMS","KMSMasterKeyId":"k"},
                     "Tags":[{"Key":"owner","Value":""}],
                     "DeletionProtectionEnabled":true}\
                    """)
                .request();
    assertEquals(
        new CreateTableRequest(
            List.of(new AttributeDefinition("pk", ScalarAttributeType.S)),
            "users",
            List.of(new KeySchemaElement("pk", KeyType.HASH)),
            null,
            null,
            BillingMode.PROVISIONED,
            new ProvisionedThroughput(5L, 6L),
            null,
            new SSESpecification(true, SSEType.KMS, "k"),
            List.of(new Tag("owner", "")),
            null,
            null,
            true,
            null,
            null),
        request);
  }

  @Test
  void binds_batches_in_the_order_sent() {
    BatchWriteItemRequest write =
        (BatchWriteItemRequest)
            read(
                    "BatchWriteItem",
                    """
                    {"RequestItems":{"zoo":[{"PutRequest":{"Item":{"pk":{"S":"a"}}}},
                     {"DeleteRequest":{"Key":{"pk":{"S":"b"}}}}],"air":[{}]}}\
                    """)
                .request();
    assertEquals(List.of("zoo", "air"), write.tables());
    assertEquals(
        Map.of("pk", new AttributeValue.S("b")),
        write.requestItems().get("zoo").get(1).deleteRequest().key().attributes());
    assertNull(write.requestItems().get("zoo").get(1).putRequest());
    BatchGetItemRequest get =
        (BatchGetItemRequest)
            read(
                    "BatchGetItem",
                    "{\"RequestItems\":{\"zoo\":{\"Keys\":[{\"pk\":{\"S\":\"a\"}}],\"ConsistentRead\":true}}}")
                .request();
    assertEquals(true, get.requestItems().get("zoo").consistentRead());
    assertEquals(
        List.of(AttributeMap.of(Map.of("pk", new AttributeValue.S("a")))),
        get.requestItems().get("zoo").keys());
  }

  @Test
  void takes_null_for_a_member_that_is_not_there() {
    assertEquals(
        OperationCall.of(new ListTablesRequest(null, 5), "localhost:8000"),
        read("ListTables", "{\"ExclusiveStartTableName\":null,\"Limit\":5.9}"));
  }

  @Test
  void binds_a_bad_table_name_for_authorization_and_no_bad_enum() {
    GetItemRequest request =
        (GetItemRequest)
            read(
                    "GetItem",
                    "{\"TableName\":\"no spaces\",\"Key\":{},\"ReturnConsumedCapacity\":\"X\"}")
                .request();
    assertEquals(List.of("no spaces"), request.tables());
    assertNull(request.returnConsumedCapacity());
  }

  @Test
  void names_unsupported_members_in_the_order_of_appearance() {
    OperationCall<?> call =
        read(
            "CreateTable",
            """
            {"VectorIndexes":[{"a":{"b":"c"}},{"d":[]}],"TableName":"table",
             "GlobalTableSourceArn":null,"ResourcePolicy":"{}","Unknown":true}\
            """);
    assertEquals(List.of("VectorIndexes"), call.unsupportedMembers());
  }

  @Test
  void refuses_an_empty_body() {
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> read("PutItem", ""));
    assertEquals(ErrorCode.SERIALIZATION, error.code());
    assertNull(error.getMessage());
  }

  @Test
  void survives_many_attributes_with_colliding_hashes() {
    StringBuilder item = new StringBuilder("{");
    int count = 1 << 15;
    for (int i = 0; i < count; i++) {
      item.append(i == 0 ? "\"" : ",\"");
      // "Aa" and "BB" have one hash.
      for (int bit = 0; bit < 15; bit++) {
        item.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      item.append("\":{\"NULL\":true}");
    }
    assertEquals(count, item(item.append('}').toString()).attributes().size());
  }

  @Test
  void reads_the_longest_string_a_body_can_hold() {
    String text = "x".repeat(16 * 1024 * 1024 - 100);
    assertEquals(
        new AttributeValue.S(text), item("{\"a\":{\"S\":\"" + text + "\"}}").attributes().get("a"));
  }

  private static String nested(int wrappers) {
    return "{\"a\":"
        + "{\"M\":{\"b\":".repeat(wrappers)
        + "{\"S\":\"x\"}"
        + "}}".repeat(wrappers)
        + "}";
  }

  private static AttributeMap item(String item) {
    String request = "{\"TableName\":\"users\",\"Item\":" + item + "}";
    return ((PutItemRequest) read("PutItem", request).request()).item();
  }

  private static OperationCall<?> read(String operation, String request) {
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      JsonSyntax.require(body);
    }
    return CONTRACT.operation(operation).orElseThrow().read(body, "localhost:8000");
  }
}
