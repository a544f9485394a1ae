package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads up to 100 items of any tables at one moment (API operation {@code TransactGetItems}). */
public final class TransactGetItems
    implements OperationHandler<TransactGetItemsRequest, TransactGetItemsResponse> {
  private static final RequestWording WORDING = RequestWording.BARE_OLDER;

  private final TransactionCoordinator coordinator;
  private final Expressions expressions;

  /** Creates the operation. */
  public TransactGetItems(TransactionCoordinator coordinator, Expressions expressions) {
    this.coordinator = Objects.requireNonNull(coordinator, "coordinator is null");
    this.expressions = Objects.requireNonNull(expressions, "expressions is null");
  }

  @Override
  public CompletionStage<TransactGetItemsResponse> execute(
      TransactGetItemsRequest request, CallScope scope) {
    List<Get> gets = request.transactItems().stream().map(TransactGetItem::get).toList();
    List<Optional<Projection>> projections = new ArrayList<>(gets.size());
    for (Get get : gets) {
      WORDING.sound(get.key());
      projections.add(projection(get));
    }
    List<TransactionRead> reads = new ArrayList<>(gets.size());
    for (Get get : gets) {
      TableName table = TableReference.resolve(get.tableName(), scope.account());
      reads.add(new TransactionRead(get.tableName(), table, get.key().attributes()));
    }
    return coordinator
        .read(scope.keyspace(), reads, request.returnConsumedCapacity())
        .thenApply(found ->
            new TransactGetItemsResponse(
                found.consumedCapacity(), responses(found.items(), projections)));
  }

  private Optional<Projection> projection(Get get) {
    RequestExpressions parsed =
        expressions.of(
            WORDING,
            new ExpressionAttributes(get.expressionAttributeNames(), null),
            get.projectionExpression() != null);
    Optional<Projection> projection = parsed.projection(get.projectionExpression());
    parsed.requireAllUsed();
    return projection;
  }

  private static List<ItemResponse> responses(
      List<Optional<Item>> items, List<Optional<Projection>> projections) {
    List<ItemResponse> responses = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i).orElse(null);
      Optional<Projection> projection = projections.get(i);
      responses.add(
          new ItemResponse(
              item == null || projection.isEmpty()
                  ? item
                  : new Item(projection.get().of(item.attributes()))));
    }
    return responses;
  }
}
