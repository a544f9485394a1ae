package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.BatchHandler;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.Keyspace;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts and deletes up to 25 items of any tables (API operation {@code BatchWriteItem}). All that a
 * call has for one account is written at once: a request of at most 16 MB never leaves
 * UnprocessedItems. What it has for several is checked in all of them before anything is written.
 */
public final class BatchWriteItem
    implements BatchHandler<BatchWriteItemRequest, BatchWriteItemResponse> {
  /** The most writes in one call. */
  static final int MAX_WRITES = 25;

  private final TableLookup lookup;

  /** Creates the operation. */
  public BatchWriteItem(TableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public CompletionStage<BatchWriteItemResponse> execute(
      BatchWriteItemRequest request, List<CallScope> scopes) {
    Map<AccountScope, Part> parts = LinkedHashMap.newLinkedHashMap(1);
    Iterator<CallScope> places = scopes.iterator();
    int writes = 0;
    for (Map.Entry<String, List<WriteRequest>> each : request.requestItems().entrySet()) {
      CallScope scope = places.next();
      List<BatchedWrite> checked = each.getValue().stream().map(BatchedWrite::of).toList();
      writes += checked.size();
      TableName name = TableReference.resolve(each.getKey(), scope.account());
      parts
          .computeIfAbsent(scope.account(), _ -> new Part(scope.keyspace(), new ArrayList<>()))
          .tables()
          .add(new TableWrites(each.getKey(), name, checked));
    }
    if (writes > MAX_WRITES) {
      throw RequestWording.BARE_OLDER.refusal(
          "Too many items requested for the BatchWriteItem call");
    }
    return answer(request, List.copyOf(parts.values()));
  }

  private CompletionStage<BatchWriteItemResponse> answer(
      BatchWriteItemRequest request, List<Part> parts) {
    if (parts.size() == 1) {
      return written(parts.getFirst(), request).thenApply(done -> done.answerTo(request));
    }
    CompletionStage<?> checked = CompletableFuture.completedStage(null);
    for (Part part : parts) {
      checked =
          checked.thenCompose(
              _ -> part.keyspace().read(transaction -> plan(transaction, part.tables()).size()));
    }
    CompletionStage<Written> written = checked.thenApply(_ -> Written.NOTHING);
    for (Part part : parts) {
      written = written.thenCompose(before -> written(part, request).thenApply(before::and));
    }
    return written.thenApply(all -> all.answerTo(request));
  }

  private CompletionStage<Written> written(Part part, BatchWriteItemRequest request) {
    ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
    CompletionStage<Written> written =
        part.keyspace().write(transaction -> write(transaction, part.tables(), wanted));
    return request.returnItemCollectionMetrics() == ReturnItemCollectionMetrics.SIZE
        ? written.thenCompose(done ->
            part.keyspace()
                .read(
                    transaction -> new Written(done.meters(), metrics(transaction, part.tables()))))
        : written;
  }

  private Written write(
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
    return new Written(meters, Map.of());
  }

  private List<PlannedWrite> plan(ReadTransaction transaction, List<TableWrites> tables) {
    List<PlannedWrite> plan = new ArrayList<>();
    BatchKeys seen = new BatchKeys();
    for (TableWrites writes : tables) {
      TableDefinition table = lookup.usable(transaction, writes.name());
      for (BatchedWrite write : writes.writes()) {
        ItemKey key = write.key(table.key());
        seen.add(table.id(), key);
        int size = write instanceof BatchedWrite.Put(Item item) ? ItemSize.of(item) : 0;
        plan.add(new PlannedWrite(writes.reference(), table, key, write, size));
      }
    }
    plan.forEach(PlannedWrite::requireWritable);
    return plan;
  }

  /** The metrics of all item collections that were written, by table. */
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
    return byTable;
  }

  /**
   * The writes in one account.
   *
   * @param keyspace the account's tables
   * @param tables the writes
   */
  private record Part(Keyspace keyspace, List<TableWrites> tables) {}

  /**
   * What has been written.
   *
   * @param meters what it took, by table as the request named it
   * @param metrics those of the item collections, by table, where they are wanted
   */
  private record Written(
      Map<String, CapacityMeter> meters, Map<String, List<ItemCollectionMetrics>> metrics) {
    static final Written NOTHING = new Written(Map.of(), Map.of());

    /** This and what was written in another account. */
    Written and(Written more) {
      Map<String, CapacityMeter> allMeters = new HashMap<>(meters);
      allMeters.putAll(more.meters);
      Map<String, List<ItemCollectionMetrics>> allMetrics = new HashMap<>(metrics);
      allMetrics.putAll(more.metrics);
      return new Written(allMeters, allMetrics);
    }

    /** The answer, in the order of the request. */
    BatchWriteItemResponse answerTo(BatchWriteItemRequest request) {
      ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
      List<ConsumedCapacity> capacity = new ArrayList<>();
      Map<String, List<ItemCollectionMetrics>> byTable = new LinkedHashMap<>();
      for (String reference : request.requestItems().keySet()) {
        CapacityMeter meter = meters.get(reference);
        if (meter != null) {
          capacity.add(meter.report(wanted, reference));
        }
        List<ItemCollectionMetrics> collections = metrics.get(reference);
        if (collections != null) {
          byTable.put(reference, collections);
        }
      }
      return new BatchWriteItemResponse(
          Map.of(),
          byTable.isEmpty() ? null : byTable,
          ReturnConsumedCapacity.isWanted(wanted) ? capacity : null);
    }
  }

  /** The writes to one table, checked as far as that goes without it. */
  private record TableWrites(String reference, TableName name, List<BatchedWrite> writes) {}

  /** A write whose item is known. */
  private record PlannedWrite(
      String reference, TableDefinition table, ItemKey key, BatchedWrite write, int sizeBytes) {
    /**
     * Refuses an item that the table cannot hold.
     *
     * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException
     */
    void requireWritable() {
      if (write instanceof BatchedWrite.Put(Item item)) {
        TableWriter.requirePuttable(table, item);
        ItemLimits.requirePuttable(sizeBytes);
      }
    }

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
        case BatchedWrite.Put(Item item) -> writer.put(key, old, item, sizeBytes);
        case BatchedWrite.Delete _ -> writer.delete(key, old);
      }
    }
  }
}
