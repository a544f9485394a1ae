package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts for values whose JSON type is not their member's. */
class TypeMismatchTest {
  private static final WireContract CONTRACT = WireContract.load();

  private static final String STRUCTURE_FOUND =
      "Start of structure or map found where not expected";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | TRUE_VALUE cannot be converted to String",
        "false | FALSE_VALUE cannot be converted to String",
        "23    | NUMBER_VALUE cannot be converted to String",
        "34.56 | DECIMAL_VALUE cannot be converted to String",
        "[]    | Unrecognized collection type class java.lang.String",
        "{}    | " + STRUCTURE_FOUND,
      })
  void tells_what_stands_where_a_string_must(String value, String text) {
    assertText(text, "PutItem", "{'TableName':%s}", value);
    assertText(text, "PutItem", "{'ReturnValues':%s}", value);
    assertText(text, "PutItem", "{'ConditionExpression':%s}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'S':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'N':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'NS':['1',%s]}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'L':[{'M':{'b':{'S':%s}}}]}}}", value);
    assertText(text, "CreateTable", "{'KeySchema':[{'KeyType':%s}]}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x'   | STRING_VALUE cannot be converted to Boolean",
        "0     | NUMBER_VALUE cannot be converted to Boolean",
        "0.5   | DECIMAL_VALUE cannot be converted to Boolean",
        "[]    | Unrecognized collection type class java.lang.Boolean",
        "{}    | " + STRUCTURE_FOUND,
      })
  void tells_what_stands_where_a_boolean_must(String value, String text) {
    assertText(text, "GetItem", "{'ConsistentRead':%s}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'BOOL':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'NULL':%s}}}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'1'         | STRING_VALUE cannot be converted to Integer",
        "true        | TRUE_VALUE cannot be converted to Integer",
        "[]          | Unrecognized collection type class java.lang.Integer",
        "{}          | " + STRUCTURE_FOUND,
        "2147483648  | NUMBER_VALUE cannot be converted to Integer",
        "-2147483649 | NUMBER_VALUE cannot be converted to Integer",
        "1e999999999 | DECIMAL_VALUE cannot be converted to Integer",
      })
  void tells_what_stands_where_an_integer_must(String value, String text) {
    assertText(text, "ListTables", "{'Limit':%s}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'1'                 | STRING_VALUE cannot be converted to Long",
        "9223372036854775808 | NUMBER_VALUE cannot be converted to Long",
        "1e19                | DECIMAL_VALUE cannot be converted to Long",
        "[1]                 | Unrecognized collection type class java.lang.Long",
      })
  void tells_what_stands_where_a_long_must(String value, String text) {
    assertText(text, "CreateTable", "{'ProvisionedThroughput':{'ReadCapacityUnits':%s}}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true    | only base-64-encoded strings are convertible to bytes",
        "23      | only base-64-encoded strings are convertible to bytes",
        "[]      | Unrecognized collection type class java.nio.ByteBuffer",
        "{}      | " + STRUCTURE_FOUND,
        "'23456' | Base64 encoded length is expected a multiple of 4 bytes but found: 5",
        "'=+/='  | Invalid Base64 encoding",
        "'AA-_'  | Invalid Base64 encoding",
        "'AA\\nA' | Invalid Base64 encoding",
        "'ÿÿÿÿ'  | Invalid Base64 encoding",
      })
  void tells_what_stands_where_binary_data_must(String value, String text) {
    assertText(text, "PutItem", "{'Item':{'a':{'B':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'BS':['AAAA',%s]}}}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x'  | Unexpected field type",
        "23   | Unexpected field type",
        "true | Unexpected field type",
        "{}   | " + STRUCTURE_FOUND,
      })
  void tells_what_stands_where_a_list_must(String value, String text) {
    assertText(text, "CreateTable", "{'KeySchema':%s}", value);
    assertText(text, "GetItem", "{'AttributesToGet':%s}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'SS':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'NS':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'BS':%s}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'L':%s}}}", value);
    assertText(text, "BatchWriteItem", "{'RequestItems':{'users':%s}}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x' | Unexpected field type",
        "23  | Unexpected field type",
        "[]  | Unrecognized collection type java.util.Map<java.lang.String,"
            + " com.amazonaws.dynamodb.v20120810.AttributeValue>",
      })
  void tells_what_stands_where_a_map_must(String value, String text) {
    assertText(text, "PutItem", "{'Item':%s}", value);
    assertText(text, "PutItem", "{'ExpressionAttributeValues':%s}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'M':%s}}}", value);
    assertText(text, "BatchGetItem", "{'RequestItems':{'users':{'Keys':[%s]}}}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x' | Unexpected field type",
        "23  | Unexpected field type",
        "[]  | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue",
      })
  void tells_what_stands_where_an_attribute_value_must(String value, String text) {
    assertText(text, "PutItem", "{'Item':{'a':%s}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'L':[%s]}}}", value);
    assertText(text, "PutItem", "{'Item':{'a':{'M':{'b':%s}}}}", value);
    assertText(text, "PutItem", "{'ExpressionAttributeValues':{':v':%s}}", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CreateTable    | {'KeySchema':[%s]}             | KeySchemaElement",
        "CreateTable    | {'ProvisionedThroughput':%s}   | ProvisionedThroughput",
        "BatchWriteItem | {'RequestItems':{'users':[%s]}} | WriteRequest",
        "BatchGetItem   | {'RequestItems':{'users':%s}}  | KeysAndAttributes",
      })
  void names_the_structure_that_must_stand_where_a_list_does(
      String operation, String request, String shape) {
    assertText(
        "Unrecognized collection type class com.amazonaws.dynamodb.v20120810." + shape,
        operation,
        request,
        "[]");
    assertText("Unexpected field type", operation, request, "'x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PutItem      | {'TableName':'a','TableName':'b'}              | TableName",
        "PutItem      | {'TableName':null,'TableName':'b'}             | TableName",
        "PutItem      | {'Item':{'a':{'S':'x'},'a':{'S':'y'}}}         | a",
        "PutItem      | {'Item':{'a':{'N':'bad'},'a':{'S':'y'}}}       | a",
        "PutItem      | {'Item':{'a':{'S':'x','S':'y'}}}               | S",
        "PutItem      | {'Item':{'a':{'M':{'b':{'S':'x'},'b':{'S':'y'}}}}} | b",
        "BatchGetItem | {'RequestItems':{'t':{},'t':{}}}               | t",
        "PutItem      | {'Unknown':1,'Unknown':2}                      | Unknown",
      })
  void refuses_a_name_that_is_twice_in_one_object(String operation, String request, String name) {
    assertText("Duplicate field '" + name + "'", operation, request, "");
  }

  private static void assertText(String expected, String operation, String request, String value) {
    byte[] body = request.replace("%s", value).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    JsonSyntax.require(body);
    OperationCodec codec = CONTRACT.operation(operation).orElseThrow();
    DynamoDbException error =
        assertThrows(DynamoDbException.class, () -> codec.read(body, "localhost:8000"));
    assertEquals(ErrorCode.SERIALIZATION, error.code());
    assertEquals(expected, error.getMessage());
  }
}
