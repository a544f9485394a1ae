package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.legacy.LegacyParameters;
import dev.ddblocal.domain.expression.legacy.ParameterMix;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.Item;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads projections out of the requests of GetItem and BatchGetItem, be they expressions or legacy
 * parameters.
 */
final class ReadExpressions {
  private static final RequestWording WORDING = RequestWording.BARE_CURRENT;

  private final Expressions expressions;

  /** Creates the reader. */
  ReadExpressions(Expressions expressions) {
    this.expressions = Objects.requireNonNull(expressions, "expressions is null");
  }

  /**
   * The projection that a request asks for.
   *
   * @throws DynamoDbException a ValidationException for a malformed expression or legacy parameter,
   *     for both together, and for names that are malformed, undefined or unused
   */
  Optional<Projection> projection(ProjectedRead request) {
    requireOneKind(List.of(request));
    RequestExpressions parsed =
        expressions.of(
            WORDING,
            new ExpressionAttributes(request.expressionAttributeNames(), null),
            request.projectionExpression() != null);
    Optional<Projection> projection =
        parsed
            .projection(request.projectionExpression())
            .or(() -> new LegacyParameters(WORDING).projection(request.attributesToGet()));
    parsed.requireAllUsed();
    return projection;
  }

  /**
   * Lets reads of one request pass that do not have both expressions and legacy parameters.
   *
   * @throws DynamoDbException a ValidationException if they do
   */
  static void requireOneKind(Collection<? extends ProjectedRead> reads) {
    ParameterMix mix = new ParameterMix(WORDING);
    for (ProjectedRead read : reads) {
      mix.legacy("AttributesToGet", read.attributesToGet())
          .expression("ProjectionExpression", read.projectionExpression());
    }
    mix.requireOneKind();
  }

  /** What is answered of an item: all of it without a projection. */
  static Item project(Optional<Projection> projection, Item item) {
    return projection.isEmpty() ? item : new Item(projection.get().of(item.attributes()));
  }
}
