package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The expressions of one request. They are called for in the operation's order, the first fault
 * being refused, and at last {@link #requireAllUsed}. A text that is null answers empty.
 *
 * <p>Each method throws a ValidationException in the operation's wording where an expression is not
 * well formed, where its placeholders are not defined, where operands cannot fit, or where it is
 * beyond a limit. Not safe for use by several threads at once.
 */
public final class RequestExpressions {
  private final Map<ExpressionKind, SyntaxCache<Syntax>> syntax;
  private final RequestWording wording;
  private final PlaceholderBinding placeholders;

  RequestExpressions(
      Map<ExpressionKind, SyntaxCache<Syntax>> syntax,
      RequestWording wording,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    this.syntax = syntax;
    this.wording = wording;
    placeholders = new PlaceholderBinding(names, values);
  }

  /**
   * The ConditionExpression.
   *
   * @throws DynamoDbException a ValidationException if it cannot be used
   */
  public Optional<Condition> condition(String text) {
    return bound(ExpressionKind.CONDITION, text, this::boundCondition);
  }

  /**
   * The FilterExpression.
   *
   * @throws DynamoDbException a ValidationException if it cannot be used
   */
  public Optional<Condition> filter(String text) {
    return bound(ExpressionKind.FILTER, text, this::boundCondition);
  }

  /**
   * The KeyConditionExpression.
   *
   * @throws DynamoDbException a ValidationException if it cannot be used
   */
  public Optional<KeyCondition> keyCondition(String text) {
    return bound(
        ExpressionKind.KEY_CONDITION, text, parsed -> KeyConditions.of(boundCondition(parsed)));
  }

  /**
   * The ProjectionExpression.
   *
   * @throws DynamoDbException a ValidationException if it cannot be used
   */
  public Optional<Projection> projection(String text) {
    return bound(ExpressionKind.PROJECTION, text, this::boundProjection);
  }

  /**
   * The UpdateExpression.
   *
   * @throws DynamoDbException a ValidationException if it cannot be used
   */
  public Optional<Update> update(String text) {
    return bound(ExpressionKind.UPDATE, text, this::boundUpdate);
  }

  /**
   * Refuses names and values that no expression used.
   *
   * @throws DynamoDbException a ValidationException if there are any
   */
  public void requireAllUsed() {
    requireNone("ExpressionAttributeNames", placeholders.unusedNames());
    requireNone("ExpressionAttributeValues", placeholders.unusedValues());
  }

  private void requireNone(String parameter, List<String> unused) {
    if (!unused.isEmpty()) {
      throw wording.refusal(
          "Value provided in "
              + parameter
              + " unused in expressions: keys: {"
              + String.join(", ", unused)
              + "}");
    }
  }

  private <T> Optional<T> bound(ExpressionKind kind, String text, Function<Syntax, T> binder) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Syntax parsed = syntax.get(kind).of(text);
      if (parsed instanceof Syntax.Refused(String reason)) {
        throw new InvalidExpressionException(reason);
      }
      return Optional.of(binder.apply(parsed));
    } catch (InvalidExpressionException invalid) {
      throw wording.refusal(kind.invalid(invalid.getMessage()));
    }
  }

  private Condition boundCondition(Syntax parsed) {
    return new ConditionBinder(placeholders).condition(((Syntax.ConditionText) parsed).condition());
  }

  private Projection boundProjection(Syntax parsed) {
    return Projection.ofPaths(
        ((Syntax.ProjectionText) parsed).paths().stream().map(placeholders::path).toList());
  }

  private Update boundUpdate(Syntax parsed) {
    return new UpdateBinder(placeholders).update(((Syntax.UpdateText) parsed).actions());
  }
}
