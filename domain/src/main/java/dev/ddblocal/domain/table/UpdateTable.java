package dev.ddblocal.domain.table;

import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.stream.NewStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Changes a table's settings, and makes, changes and deletes its global secondary indexes (API
 * operation {@code UpdateTable}). What is asked for takes effect at once, but an index that is made
 * for a large table gets its entries in the background ({@link BackfillIndexes}).
 */
public final class UpdateTable
    implements OperationHandler<UpdateTableRequest, UpdateTableResponse> {
  private final TableLifecycle lifecycle;
  private final TableLookup lookup;
  private final IdGenerator ids;

  /** Creates the operation. */
  public UpdateTable(TableLifecycle lifecycle, IdGenerator ids) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
    this.ids = ids;
  }

  @Override
  public CompletionStage<UpdateTableResponse> execute(UpdateTableRequest request, CallScope scope) {
    UpdateTableRules.require(request);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    Made made = made(request);
    return scope
        .keyspace()
        .write(transaction ->
            update(transaction, lookup.existing(transaction, name), request, made, scope));
  }

  private Made made(UpdateTableRequest request) {
    StreamSpecification stream = request.streamSpecification();
    return new Made(
        new IndexId(ids.newId()),
        stream == null || !stream.streamEnabled()
            ? Optional.empty()
            : Optional.of(NewStream.of(stream.streamViewType(), ids)));
  }

  private UpdateTableResponse update(
      WriteTransaction transaction,
      TableDefinition table,
      UpdateTableRequest request,
      Made made,
      CallScope scope) {
    TableDefinition updated =
        withStream(
            transaction,
            new TableUpdate(request, table, lifecycle, made.index()).applied(scope.account()),
            request,
            made);
    transaction.alterTable(updated);
    TableDescription answer =
        new TableDescriber(scope.account(), lifecycle)
            .describe(
                updated, TableStates.accepted(table, updated, lifecycle), transaction::statistics);
    settle(transaction, updated);
    return new UpdateTableResponse(answer);
  }

  private TableDefinition withStream(
      WriteTransaction transaction, TableDefinition table, UpdateTableRequest request, Made made) {
    if (request.streamSpecification() == null) {
      return table;
    }
    return made.stream()
        .map(stream -> lifecycle.enableStream(transaction, table, stream, TableStatus.UPDATING))
        .orElseGet(() -> lifecycle.disableStream(transaction, table, TableStatus.UPDATING));
  }

  /** Does what need not wait: removes a deleted index, fills a new one if the table is small. */
  private void settle(WriteTransaction transaction, TableDefinition updated) {
    TableDefinition settled = lifecycle.withoutGoneParts(updated);
    if (lifecycle.updatesAtOnce()) {
      settled = IndexBackfill.fillIfSmall(transaction, settled);
    }
    if (!settled.equals(updated)) {
      transaction.alterTable(settled);
    }
  }

  /**
   * What a request makes, if it makes it; the work that makes it may be run again.
   *
   * @param index the id of an index
   * @param stream a stream, if one is to be enabled
   */
  private record Made(IndexId index, Optional<NewStream> stream) {}
}
