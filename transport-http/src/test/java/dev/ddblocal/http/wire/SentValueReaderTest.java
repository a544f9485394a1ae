package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.expression.legacy.ExpectedAttributeValue;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.SentValue;
import dev.ddblocal.domain.value.ValidationLayer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single attribute values and lists of them, as the legacy parameters bring them. */
class SentValueReaderTest {
  private static final WireContract CONTRACT = WireContract.load();

  @Test
  void binds_a_single_value() {
    assertEquals(SentValue.of(new AttributeValue.S("x")), expected("{'Value':{'S':'x'}}").value());
    assertEquals(
        SentValue.of(
            new AttributeValue.M(
                Map.of("l", new AttributeValue.L(List.of(new AttributeValue.S("")))))),
        expected("{'Value':{'M':{'l':{'L':[{'S':''}]}}}}").value());
  }

  @Test
  void binds_a_list_of_values_in_its_order() {
    assertEquals(
        List.of(
            SentValue.of(new AttributeValue.N(DynamoNumber.of("2"))),
            SentValue.of(AttributeValue.NULL.INSTANCE)),
        expected("{'AttributeValueList':[{'N':'2'},{'NULL':true}]}").attributeValueList());
    assertEquals(List.of(), expected("{'AttributeValueList':[]}").attributeValueList());
  }

  @Test
  void takes_null_for_a_value_that_is_not_there() {
    ExpectedAttributeValue expected =
        expected("{'Value':null,'AttributeValueList':null,'Exists':false}");
    assertNull(expected.value());
    assertNull(expected.attributeValueList());
    assertEquals(false, expected.exists());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | contain exactly one of the supported"
            + " datatypes",
        "{'S':null}                                | contain exactly one of the supported"
            + " datatypes",
        "{'X':'y'}                                 | contain exactly one of the supported"
            + " datatypes",
        "{'S':'a','N':'1'}                         | more than one datatypes",
        "{'N':'bad'}                               | numeric value: bad",
        "{'L':[{'S':'a'},{'N':'bad'},{'NS':[]}]}   | numeric value: bad",
        "{'M':{'a':{'NS':['1','1.0']}}}            | Input collection contains duplicates.",
        "{'L':[null]}                              | contain exactly one of the supported"
            + " datatypes",
        "{'SS':[]}                                 | An string set  may not be empty",
        "{'NULL':false}                            | must have the value of true",
      })
  void remembers_the_first_defect_of_a_value(String value, String message) {
    SentValue single = expected("{'Value':%s}".formatted(value)).value();
    assertNull(single.value());
    assertContains(message, single);
    List<SentValue> list =
        expected("{'AttributeValueList':[{'S':'ok'},%s,{'S':'also'}]}".formatted(value))
            .attributeValueList();
    assertEquals(SentValue.of(new AttributeValue.S("ok")), list.get(0));
    assertContains(message, list.get(1));
    assertEquals(SentValue.of(new AttributeValue.S("also")), list.get(2));
  }

  @Test
  void finds_a_value_of_33_levels_too_deep() {
    String value = "{'L':[".repeat(31) + "{'S':'x'}" + "]}".repeat(31);
    assertNull(expected("{'Value':%s}".formatted(value)).value().defect());
    assertContains(
        "Nesting Levels have exceeded supported limits",
        expected("{'Value':{'L':[%s]}}".formatted(value)).value());
  }

  @Test
  void refuses_a_value_of_another_json_type() {
    for (String request :
        List.of("{'Value':'x'}", "{'Value':{'S':1}}", "{'AttributeValueList':[{'N':1}]}")) {
      DynamoDbException error =
          assertThrows(DynamoDbException.class, () -> expected(request), request);
      assertEquals(ErrorCode.SERIALIZATION, error.code());
    }
  }

  @Test
  void tells_a_null_in_a_list_as_a_violation() {
    assertEquals(
        "1 validation error detected: Value null at 'expected.a.member.attributeValueList.1.member'"
            + " failed to satisfy constraint: Member must not be null",
        read("{'TableName':'t','Item':{},'Expected':{'a':{'AttributeValueList':[null]}}}")
            .constraintViolations()
            .orElseThrow());
  }

  @Test
  void binds_names_as_strings() {
    String request = "{'ExpressionAttributeNames':{'#a':'x','#b':''}}";
    assertEquals(Map.of("#a", "x", "#b", ""), put(request).expressionAttributeNames());
    assertEquals(Map.of(), put("{'ExpressionAttributeNames':{}}").expressionAttributeNames());
    assertNull(put("{'ExpressionAttributeNames':null}").expressionAttributeNames());
    assertEquals(
        ErrorCode.SERIALIZATION,
        assertThrows(
                DynamoDbException.class, () -> put("{'ExpressionAttributeNames':{'#a':{'S':'x'}}}"))
            .code());
  }

  private static void assertContains(String message, SentValue value) {
    String actual = value.defect().message(ValidationLayer.CURRENT);
    assertEquals(true, actual.contains(message), actual);
  }

  private static ExpectedAttributeValue expected(String value) {
    return put("{'Expected':{'a':%s}}".formatted(value)).expected().get("a");
  }

  private static PutItemRequest put(String request) {
    return (PutItemRequest) read(request).request();
  }

  private static OperationCall<?> read(String request) {
    byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    JsonSyntax.require(body);
    return CONTRACT.operation("PutItem").orElseThrow().read(body, "localhost:8000");
  }
}
