package dev.ddblocal.domain.ttl;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.table.TableLifecycle;
import dev.ddblocal.domain.table.TableLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Says by which attribute a table's items expire, or that they do not (API operation {@code
 * UpdateTimeToLive}).
 */
public final class UpdateTimeToLive
    implements OperationHandler<UpdateTimeToLiveRequest, UpdateTimeToLiveResponse> {
  /** For so long after a change no other is accepted (API reference: UpdateTimeToLive). */
  private static final Duration FIXED_INTERVAL = Duration.ofHours(1);

  private final TableLifecycle lifecycle;
  private final TableLookup lookup;
  private final IdGenerator ids;

  /** Creates the operation. */
  public UpdateTimeToLive(TableLifecycle lifecycle, IdGenerator ids) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
    this.ids = ids;
  }

  @Override
  public CompletionStage<UpdateTimeToLiveResponse> execute(
      UpdateTimeToLiveRequest request, CallScope scope) {
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    TimeToLiveSpecification asked = request.timeToLiveSpecification();
    IndexId entries = new IndexId(ids.newId());
    return scope
        .keyspace()
        .write(transaction -> {
          update(transaction, lookup.changeable(transaction, name), asked, entries);
          return new UpdateTimeToLiveResponse(asked);
        });
  }

  private void update(
      WriteTransaction transaction,
      TableDefinition table,
      TimeToLiveSpecification asked,
      IndexId entries) {
    requireChange(table, asked);
    Instant now = lifecycle.now();
    Optional<TimeToLive> timeToLive =
        asked.enabled()
            ? Optional.of(
                new TimeToLive(asked.attributeName(), entries, now, false, Optional.empty()))
            : table.timeToLive().map(current -> current.disabled(now));
    TableDefinition updated =
        table.change().timeToLive(timeToLive).timeToLiveChangedAt(Optional.of(now)).build();
    transaction.alterTable(updated);
    settle(transaction, updated);
  }

  private void requireChange(TableDefinition table, TimeToLiveSpecification asked) {
    Optional<String> active =
        table
            .timeToLive()
            .filter(current -> current.disabledAt().isEmpty())
            .map(TimeToLive::attribute);
    if (active.isEmpty() && !asked.enabled()) {
      throw DynamoDbException.validation("TimeToLive is already disabled");
    }
    if (active.isPresent() && !active.get().equals(asked.attributeName())) {
      throw DynamoDbException.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + active.get());
    }
    if (active.isPresent() && asked.enabled()) {
      throw DynamoDbException.validation("TimeToLive is already enabled");
    }
    if (table.timeToLiveChangedAt().isPresent()
        && lifecycle.now().isBefore(table.timeToLiveChangedAt().get().plus(FIXED_INTERVAL))) {
      throw DynamoDbException.validation(
          "Time to live has been modified multiple times within a fixed interval");
    }
  }

  /** Does what need not wait: enters the items of a small table, or forgets the entries. */
  private void settle(WriteTransaction transaction, TableDefinition updated) {
    TableDefinition settled = lifecycle.withoutGoneParts(updated);
    if (lifecycle.updatesAtOnce()) {
      settled = IndexBackfill.fillIfSmall(transaction, settled);
    }
    if (!settled.equals(updated)) {
      transaction.alterTable(settled);
    }
  }
}
