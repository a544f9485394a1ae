package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.BatchHandler;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.Keyspace;
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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads up to 100 items of any tables (API operation {@code BatchGetItem}). What does not fit into
 * an answer of 16 MB comes back as UnprocessedKeys.
 */
public final class BatchGetItem implements BatchHandler<BatchGetItemRequest, BatchGetItemResponse> {
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
      BatchGetItemRequest request, List<CallScope> scopes) {
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
    Map<AccountScope, Part> parts = LinkedHashMap.newLinkedHashMap(1);
    Iterator<CallScope> places = scopes.iterator();
    request
        .requestItems()
        .forEach((reference, wanted) -> {
          CallScope scope = places.next();
          parts
              .computeIfAbsent(scope.account(), _ -> new Part(scope.keyspace(), new ArrayList<>()))
              .reads()
              .add(
                  new RequestedReads(
                      reference,
                      TableReference.resolve(reference, scope.account()),
                      wanted,
                      expressions.projection(wanted)));
        });
    return answer(request, List.copyOf(parts.values()));
  }

  /** Reads in one account after the other: what has been read leaves less room in the answer. */
  private CompletionStage<BatchGetItemResponse> answer(
      BatchGetItemRequest request, List<Part> parts) {
    CompletionStage<Found> found = CompletableFuture.completedStage(Found.NOTHING);
    for (Part part : parts) {
      found = found.thenCompose(before -> read(part, before));
    }
    return found.thenApply(all -> all.answerTo(request));
  }

  private CompletionStage<Found> read(Part part, Found before) {
    return part.keyspace().read(transaction -> get(transaction, part.reads(), before));
  }

  private Found get(ReadTransaction transaction, List<RequestedReads> requested, Found before) {
    List<TableReads> plan = plan(transaction, requested);
    Map<String, TableFound> tables = new LinkedHashMap<>(before.tables());
    long bytes = before.bytes();
    boolean full = before.full();
    for (TableReads reads : plan) {
      RequestedReads request = reads.requested();
      List<Item> items = new ArrayList<>();
      CapacityMeter meter = new CapacityMeter();
      int done = 0;
      for (; done < reads.keys().size() && !full; done++) {
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
      full |= done < reads.keys().size();
      tables.put(request.reference(), new TableFound(items, done, meter));
    }
    return new Found(tables, bytes, full);
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

  /**
   * The reads in one account.
   *
   * @param keyspace the account's tables
   * @param reads the reads
   */
  private record Part(Keyspace keyspace, List<RequestedReads> reads) {}

  /**
   * What was read of a table.
   *
   * @param items the items that are there
   * @param done how many keys were looked up, from the first on
   * @param meter what that took
   */
  private record TableFound(List<Item> items, int done, CapacityMeter meter) {}

  /**
   * What was read so far.
   *
   * @param tables by table as the request named it
   * @param bytes the items' sizes together
   * @param full whether something did not fit
   */
  private record Found(Map<String, TableFound> tables, long bytes, boolean full) {
    static final Found NOTHING = new Found(Map.of(), 0, false);

    /** The answer, in the order of the request. */
    BatchGetItemResponse answerTo(BatchGetItemRequest request) {
      Map<String, List<Item>> responses = new LinkedHashMap<>();
      Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
      List<ConsumedCapacity> capacity = new ArrayList<>();
      request
          .requestItems()
          .forEach((reference, wanted) -> {
            TableFound found = tables.get(reference);
            responses.put(reference, found.items());
            if (found.done() < wanted.keys().size()) {
              unprocessed.put(reference, wanted.from(found.done()));
            }
            capacity.add(found.meter().report(request.returnConsumedCapacity(), reference));
          });
      return new BatchGetItemResponse(
          responses,
          unprocessed,
          ReturnConsumedCapacity.isWanted(request.returnConsumedCapacity()) ? capacity : null);
    }
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
