package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.item.ItemCollectionMetrics;
import dev.ddblocal.domain.item.ItemCollections;
import dev.ddblocal.domain.item.ItemWrite;
import dev.ddblocal.domain.item.ReturnItemCollectionMetrics;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Writes up to 100 items of any tables, all or none (API operation {@code TransactWriteItems}). */
public final class TransactWriteItems
    implements OperationHandler<TransactWriteItemsRequest, TransactWriteItemsResponse> {
  private final TransactionCoordinator coordinator;
  private final WriteActions actions;

  /** Creates the operation. */
  public TransactWriteItems(TransactionCoordinator coordinator, Expressions expressions) {
    this.coordinator = Objects.requireNonNull(coordinator, "coordinator is null");
    this.actions = new WriteActions(expressions);
  }

  @Override
  public CompletionStage<TransactWriteItemsResponse> execute(
      TransactWriteItemsRequest request, CallScope scope) {
    List<WriteAction> sent = request.transactItems().stream().map(WriteActions::only).toList();
    List<ItemWrite> checked = sent.stream().map(actions::write).toList();
    List<TransactionWrite> writes = new ArrayList<>(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      String reference = sent.get(i).tableName();
      TableName table = TableReference.resolve(reference, scope.account());
      writes.add(new TransactionWrite(reference, table, checked.get(i)));
    }
    CompletionStage<TransactWriteItemsResponse> written =
        coordinator
            .write(
                scope.keyspace(),
                writes,
                token(request, sent, writes, scope),
                request.returnConsumedCapacity())
            .thenApply(capacity -> new TransactWriteItemsResponse(capacity, null));
    return request.returnItemCollectionMetrics() == ReturnItemCollectionMetrics.SIZE
        ? written.thenCompose(answer ->
            scope
                .keyspace()
                .read(transaction ->
                    new TransactWriteItemsResponse(
                        answer.consumedCapacity(), metrics(transaction, writes))))
        : written;
  }

  /**
   * The token of the request. What it asks to be told may differ from call to call, so it is no
   * part of the fingerprint.
   */
  private static Optional<IdempotencyToken> token(
      TransactWriteItemsRequest request,
      List<WriteAction> sent,
      List<TransactionWrite> writes,
      CallScope scope) {
    if (request.clientRequestToken() == null) {
      return Optional.empty();
    }
    RequestFingerprint fingerprint = new RequestFingerprint().count(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      WriteActions.sumUp(sent.get(i), writes.get(i), fingerprint);
    }
    return Optional.of(
        new IdempotencyToken(
            request.operation(),
            tokenIn(scope, request.clientRequestToken()),
            fingerprint.toBytes()));
  }

  /**
   * The token as it is kept. Each account has tokens of its own, so those of a caller from outside
   * are kept apart by a prefix that makes them longer than any token of the account itself.
   */
  private static String tokenIn(CallScope scope, String token) {
    AccountId callers = scope.caller().principal().accountId();
    return callers.equals(scope.account().accountId())
        ? token
        : "of a caller from the account " + callers + " " + token;
  }

  /** The metrics of all item collections that were written, by table; null if there are none. */
  private static Map<String, List<ItemCollectionMetrics>> metrics(
      ReadTransaction transaction, List<TransactionWrite> writes) {
    Map<TableName, List<Map<String, AttributeValue>>> written = new LinkedHashMap<>();
    Map<TableName, String> references = new LinkedHashMap<>();
    for (TransactionWrite each : writes) {
      if (!(each.write() instanceof ItemWrite.Check)) {
        references.putIfAbsent(each.table(), each.reference());
        written
            .computeIfAbsent(each.table(), _ -> new ArrayList<>())
            .add(each.write().attributes());
      }
    }
    Map<String, List<ItemCollectionMetrics>> byTable = new LinkedHashMap<>();
    written.forEach((table, items) -> {
      List<ItemCollectionMetrics> metrics = ItemCollections.measure(transaction, table, items);
      if (!metrics.isEmpty()) {
        byTable.put(references.get(table), metrics);
      }
    });
    return byTable.isEmpty() ? null : byTable;
  }
}
