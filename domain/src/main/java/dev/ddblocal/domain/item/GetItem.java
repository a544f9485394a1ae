package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityUnits;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Reads an item (API operation {@code GetItem}). */
public final class GetItem implements OperationHandler<GetItemRequest, GetItemResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public GetItem(TableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public CompletionStage<GetItemResponse> execute(GetItemRequest request, CallScope scope) {
    Map<String, AttributeValue> key = RequestWording.BARE_CURRENT.sound(request.key());
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope.keyspace().read(transaction -> get(transaction, name, key, request));
  }

  private GetItemResponse get(
      ReadTransaction transaction,
      TableName name,
      Map<String, AttributeValue> key,
      GetItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    StoredItem found =
        transaction.get(table.id(), PrimaryKeys.ofKey(table.key(), key)).orElse(null);
    double units =
        CapacityUnits.ofRead(
            found == null ? 0 : found.sizeBytes(), Boolean.TRUE.equals(request.consistentRead()));
    return new GetItemResponse(
        found == null ? null : found.item(),
        ConsumedCapacity.report(request.returnConsumedCapacity(), request.tableName(), units));
  }
}
