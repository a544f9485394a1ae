package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.concurrent.CompletionStage;

/** Puts an item in place of the one with its key, if any (API operation {@code PutItem}). */
public final class PutItem implements OperationHandler<PutItemRequest, PutItemResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public PutItem(TableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public CompletionStage<PutItemResponse> execute(PutItemRequest request, CallScope scope) {
    Item item = new Item(RequestWording.ENVELOPED.sound(request.item()));
    boolean wantsOld = ReplacedItem.isWanted(request.returnValues());
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    int size = ItemSize.of(item);
    return scope
        .keyspace()
        .write(transaction -> put(transaction, name, item, size, wantsOld, request));
  }

  private PutItemResponse put(
      WriteTransaction transaction,
      TableName name,
      Item item,
      int size,
      boolean wantsOld,
      PutItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    ItemKey key = PrimaryKeys.ofItem(table.key(), item.attributes());
    ItemLimits.requirePuttable(size);
    ReplacedItem old =
        ReplacedItem.read(transaction, table.id(), key, wantsOld, request.returnConsumedCapacity());
    transaction.put(table.id(), key, item, size);
    return new PutItemResponse(
        old.item(),
        ConsumedCapacity.report(
            request.returnConsumedCapacity(), request.tableName(), old.unitsToReplaceWith(size)),
        null);
  }
}
