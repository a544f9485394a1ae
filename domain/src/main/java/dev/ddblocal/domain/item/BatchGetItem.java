package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
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
import java.util.Optional;
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
  private final ReadExpressions expressions;

  /** Creates the operation. */
  public BatchGetItem(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = new ReadExpressions(expressions);
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
    ReadExpressions.requireOneKind(request.requestItems().values());
    List<RequestedReads> requested = new ArrayList<>();
    request
        .requestItems()
        .forEach((reference, wanted) ->
            requested.add(
                new RequestedReads(
                    reference,
                    TableReference.resolve(reference, scope.account()),
                    wanted,
                    expressions.projection(wanted))));
    return scope
        .keyspace()
        .read(transaction -> get(transaction, requested, request.returnConsumedCapacity()));
  }

  private BatchGetItemResponse get(
      ReadTransaction transaction,
      List<RequestedReads> requested,
      ReturnConsumedCapacity wantedCapacity) {
    List<TableReads> plan = plan(transaction, requested);
    Map<String, List<Item>> responses = new LinkedHashMap<>();
    Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    long bytes = 0;
    for (TableReads reads : plan) {
      RequestedReads request = reads.requested();
      List<Item> items = new ArrayList<>();
      CapacityMeter meter = new CapacityMeter();
      int done = 0;
      for (; done < reads.keys().size() && unprocessed.isEmpty(); done++) {
        StoredItem found = transaction.get(reads.table(), reads.keys().get(done)).orElse(null);
        int size = found == null ? 0 : found.sizeBytes();
        if (bytes > 0 && bytes + size > MAX_ANSWER_BYTES) {
          break;
        }
        bytes += size;
        meter.readTable(size, request.consistent());
        if (found != null) {
          items.add(ReadExpressions.project(request.projection(), found.item()));
        }
      }
      responses.put(request.reference(), items);
      if (done < reads.keys().size()) {
        unprocessed.put(request.reference(), request.wanted().from(done));
      }
      capacity.add(meter.report(wantedCapacity, request.reference()));
    }
    return new BatchGetItemResponse(
        responses, unprocessed, ReturnConsumedCapacity.isWanted(wantedCapacity) ? capacity : null);
  }

  private List<TableReads> plan(ReadTransaction transaction, List<RequestedReads> requested) {
    List<TableReads> plan = new ArrayList<>();
    BatchKeys seen = new BatchKeys();
    for (RequestedReads reads : requested) {
      TableDefinition table = lookup.usable(transaction, reads.name());
      List<ItemKey> keys = new ArrayList<>();
      for (AttributeMap key : reads.wanted().keys()) {
        ItemKey encoded = PrimaryKeys.ofKey(table.key(), key.attributes());
        seen.add(table.id(), encoded);
        keys.add(encoded);
      }
      plan.add(new TableReads(reads, table.id(), keys));
    }
    return plan;
  }

  /** The reads of one table, checked as far as that goes without it. */
  private record RequestedReads(
      String reference, TableName name, KeysAndAttributes wanted, Optional<Projection> projection) {
    boolean consistent() {
      return Boolean.TRUE.equals(wanted.consistentRead());
    }
  }

  /** The reads of one table that is there. */
  private record TableReads(RequestedReads requested, TableId table, List<ItemKey> keys) {}
}
