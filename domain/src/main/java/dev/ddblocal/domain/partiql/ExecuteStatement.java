package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.query.PageLimit;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Runs a statement (API operation {@code ExecuteStatement}). */
public final class ExecuteStatement
    implements OperationHandler<ExecuteStatementRequest, ExecuteStatementResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public ExecuteStatement(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<ExecuteStatementResponse> execute(
      ExecuteStatementRequest request, CallScope scope) {
    List<AttributeValue> parameters = SentStatements.parameters(request.parameters());
    Statement statement = SentStatements.parseByItself(request.statement(), parameters);
    TableName name = TableReference.resolve(statement.table(), scope.account());
    if (statement instanceof Statement.Select select) {
      NextToken tokens = new NextToken(scope.account(), request.statement(), parameters);
      SelectPosition start =
          request.nextToken() == null ? SelectPosition.START : tokens.position(request.nextToken());
      return scope
          .keyspace()
          .read(transaction -> read(transaction, name, select, request, start, tokens));
    }
    if (request.nextToken() != null) {
      throw NextToken.mismatch();
    }
    return scope.keyspace().write(transaction -> write(transaction, name, statement, request));
  }

  private ExecuteStatementResponse read(
      ReadTransaction transaction,
      TableName name,
      Statement.Select select,
      ExecuteStatementRequest request,
      SelectPosition start,
      NextToken tokens) {
    TableDefinition table = lookup.usable(transaction, name);
    CapacityMeter meter = new CapacityMeter();
    SelectPage page =
        new SelectRead(
                transaction,
                lookup,
                select,
                table,
                Boolean.TRUE.equals(request.consistentRead()),
                meter)
            .page(start, PageLimit.of(request.limit()));
    return new ExecuteStatementResponse(
        page.items(),
        page.next().map(tokens::of).orElse(null),
        meter.report(request.returnConsumedCapacity(), select.table()),
        page.lastEvaluatedKey().orElse(null));
  }

  private ExecuteStatementResponse write(
      WriteTransaction transaction,
      TableName name,
      Statement statement,
      ExecuteStatementRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    CapacityMeter meter = new CapacityMeter();
    Optional<Item> answered =
        StatementWrite.of(statement, table.key(), request.returnValuesOnConditionCheckFailure())
            .perform(
                transaction,
                table,
                ReturnConsumedCapacity.isWanted(request.returnConsumedCapacity()),
                meter,
                lookup.changeOrigin());
    return new ExecuteStatementResponse(
        answered.stream().toList(),
        null,
        meter.report(request.returnConsumedCapacity(), statement.table()),
        null);
  }
}
