package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.query.Selection;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.transaction.IdempotencyToken;
import dev.ddblocal.domain.transaction.ItemResponse;
import dev.ddblocal.domain.transaction.RequestFingerprint;
import dev.ddblocal.domain.transaction.TransactionCoordinator;
import dev.ddblocal.domain.transaction.TransactionItems;
import dev.ddblocal.domain.transaction.TransactionRead;
import dev.ddblocal.domain.transaction.TransactionWrite;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs up to 100 statements all or not at all (API operation {@code ExecuteTransaction}): either
 * reads, or writes and conditions. The statements' keys are found first, by the keys of the tables;
 * the transaction itself is that of TransactGetItems and TransactWriteItems.
 */
public final class ExecuteTransaction
    implements OperationHandler<ExecuteTransactionRequest, ExecuteTransactionResponse> {
  private final TableLookup lookup;
  private final TransactionCoordinator coordinator;

  /** Creates the operation. */
  public ExecuteTransaction(TableLookup lookup, TransactionCoordinator coordinator) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
    this.coordinator = Objects.requireNonNull(coordinator, "coordinator is null");
  }

  @Override
  public CompletionStage<ExecuteTransactionResponse> execute(
      ExecuteTransactionRequest request, CallScope scope) {
    List<Action> actions = new ArrayList<>();
    RequestFingerprint fingerprint =
        new RequestFingerprint().count(request.transactStatements().size());
    for (ParameterizedStatement sent : request.transactStatements()) {
      int position = actions.size();
      actions.add(located(position, () -> Action.of(sent, scope, fingerprint)));
    }
    if (requireOneKind(actions)) {
      return read(request, actions, scope);
    }
    Optional<IdempotencyToken> token =
        Optional.ofNullable(request.clientRequestToken())
            .map(each -> new IdempotencyToken(request.operation(), each, fingerprint.toBytes()));
    return scope
        .keyspace()
        .read(transaction -> plan(transaction, actions, ExecuteTransaction::write))
        .thenCompose(writes ->
            coordinator.write(scope.keyspace(), writes, token, request.returnConsumedCapacity()))
        .thenApply(capacity -> new ExecuteTransactionResponse(List.of(), capacity));
  }

  private CompletionStage<ExecuteTransactionResponse> read(
      ExecuteTransactionRequest request, List<Action> actions, CallScope scope) {
    return scope
        .keyspace()
        .read(transaction -> plan(transaction, actions, ExecuteTransaction::read))
        .thenCompose(reads ->
            coordinator
                .read(
                    scope.keyspace(),
                    reads.stream().map(FilteredRead::read).toList(),
                    request.returnConsumedCapacity())
                .thenApply(found ->
                    new ExecuteTransactionResponse(
                        responses(reads, found), found.consumedCapacity())));
  }

  private static List<ItemResponse> responses(List<FilteredRead> reads, TransactionItems found) {
    List<ItemResponse> responses = new ArrayList<>(reads.size());
    for (int i = 0; i < reads.size(); i++) {
      FilteredRead read = reads.get(i);
      responses.add(new ItemResponse(found.items().get(i).flatMap(read::answered).orElse(null)));
    }
    return responses;
  }

  /** Whether all statements are reads, if they are not all writes and conditions. */
  private static boolean requireOneKind(List<Action> actions) {
    long reads =
        actions.stream().filter(each -> each.statement() instanceof Statement.Select).count();
    if (reads > 0 && reads < actions.size()) {
      throw DynamoDbException.validation(
          "Transaction cannot contain both read and write statements");
    }
    return reads > 0;
  }

  /** What each statement is for the key of its table. */
  private <T> List<T> plan(ReadTransaction transaction, List<Action> actions, Planner<T> planner) {
    List<KeySchema> keys =
        actions.stream().map(each -> lookup.usable(transaction, each.table()).key()).toList();
    List<T> plan = new ArrayList<>(actions.size());
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      KeySchema key = keys.get(i);
      plan.add(located(i, () -> planner.plan(action, key)));
    }
    return plan;
  }

  private static TransactionWrite write(Action action, KeySchema key) {
    return new TransactionWrite(
        action.statement().table(),
        action.table(),
        StatementWrite.of(
                action.statement(), key, action.sent().returnValuesOnConditionCheckFailure())
            .write());
  }

  private static FilteredRead read(Action action, KeySchema key) {
    Statement.Select select = (Statement.Select) action.statement();
    KeyedWhere where =
        KeyedWhere.ofItem(key, select.where())
            .orElseThrow(() ->
                DynamoDbException.validation(
                    "Select statements within ExecuteTransaction must specify the primary key in"
                        + " the where clause."));
    return new FilteredRead(
        new TransactionRead(select.table(), action.table(), where.itemKey()),
        where.filter(),
        Selection.ofColumns(select.projection(), false));
  }

  /** Does what may refuse a statement; the refusal then says which one. */
  private static <T> T located(int position, Supplier<T> work) {
    try {
      return work.get();
    } catch (DynamoDbException refusal) {
      throw refusal.code() == ErrorCode.VALIDATION
          ? DynamoDbException.validation(
              "Validation failed in TransactStatements[" + position + "]: " + refusal.getMessage())
          : refusal;
    }
  }

  @FunctionalInterface
  private interface Planner<T> {
    T plan(Action action, KeySchema key);
  }

  /**
   * A statement of the transaction, checked as far as that goes without its table.
   *
   * @param sent the statement as sent
   * @param statement what it says
   * @param table its table
   */
  private record Action(ParameterizedStatement sent, Statement statement, TableName table) {
    static Action of(ParameterizedStatement sent, CallScope scope, RequestFingerprint fingerprint) {
      List<AttributeValue> parameters = SentStatements.parameters(sent.parameters());
      Statement statement = SentStatements.parse(sent.statement(), parameters);
      requireOfTransaction(statement);
      fingerprint.text(sent.statement()).count(parameters.size());
      parameters.forEach(fingerprint::value);
      return new Action(
          sent, statement, TableReference.resolve(statement.table(), scope.account()));
    }

    private static void requireOfTransaction(Statement statement) {
      boolean returning =
          switch (statement) {
            case Statement.Update update -> update.returning().isPresent();
            case Statement.Delete delete -> delete.returning().isPresent();
            case Statement.Insert _, Statement.Select _, Statement.Exists _ -> false;
          };
      if (returning) {
        throw DynamoDbException.validation(
            "RETURNING clause is not supported in ExecuteTransaction.");
      }
      boolean indexed =
          switch (statement) {
            case Statement.Select select -> select.index().isPresent();
            case Statement.Exists(Statement.Select select) -> select.index().isPresent();
            case Statement.Insert _, Statement.Update _, Statement.Delete _ -> false;
          };
      if (indexed) {
        throw DynamoDbException.validation(
            "Reads on indices are not supported within transactions.");
      }
    }
  }

  /**
   * A read, and what is made of the item.
   *
   * @param read the read
   * @param filter what the item must meet
   * @param selection which attributes are answered
   */
  private record FilteredRead(
      TransactionRead read, Optional<Condition> filter, Selection selection) {
    Optional<Item> answered(Item item) {
      return filter.isEmpty() || filter.get().holds(item.attributes())
          ? Optional.of(selection.of(item))
          : Optional.empty();
    }
  }
}
