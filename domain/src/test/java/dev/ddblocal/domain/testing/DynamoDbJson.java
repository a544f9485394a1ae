package dev.ddblocal.domain.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.CancellationReason;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.operation.OperationRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Speaks DynamoDB's JSON with the domain: requests go in and answers come out as they look on the
 * wire, without any of the transport's checks.
 */
public final class DynamoDbJson {
  private static final List<String> ROOMS =
      List.of(
          "backup",
          "item",
          "partiql",
          "query",
          "resourcepolicy",
          "stream",
          "table",
          "tag",
          "transaction",
          "ttl");

  private final LocalDynamoDb db;

  /** Speaks with the given database. */
  public DynamoDbJson(LocalDynamoDb db) {
    this.db = db;
  }

  /** Calls an operation; throws the error it answers. */
  public Object call(String operation, String request) {
    return RecordJson.write(db.call(request(operation, request)));
  }

  /** Checks that an operation answers exactly this. */
  public void answers(String expected, String operation, String request) {
    assertEquals(comparable(JsonText.read(expected)), comparable(call(operation, request)));
  }

  /** Checks that a part of an answer is exactly this. */
  public void same(String expected, Record part) {
    assertEquals(comparable(JsonText.read(expected)), comparable(RecordJson.write(part)));
  }

  /** Checks that an operation answers a ValidationException with exactly this text. */
  public void refuses(String message, String operation, String request) {
    db.assertInvalid(message, request(operation, request));
  }

  /** Checks that an operation answers exactly this error. */
  public void refuses(ErrorCode code, String message, String operation, String request) {
    db.assertRefused(code, message, request(operation, request));
  }

  /** Checks that an operation answers a ConditionalCheckFailedException with exactly this item. */
  public void failsCondition(String expectedItem, String operation, String request) {
    DynamoDbException error = db.refused(request(operation, request));
    assertEquals(ErrorCode.CONDITIONAL_CHECK_FAILED, error.code(), error.getMessage());
    assertEquals("The conditional request failed", error.getMessage());
    assertEquals(
        comparable(JsonText.read(expectedItem)),
        comparable(error.item().map(RecordJson::write).orElse(null)));
  }

  /** Checks that an operation answers a TransactionCanceledException with exactly these reasons. */
  public void cancels(String expectedReasons, String operation, String request) {
    DynamoDbException error = db.refused(request(operation, request));
    assertEquals(ErrorCode.TRANSACTION_CANCELED, error.code(), error.getMessage());
    assertEquals(
        comparable(JsonText.read(expectedReasons)),
        comparable(RecordJson.write(error.cancellationReasons())));
    assertEquals(
        "Transaction cancelled, please refer cancellation reasons for specific reasons "
            + error.cancellationReasons().stream().map(CancellationReason::code).toList(),
        error.getMessage());
  }

  /** An operation's request. */
  public static OperationRequest<?> request(String operation, String request) {
    return request(operation, (Map<?, ?>) read(request));
  }

  /** An operation's request. */
  public static OperationRequest<?> request(String operation, Map<?, ?> request) {
    return (OperationRequest<?>) RecordJson.read(recordOf(operation), request);
  }

  /** The maps, lists, strings, numbers, booleans and nulls that a text holds. */
  public static Object read(String text) {
    return JsonText.read(text);
  }

  private static Class<?> recordOf(String operation) {
    return ROOMS.stream()
        .map(room -> "dev.ddblocal.domain." + room + "." + operation + "Request")
        .flatMap(name -> find(name).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no request of " + operation));
  }

  private static Optional<Class<?>> find(String className) {
    try {
      return Optional.of(Class.forName(className));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The same value with numbers as doubles and the members of sets in order. */
  private static Object comparable(Object json) {
    return switch (json) {
      case BigDecimal number -> number.doubleValue();
      case List<?> list -> list.stream().map(DynamoDbJson::comparable).toList();
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) ->
            members.put(
                (String) name,
                List.of("SS", "NS", "BS").contains(name) && value instanceof List<?> set
                    ? List.copyOf(new TreeSet<>(set))
                    : comparable(value)));
        yield members;
      }
      case null, default -> json;
    };
  }
}
