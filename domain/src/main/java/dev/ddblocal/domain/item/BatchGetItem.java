package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityUnits;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Reads up to 100 items of any tables (API operation {@code BatchGetItem}). What does not fit into
 * an answer of 16 MB comes back as UnprocessedKeys.
 */
public final class BatchGetItem
    implements OperationHandler<BatchGetItemRequest, BatchGetItemResponse> {
  /** The most keys in one call. */
  static final int MAX_KEYS = 100;

  /** The most bytes of items in one answer; a hundred items of 300 KB answer 52, as documented. */
  static final int MAX_ANSWER_BYTES = 16_000_000;

  private final TableLookup lookup;

  /** Creates the operation. */
  public BatchGetItem(TableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public CompletionStage<BatchGetItemResponse> execute(
      BatchGetItemRequest request, CallScope scope) {
    int keys = 0;
    for (KeysAndAttributes each : request.requestItems().values()) {
      each.keys().forEach(RequestWording.BARE_CURRENT::sound);
      keys += each.keys().size();
    }
    if (keys > MAX_KEYS) {
      throw RequestWording.BARE_CURRENT.refusal(
          "Too many items requested for the BatchGetItem call");
    }
    Map<String, TableName> names = new LinkedHashMap<>();
    for (String reference : request.requestItems().keySet()) {
      names.put(reference, TableReference.resolve(reference, scope.account()));
    }
    return scope.keyspace().read(transaction -> get(transaction, names, request));
  }

  private BatchGetItemResponse get(
      ReadTransaction transaction, Map<String, TableName> names, BatchGetItemRequest request) {
    List<TableReads> plan = plan(transaction, names, request);
    Map<String, List<Item>> responses = new LinkedHashMap<>();
    Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    long bytes = 0;
    for (TableReads reads : plan) {
      List<Item> items = new ArrayList<>();
      double units = 0;
      int done = 0;
      for (; done < reads.keys().size() && unprocessed.isEmpty(); done++) {
        StoredItem found = transaction.get(reads.table(), reads.keys().get(done)).orElse(null);
        int size = found == null ? 0 : found.sizeBytes();
        if (bytes > 0 && bytes + size > MAX_ANSWER_BYTES) {
          break;
        }
        bytes += size;
        units += CapacityUnits.ofRead(size, reads.consistent());
        if (found != null) {
          items.add(found.item());
        }
      }
      responses.put(reads.reference(), items);
      reads.rest(done, unprocessed);
      addCapacity(capacity, request.returnConsumedCapacity(), reads.reference(), units);
    }
    return new BatchGetItemResponse(
        responses,
        unprocessed,
        ReturnConsumedCapacity.isWanted(request.returnConsumedCapacity()) ? capacity : null);
  }

  private static void addCapacity(
      List<ConsumedCapacity> reports, ReturnConsumedCapacity wanted, String table, double units) {
    ConsumedCapacity report = ConsumedCapacity.report(wanted, table, units);
    if (report != null) {
      reports.add(report);
    }
  }

  private List<TableReads> plan(
      ReadTransaction transaction, Map<String, TableName> names, BatchGetItemRequest request) {
    List<TableReads> plan = new ArrayList<>();
    BatchKeys seen = new BatchKeys();
    names.forEach((reference, name) -> {
      TableDefinition table = lookup.usable(transaction, name);
      KeysAndAttributes wanted = request.requestItems().get(reference);
      List<ItemKey> keys = new ArrayList<>();
      for (AttributeMap key : wanted.keys()) {
        ItemKey encoded = PrimaryKeys.ofKey(table.key(), key.attributes());
        seen.add(table.id(), encoded);
        keys.add(encoded);
      }
      plan.add(new TableReads(reference, table.id(), keys, wanted));
    });
    return plan;
  }

  /** The reads of one table. */
  private record TableReads(
      String reference, TableId table, List<ItemKey> keys, KeysAndAttributes wanted) {
    boolean consistent() {
      return Boolean.TRUE.equals(wanted.consistentRead());
    }

    /** Adds what was not read from the given position on. */
    void rest(int from, Map<String, KeysAndAttributes> unprocessed) {
      if (from < keys.size()) {
        unprocessed.put(
            reference,
            new KeysAndAttributes(
                wanted.keys().subList(from, keys.size()), wanted.consistentRead()));
      }
    }
  }
}
