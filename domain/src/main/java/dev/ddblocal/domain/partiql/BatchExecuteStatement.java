package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.query.PageLimit;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Runs up to 25 statements that each read or write an item (API operation {@code
 * BatchExecuteStatement}). One that cannot be done does not keep the others from being done.
 */
public final class BatchExecuteStatement
    implements OperationHandler<BatchExecuteStatementRequest, BatchExecuteStatementResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public BatchExecuteStatement(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<BatchExecuteStatementResponse> execute(
      BatchExecuteStatementRequest request, CallScope scope) {
    List<Slot> slots = slots(request.statements(), scope);
    boolean reads = requireOneKind(slots);
    ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
    return reads
        ? scope.keyspace().read(transaction -> read(transaction, slots, wanted))
        : scope.keyspace().write(transaction -> write(transaction, slots, wanted));
  }

  /** The statements, those that authorization refused marked as such. */
  private static List<Slot> slots(List<BatchStatementRequest> statements, CallScope scope) {
    Iterator<Authorization.Grant> grants = scope.grants().iterator();
    List<Slot> slots = new ArrayList<>(statements.size());
    for (BatchStatementRequest each : statements) {
      Slot slot = Slot.of(each, scope);
      // What is no statement is no access either, so it has no grant.
      boolean decided = grants.hasNext() && each.access().isPresent();
      slots.add(
          decided && grants.next() instanceof Authorization.Grant.Refused(DynamoDbException reason)
              ? slot.refused(reason)
              : slot);
    }
    return slots;
  }

  /** Whether all statements are reads, if they are not all writes. */
  private static boolean requireOneKind(List<Slot> slots) {
    List<Statement> statements = slots.stream().flatMap(slot -> slot.statement().stream()).toList();
    long reads = statements.stream().filter(Statement.Select.class::isInstance).count();
    if (reads > 0 && reads < statements.size()) {
      throw DynamoDbException.validation("Batch cannot contain both read and write statements");
    }
    return reads == statements.size();
  }

  private BatchExecuteStatementResponse read(
      ReadTransaction transaction, List<Slot> slots, ReturnConsumedCapacity wanted) {
    Meters meters = new Meters();
    return answer(slots, slot -> read(transaction, slot, meters), meters, wanted);
  }

  private BatchStatementResponse read(ReadTransaction transaction, Slot slot, Meters meters) {
    Statement.Select select = (Statement.Select) slot.statement().orElseThrow();
    TableDefinition table = lookup.usable(transaction, slot.table());
    if (select.index().isPresent() || KeyedWhere.ofItem(table.key(), select.where()).isEmpty()) {
      throw DynamoDbException.validation(
          "Select statements within BatchExecuteStatement must specify the primary key in the where"
              + " clause.");
    }
    SelectPage page =
        new SelectRead(
                transaction, lookup, select, table, slot.consistent(), meters.of(slot, select))
            .page(SelectPosition.START, PageLimit.of(null));
    return BatchStatementResponse.done(
        select, page.items().isEmpty() ? null : page.items().getFirst());
  }

  private BatchExecuteStatementResponse write(
      WriteTransaction transaction, List<Slot> slots, ReturnConsumedCapacity wanted) {
    Meters meters = new Meters();
    ChangeOrigin origin = lookup.changeOrigin();
    boolean charges = ReturnConsumedCapacity.isWanted(wanted);
    return answer(slots, slot -> write(transaction, slot, meters, charges, origin), meters, wanted);
  }

  private BatchStatementResponse write(
      WriteTransaction transaction,
      Slot slot,
      Meters meters,
      boolean charges,
      ChangeOrigin origin) {
    Statement statement = slot.statement().orElseThrow();
    TableDefinition table = lookup.usable(transaction, slot.table());
    StatementWrite write =
        StatementWrite.of(
            statement, table.key(), slot.request().returnValuesOnConditionCheckFailure());
    try {
      Optional<Item> answered =
          write.perform(transaction, table, charges, meters.of(slot, statement), origin);
      return BatchStatementResponse.done(statement, answered.orElse(null));
    } catch (DynamoDbException error) {
      return BatchStatementResponse.failed(statement, error);
    }
  }

  private static BatchExecuteStatementResponse answer(
      List<Slot> slots,
      Function<Slot, BatchStatementResponse> run,
      Meters meters,
      ReturnConsumedCapacity wanted) {
    List<BatchStatementResponse> responses = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      responses.add(slot.answer(run));
    }
    return new BatchExecuteStatementResponse(responses, meters.report(wanted));
  }

  /**
   * A statement of the batch.
   *
   * @param request the statement as sent
   * @param statement what it says; empty if it cannot be done
   * @param table its table; null if it cannot be done
   * @param refusal why it is refused, before anything is looked for
   */
  private record Slot(
      BatchStatementRequest request,
      Optional<Statement> statement,
      TableName table,
      Optional<DynamoDbException> refusal) {
    static Slot of(BatchStatementRequest request, CallScope scope) {
      try {
        List<AttributeValue> parameters = SentStatements.parameters(request.parameters());
        Statement statement = SentStatements.parseByItself(request.statement(), parameters);
        TableName table = TableReference.resolve(statement.table(), scope.account());
        return new Slot(request, Optional.of(statement), table, Optional.empty());
      } catch (DynamoDbException refusal) {
        return new Slot(request, Optional.empty(), null, Optional.of(refusal));
      }
    }

    Slot refused(DynamoDbException reason) {
      return new Slot(request, statement, table, Optional.of(reason));
    }

    boolean consistent() {
      return Boolean.TRUE.equals(request.consistentRead());
    }

    /** The answer of a run, which may refuse the statement as well. */
    BatchStatementResponse answer(Function<Slot, BatchStatementResponse> run) {
      if (refusal.isPresent()) {
        return BatchStatementResponse.refused(refusal.get());
      }
      try {
        return run.apply(this);
      } catch (DynamoDbException error) {
        return BatchStatementResponse.refused(error);
      }
    }
  }

  /** The capacity taken, table by table. Of one run of the batch. */
  private static final class Meters {
    private final Map<TableName, CapacityMeter> meters = new LinkedHashMap<>();
    private final Map<TableName, String> references = new LinkedHashMap<>();

    CapacityMeter of(Slot slot, Statement statement) {
      references.putIfAbsent(slot.table(), statement.table());
      return meters.computeIfAbsent(slot.table(), _ -> new CapacityMeter());
    }

    List<ConsumedCapacity> report(ReturnConsumedCapacity wanted) {
      if (!ReturnConsumedCapacity.isWanted(wanted)) {
        return null;
      }
      List<ConsumedCapacity> reports = new ArrayList<>();
      meters.forEach((table, meter) -> reports.add(meter.report(wanted, references.get(table))));
      return reports;
    }
  }
}
