package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.Item;
import java.util.Objects;
import java.util.Optional;

/** Reads projections out of the requests of GetItem and BatchGetItem. */
final class ReadExpressions {
  private final Expressions expressions;

  /** Creates the reader. */
  ReadExpressions(Expressions expressions) {
    this.expressions = Objects.requireNonNull(expressions, "expressions is null");
  }

  /**
   * The projection that a request asks for.
   *
   * @throws DynamoDbException a ValidationException for a malformed expression, and for names that
   *     are malformed, undefined or unused
   */
  Optional<Projection> projection(ProjectedRead request) {
    RequestExpressions parameters =
        expressions.of(
            RequestWording.BARE_CURRENT,
            new ExpressionAttributes(request.expressionAttributeNames(), null),
            request.projectionExpression() != null);
    Optional<Projection> projection = parameters.projection(request.projectionExpression());
    parameters.requireAllUsed();
    return projection;
  }

  /** What is answered of an item: all of it without a projection. */
  static Item project(Optional<Projection> projection, Item item) {
    return projection.isEmpty() ? item : new Item(projection.get().of(item.attributes()));
  }
}
