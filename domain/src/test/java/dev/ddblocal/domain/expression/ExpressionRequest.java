package dev.ddblocal.domain.expression;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** A request's names and values, and what its expressions make of them. */
final class ExpressionRequest {
  private static final Expressions EXPRESSIONS = new Expressions();

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  /** A request with ExpressionAttributeValues as DynamoDB's JSON has them. */
  static ExpressionRequest values(String json) {
    ExpressionRequest request = new ExpressionRequest();
    request.values.putAll(ValueNotation.item(json));
    return request;
  }

  /** A request with values and without names. */
  static ExpressionRequest values(Map<String, AttributeValue> values) {
    ExpressionRequest request = new ExpressionRequest();
    request.values.putAll(values);
    return request;
  }

  /** Adds an expression attribute name. */
  ExpressionRequest name(String placeholder, String name) {
    names.put(placeholder, name);
    return this;
  }

  /** Adds expression attribute names. */
  ExpressionRequest names(Map<String, String> more) {
    names.putAll(more);
    return this;
  }

  /** The expressions of the request, refused without envelope. */
  RequestExpressions expressions() {
    return expressions(RequestWording.BARE_CURRENT);
  }

  /** The expressions of the request. */
  RequestExpressions expressions(RequestWording wording) {
    return EXPRESSIONS.of(
        wording,
        new ExpressionAttributes(
            names.isEmpty() ? null : names, values.isEmpty() ? null : AttributeMap.of(values)),
        true);
  }

  /** Asserts that a ValidationException with a text is thrown. */
  static void assertRefused(String message, Executable executable) {
    DynamoDbException refused = assertThrows(DynamoDbException.class, executable);
    Assertions.assertEquals(message, refused.getMessage());
    Assertions.assertEquals(ErrorCode.VALIDATION, refused.code());
  }
}
