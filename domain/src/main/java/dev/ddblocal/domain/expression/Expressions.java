package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;

/** The expressions of requests. One serves all requests, on any thread. */
public final class Expressions {
  /**
   * The expressions of one request.
   *
   * @param wording how the operation words its refusals
   * @param attributes the names and values that the request brings
   * @param anyExpression whether the request has an expression
   * @throws DynamoDbException a ValidationException where names or values are not sound, or come
   *     without an expression
   */
  public RequestExpressions of(
      RequestWording wording, ExpressionAttributes attributes, boolean anyExpression) {
    return new RequestExpressions(wording, attributes);
  }
}
