package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.capacity.Capacity;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.item.BatchGetItemResponse;
import dev.ddblocal.domain.item.BatchWriteItemResponse;
import dev.ddblocal.domain.item.DeleteRequest;
import dev.ddblocal.domain.item.GetItemResponse;
import dev.ddblocal.domain.item.ItemCollectionMetrics;
import dev.ddblocal.domain.item.KeysAndAttributes;
import dev.ddblocal.domain.item.PutItemResponse;
import dev.ddblocal.domain.item.PutRequest;
import dev.ddblocal.domain.item.WriteRequest;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.table.DescribeLimitsResponse;
import dev.ddblocal.domain.table.DescribeTableResponse;
import dev.ddblocal.domain.table.SSEDescription;
import dev.ddblocal.domain.table.SSEStatus;
import dev.ddblocal.domain.table.SSEType;
import dev.ddblocal.domain.table.TableDescription;
import dev.ddblocal.domain.tag.TagResourceResponse;
import dev.ddblocal.domain.tag.UntagResourceResponse;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseWriterTest {
  private static final ResponseWriter WRITER = WireContract.load().responses();

  @Test
  void leaves_null_components_out() {
    assertEquals("{}", write(new PutItemResponse(null, null, null)));
  }

  @Test
  void answers_an_operation_without_output_with_an_empty_body() {
    assertEquals("", write(new TagResourceResponse()));
    assertEquals("", write(new UntagResourceResponse()));
  }

  @Test
  void writes_every_type_of_attribute() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("s", new AttributeValue.S("é😀\"\\\n\u0001/"));
    attributes.put("n", new AttributeValue.N(DynamoNumber.of("-1e3")));
    attributes.put("b", new AttributeValue.B(Bytes.wrap(new byte[] {0, -1})));
    attributes.put("yes", AttributeValue.BOOL.TRUE);
    attributes.put("nil", AttributeValue.NULL.INSTANCE);
    attributes.put("ss", AttributeValue.stringSet(List.of("b", "")));
    attributes.put("ns", AttributeValue.numberSet(List.of(DynamoNumber.of("0.5"))));
    attributes.put(
        "bs", AttributeValue.binarySet(List.of(Bytes.wrap(new byte[0]), Bytes.wrap(new byte[1]))));
    attributes.put("l", new AttributeValue.L(List.of(new AttributeValue.S(""))));
    attributes.put("\"m\"", new AttributeValue.M(Map.of("x", new AttributeValue.M(Map.of()))));
    assertEquals(
        """
        {"Item":{"s":{"S":"é😀\\"\\\\\\n\\u0001/"},"n":{"N":"-1000"},"b":{"B":"AP8="},\
        "yes":{"BOOL":true},"nil":{"NULL":true},"ss":{"SS":["b",""]},"ns":{"NS":["0.5"]},\
        "bs":{"BS":["","AA=="]},"l":{"L":[{"S":""}]},"\\"m\\"":{"M":{"x":{"M":{}}}}}}\
        """,
        write(new GetItemResponse(new Item(attributes), null)));
  }

  @ParameterizedTest
  @CsvSource({"1,1.0", "0.5,0.5", "25,25.0", "0,0.0", "1234567,1234567.0"})
  void writes_units_as_doubles(double units, String text) {
    assertEquals(
        "{\"ConsumedCapacity\":{\"TableName\":\"users\",\"CapacityUnits\":"
            + text
            + ",\"Table\":{\"CapacityUnits\":"
            + text
            + "}}}",
        write(
            new GetItemResponse(
                null,
                new ConsumedCapacity(
                    "users", units, null, null, new Capacity(null, null, units), null, null))));
  }

  @Test
  void writes_a_table_with_its_times_in_seconds() {
    assertEquals(
        """
        {"Table":{"TableName":"users","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],\
        "TableStatus":"ACTIVE","CreationDateTime":1767225600.007,"ItemCount":3,\
        "SSEDescription":{"Status":"ENABLED","SSEType":"KMS","KMSMasterKeyArn":"arn"},\
        "DeletionProtectionEnabled":false}}\
        """,
        write(
            new DescribeTableResponse(
                new TableDescription(
                    null,
                    "users",
                    List.of(new KeySchemaElement("pk", KeyType.HASH)),
                    TableStatus.ACTIVE,
                    Instant.parse("2026-01-01T00:00:00.007999Z"),
                    null,
                    null,
                    3L,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new SSEDescription(SSEStatus.ENABLED, SSEType.KMS, "arn"),
                    null,
                    false,
                    null,
                    null))));
  }

  @Test
  void writes_what_a_batch_left_undone_as_it_was_asked() {
    AttributeMap key = AttributeMap.of(Map.of("pk", new AttributeValue.S("a")));
    assertEquals(
        """
        {"Responses":{"users":[{"pk":{"S":"a"}}]},\
        "UnprocessedKeys":{"users":{"Keys":[{"pk":{"S":"a"}}],"ConsistentRead":true}}}\
        """,
        write(
            new BatchGetItemResponse(
                Map.of("users", List.of(new Item(key.attributes()))),
                Map.of("users", new KeysAndAttributes(List.of(key), true, null, null, null)),
                null)));
    assertEquals(
        """
        {"UnprocessedItems":{"users":[{"PutRequest":{"Item":{"pk":{"S":"a"}}}},\
        {"DeleteRequest":{"Key":{"pk":{"S":"a"}}}}]},\
        "ItemCollectionMetrics":{"users":[{"ItemCollectionKey":{"pk":{"S":"a"}},\
        "SizeEstimateRangeGB":[0.0,1.0]}]},"ConsumedCapacity":[]}\
        """,
        write(
            new BatchWriteItemResponse(
                Map.of(
                    "users",
                    List.of(
                        new WriteRequest(new PutRequest(key), null),
                        new WriteRequest(null, new DeleteRequest(key)))),
                Map.of(
                    "users",
                    List.of(
                        new ItemCollectionMetrics(new Item(key.attributes()), List.of(0.0, 1.0)))),
                List.of())));
  }

  @Test
  void writes_whole_numbers() {
    assertEquals(
        "{\"AccountMaxReadCapacityUnits\":80000,\"AccountMaxWriteCapacityUnits\":80000,"
            + "\"TableMaxReadCapacityUnits\":40000,\"TableMaxWriteCapacityUnits\":9223372036854775807}",
        write(new DescribeLimitsResponse(80_000L, 80_000L, 40_000L, Long.MAX_VALUE)));
  }

  @Test
  void refuses_what_is_no_response() {
    assertThrows(IllegalArgumentException.class, () -> WRITER.write("text"));
  }

  private static String write(Object response) {
    return new String(WRITER.write(response), StandardCharsets.UTF_8);
  }
}
