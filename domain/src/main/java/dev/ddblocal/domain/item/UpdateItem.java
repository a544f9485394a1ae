package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.item.WriteExpressions.ConditionalUpdate;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Changes an item, or makes it if there is none (API operation {@code UpdateItem}). */
public final class UpdateItem implements OperationHandler<UpdateItemRequest, UpdateItemResponse> {
  private final TableLookup lookup;
  private final WriteExpressions expressions;

  /** Creates the operation. */
  public UpdateItem(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = new WriteExpressions(expressions);
  }

  @Override
  public CompletionStage<UpdateItemResponse> execute(UpdateItemRequest request, CallScope scope) {
    Map<String, AttributeValue> key = RequestWording.ENVELOPED.sound(request.key());
    ConditionalUpdate update = expressions.update(request);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    CompletionStage<UpdateItemResponse> updated =
        scope.keyspace().write(transaction -> update(transaction, name, key, update, request));
    return ItemCollections.report(
        updated,
        request.returnItemCollectionMetrics(),
        new ItemCollections.Place(scope.keyspace(), name),
        key,
        UpdateItemResponse::withItemCollectionMetrics);
  }

  private UpdateItemResponse update(
      WriteTransaction transaction,
      TableName name,
      Map<String, AttributeValue> keyAttributes,
      ConditionalUpdate conditional,
      UpdateItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    ItemKey key = PrimaryKeys.ofKey(table.key(), keyAttributes);
    Update update = conditional.update();
    PrimaryKeys.requireUntouched(table.key(), update.paths());
    ReplacedItem old = ReplacedItem.read(transaction, table, key, Interest.ITEM);
    conditional.condition().require(old.item());
    Map<String, AttributeValue> before =
        old.item() == null ? keyAttributes : old.item().attributes();
    Item after = new Item(update.applyTo(before));
    TableWriter.requireUpdatable(table, after);
    int sizeBytes = ItemSize.of(after);
    ItemLimits.requireUpdatable(sizeBytes);
    CapacityMeter meter = new CapacityMeter();
    if (old.item() == null && update.onlyRemoves()) {
      meter.writeTable(0);
      return new UpdateItemResponse(
          null, meter.report(request.returnConsumedCapacity(), request.tableName()), null);
    }
    new TableWriter(transaction, table, meter).put(key, old, after, sizeBytes);
    return new UpdateItemResponse(
        switch (request.returnValues()) {
          case null -> null;
          case NONE -> null;
          case ALL_OLD -> old.item();
          case UPDATED_OLD -> unlessEmpty(new Projection(update.paths()).of(before));
          case ALL_NEW -> after;
          case UPDATED_NEW -> unlessEmpty(update.outcomes(before));
        },
        meter.report(request.returnConsumedCapacity(), request.tableName()),
        null);
  }

  private static Item unlessEmpty(Map<String, AttributeValue> attributes) {
    return attributes.isEmpty() ? null : new Item(attributes);
  }
}
