package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.operation.RequestWording;
import java.util.Optional;

/** The expressions of one request; a text that is null answers empty. */
public final class RequestExpressions {
  RequestExpressions(RequestWording wording, ExpressionAttributes attributes) {}

  /** The ConditionExpression. */
  public Optional<Condition> condition(String text) {
    throw new UnsupportedOperationException();
  }

  /** The FilterExpression. */
  public Optional<Condition> filter(String text) {
    throw new UnsupportedOperationException();
  }

  /** The KeyConditionExpression. */
  public Optional<KeyCondition> keyCondition(String text) {
    throw new UnsupportedOperationException();
  }

  /** The ProjectionExpression. */
  public Optional<Projection> projection(String text) {
    throw new UnsupportedOperationException();
  }

  /** The UpdateExpression. */
  public Optional<Update> update(String text) {
    throw new UnsupportedOperationException();
  }

  /** Refuses names and values that no expression used. */
  public void requireAllUsed() {}
}
