package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which legacy parameters and which expressions a request brings: one request cannot have both.
 * Placeholders' names and values are neither. Of one request and one thread.
 *
 * <pre>{@code
 * boolean anyExpression =
 *     new ParameterMix(wording)
 *         .legacy("Expected", request.expected())
 *         .expression("ConditionExpression", request.conditionExpression())
 *         .requireOneKind();
 * }</pre>
 */
public final class ParameterMix {
  private final RequestWording wording;
  private final List<String> legacy = new ArrayList<>(0);
  private final List<String> expressions = new ArrayList<>(0);

  /**
   * Begins with no parameters.
   *
   * @param wording how the operation words its refusals
   */
  public ParameterMix(RequestWording wording) {
    this.wording = Objects.requireNonNull(wording, "wording is null");
  }

  /**
   * Counts a legacy parameter, by name, if its value is not null. They are told in this order, each
   * once.
   */
  public ParameterMix legacy(String name, Object value) {
    if (value != null && !legacy.contains(name)) {
      legacy.add(name);
    }
    return this;
  }

  /** Counts an expression, by its parameter's name, if it is not null. */
  public ParameterMix expression(String name, String text) {
    if (text != null && !expressions.contains(name)) {
      expressions.add(name);
    }
    return this;
  }

  /**
   * Lets a request pass that does not have both kinds.
   *
   * @return whether it has an expression
   * @throws DynamoDbException a ValidationException that names the parameters
   */
  public boolean requireOneKind() {
    if (!legacy.isEmpty() && !expressions.isEmpty()) {
      throw wording.refusal(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: {"
              + String.join(", ", legacy)
              + "} Expression parameters: {"
              + String.join(", ", expressions)
              + "}");
    }
    return !expressions.isEmpty();
  }
}
