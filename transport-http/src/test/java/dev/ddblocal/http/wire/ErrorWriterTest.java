package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.error.CancellationReason;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorWriterTest {
  private static final ErrorWriter WRITER = WireContract.load().errors();

  @ParameterizedTest
  @CsvSource({
    "VALIDATION, com.amazon.coral.validate#ValidationException, message",
    "RESOURCE_NOT_FOUND, com.amazonaws.dynamodb.v20120810#ResourceNotFoundException, message",
    "RESOURCE_IN_USE, com.amazonaws.dynamodb.v20120810#ResourceInUseException, message",
    "CONDITIONAL_CHECK_FAILED, com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException,"
        + " message",
    "TRANSACTION_CANCELED, com.amazonaws.dynamodb.v20120810#TransactionCanceledException, Message",
    "IDEMPOTENT_PARAMETER_MISMATCH,"
        + " com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException, Message",
    "LIMIT_EXCEEDED, com.amazonaws.dynamodb.v20120810#LimitExceededException, message",
    "EXPIRED_ITERATOR, com.amazonaws.dynamodb.v20120810#ExpiredIteratorException, message",
    "TRIMMED_DATA_ACCESS, com.amazonaws.dynamodb.v20120810#TrimmedDataAccessException, message",
    "INTERNAL_SERVER_ERROR, com.amazonaws.dynamodb.v20120810#InternalServerError, message",
    "ACCESS_DENIED, com.amazon.coral.service#AccessDeniedException, Message",
    "SERIALIZATION, com.amazon.coral.service#SerializationException, Message",
    "UNKNOWN_OPERATION, com.amazon.coral.service#UnknownOperationException, message",
    "INVALID_SIGNATURE, com.amazon.coral.service#InvalidSignatureException, message",
    "EXPIRED_TOKEN, com.amazon.coral.service#ExpiredTokenException, message",
  })
  void names_the_error_in_its_namespace(ErrorCode code, String type, String messageMember) {
    assertEquals(
        "{\"__type\":\"%s\",\"%s\":\"a \\\"b\\\" é\"}".formatted(type, messageMember),
        write(code, "a \"b\" é"));
  }

  @Test
  void shows_the_item_that_failed_a_condition() {
    Item item = Item.copyOf(Map.of("pk", new AttributeValue.S("a")));
    assertEquals(
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
            + "\"message\":\"The conditional request failed\",\"Item\":{\"pk\":{\"S\":\"a\"}}}",
        write(DynamoDbException.conditionalCheckFailed(item)));
    assertEquals(
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
            + "\"message\":\"The conditional request failed\"}",
        write(DynamoDbException.conditionalCheckFailed(null)));
  }

  @Test
  void shows_why_a_transaction_was_canceled() {
    Item item = Item.copyOf(Map.of("pk", new AttributeValue.S("a")));
    DynamoDbException canceled =
        DynamoDbException.transactionCanceled(
            List.of(
                CancellationReason.NONE,
                CancellationReason.of(DynamoDbException.conditionalCheckFailed(item)),
                CancellationReason.of(DynamoDbException.validation("bad"))));
    assertEquals(
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"Message\":\"Transaction cancelled, please refer cancellation reasons for specific"
            + " reasons [None, ConditionalCheckFailed, ValidationError]\","
            + "\"CancellationReasons\":[{\"Code\":\"None\"},"
            + "{\"Code\":\"ConditionalCheckFailed\","
            + "\"Message\":\"The conditional request failed\",\"Item\":{\"pk\":{\"S\":\"a\"}}},"
            + "{\"Code\":\"ValidationError\",\"Message\":\"bad\"}]}",
        write(canceled));
  }

  @ParameterizedTest
  @CsvSource({
    "SERIALIZATION, 3948637019",
    "UNKNOWN_OPERATION, 1368724161",
  })
  void leaves_out_a_missing_message(ErrorCode code, long crc32) {
    assertEquals(crc32, crc32(write(code, null)));
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING_AUTHENTICATION_TOKEN, Request is missing Authentication Token, 2088342776",
    "UNRECOGNIZED_CLIENT, The security token included in the request is invalid., 3880715766",
    "UNRECOGNIZED_CLIENT, The security token included in the request is invalid, 2938339900",
    "EXPIRED_TOKEN, The security token included in the request is expired, 2167418451",
  })
  void writes_the_very_bytes_of_recorded_answers(ErrorCode code, String message, long crc32) {
    assertEquals(crc32, crc32(write(code, message)));
  }

  @ParameterizedTest
  @EnumSource
  void answers_500_for_our_own_failures_only(ErrorCode code) {
    assertEquals(
        code == ErrorCode.INTERNAL_SERVER_ERROR ? 500 : 400,
        WRITER.httpStatus(new DynamoDbException(code, null)));
  }

  @Test
  void takes_the_status_of_an_error_from_the_model() {
    assertEquals(421, ServiceModel.load().errorStatus("InvalidEndpointException").getAsInt());
  }

  private static long crc32(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static String write(ErrorCode code, String message) {
    return write(new DynamoDbException(code, message));
  }

  private static String write(DynamoDbException error) {
    return new String(WRITER.write(error), StandardCharsets.UTF_8);
  }
}
