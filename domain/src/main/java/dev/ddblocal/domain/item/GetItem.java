package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads an item (API operation {@code GetItem}). */
public final class GetItem implements OperationHandler<GetItemRequest, GetItemResponse> {
  private final TableLookup lookup;
  private final ReadExpressions expressions;

  /** Creates the operation. */
  public GetItem(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = new ReadExpressions(expressions);
  }

  @Override
  public CompletionStage<GetItemResponse> execute(GetItemRequest request, CallScope scope) {
    Map<String, AttributeValue> key = RequestWording.BARE_CURRENT.sound(request.key());
    Optional<Projection> projection = expressions.projection(request);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope.keyspace().read(transaction -> get(transaction, name, key, projection, request));
  }

  private GetItemResponse get(
      ReadTransaction transaction,
      TableName name,
      Map<String, AttributeValue> key,
      Optional<Projection> projection,
      GetItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    CapacityMeter meter = new CapacityMeter();
    Item found =
        KeyRead.find(transaction, table, key, Boolean.TRUE.equals(request.consistentRead()), meter)
            .orElse(null);
    return new GetItemResponse(
        found == null ? null : ReadExpressions.project(projection, found),
        meter.report(request.returnConsumedCapacity(), request.tableName()));
  }
}
