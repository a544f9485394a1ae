package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Puts and deletes up to 25 items of any tables (API operation {@code BatchWriteItem}). All of a
 * call is written at once: a request of at most 16 MB never leaves UnprocessedItems.
 */
public final class BatchWriteItem
    implements OperationHandler<BatchWriteItemRequest, BatchWriteItemResponse> {
  /** The most writes in one call. */
  static final int MAX_WRITES = 25;

  private final TableLookup lookup;

  /** Creates the operation. */
  public BatchWriteItem(TableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public CompletionStage<BatchWriteItemResponse> execute(
      BatchWriteItemRequest request, CallScope scope) {
    List<TableWrites> tables = new ArrayList<>();
    int writes = 0;
    for (Map.Entry<String, List<WriteRequest>> each : request.requestItems().entrySet()) {
      List<BatchedWrite> checked = each.getValue().stream().map(BatchedWrite::of).toList();
      writes += checked.size();
      TableName name = TableReference.resolve(each.getKey(), scope.account());
      tables.add(new TableWrites(each.getKey(), name, checked));
    }
    if (writes > MAX_WRITES) {
      throw RequestWording.BARE_OLDER.refusal(
          "Too many items requested for the BatchWriteItem call");
    }
    CompletionStage<BatchWriteItemResponse> written =
        scope
            .keyspace()
            .write(transaction -> write(transaction, tables, request.returnConsumedCapacity()));
    return request.returnItemCollectionMetrics() == ReturnItemCollectionMetrics.SIZE
        ? written.thenCompose(answer ->
            scope
                .keyspace()
                .read(
                    transaction -> answer.withItemCollectionMetrics(metrics(transaction, tables))))
        : written;
  }

  private BatchWriteItemResponse write(
      WriteTransaction transaction, List<TableWrites> tables, ReturnConsumedCapacity wanted) {
    List<PlannedWrite> plan = plan(transaction, tables);
    Map<String, CapacityMeter> meters = new LinkedHashMap<>();
    ChangeOrigin origin = lookup.changeOrigin();
    for (PlannedWrite write : plan) {
      write.perform(
          transaction,
          meters.computeIfAbsent(write.reference(), _ -> new CapacityMeter()),
          wanted,
          origin);
    }
    List<ConsumedCapacity> capacity = null;
    if (ReturnConsumedCapacity.isWanted(wanted)) {
      capacity = new ArrayList<>();
      for (Map.Entry<String, CapacityMeter> each : meters.entrySet()) {
        capacity.add(each.getValue().report(wanted, each.getKey()));
      }
    }
    return new BatchWriteItemResponse(Map.of(), null, capacity);
  }

  private List<PlannedWrite> plan(WriteTransaction transaction, List<TableWrites> tables) {
    List<PlannedWrite> plan = new ArrayList<>();
    BatchKeys seen = new BatchKeys();
    for (TableWrites writes : tables) {
      TableDefinition table = lookup.usable(transaction, writes.name());
      for (BatchedWrite write : writes.writes()) {
        ItemKey key = write.key(table.key());
        seen.add(table.id(), key);
        plan.add(new PlannedWrite(writes.reference(), table, key, write));
      }
    }
    return plan;
  }

  /** The metrics of all item collections that were written, by table; null if there are none. */
  private static Map<String, List<ItemCollectionMetrics>> metrics(
      ReadTransaction transaction, List<TableWrites> tables) {
    Map<String, List<ItemCollectionMetrics>> byTable = new LinkedHashMap<>();
    for (TableWrites table : tables) {
      List<Map<String, AttributeValue>> written =
          table.writes().stream().map(BatchedWrite::attributes).toList();
      List<ItemCollectionMetrics> metrics =
          ItemCollections.measure(transaction, table.name(), written);
      if (!metrics.isEmpty()) {
        byTable.put(table.reference(), metrics);
      }
    }
    return byTable.isEmpty() ? null : byTable;
  }

  /** The writes to one table, checked as far as that goes without it. */
  private record TableWrites(String reference, TableName name, List<BatchedWrite> writes) {}

  /** A write whose item is known. */
  private record PlannedWrite(
      String reference, TableDefinition table, ItemKey key, BatchedWrite write) {
    /** Does the write. */
    void perform(
        WriteTransaction transaction,
        CapacityMeter meter,
        ReturnConsumedCapacity wanted,
        ChangeOrigin origin) {
      Interest interest =
          ReturnConsumedCapacity.isWanted(wanted) ? Interest.SIZE : Interest.NOTHING;
      ReplacedItem old = ReplacedItem.read(transaction, table, key, interest);
      TableWriter writer = new TableWriter(transaction, table, meter, origin);
      switch (write) {
        case BatchedWrite.Put(Item item) -> {
          TableWriter.requirePuttable(table, item);
          int size = ItemSize.of(item);
          ItemLimits.requirePuttable(size);
          writer.put(key, old, item, size);
        }
        case BatchedWrite.Delete _ -> writer.delete(key, old);
      }
    }
  }
}
