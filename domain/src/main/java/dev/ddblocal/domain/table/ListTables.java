package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lists the account's tables by name, page by page (API operation {@code ListTables}). */
public final class ListTables implements OperationHandler<ListTablesRequest, ListTablesResponse> {
  private static final int DEFAULT_LIMIT = 100;

  private final TableLifecycle lifecycle;

  /** Creates the operation. */
  public ListTables(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public CompletionStage<ListTablesResponse> execute(ListTablesRequest request, CallScope scope) {
    Optional<TableName> start =
        Optional.ofNullable(request.exclusiveStartTableName()).map(TableName::new);
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    return scope.keyspace().read(transaction -> page(transaction, start, limit));
  }

  private ListTablesResponse page(
      ReadTransaction transaction, Optional<TableName> start, int limit) {
    List<String> names = new ArrayList<>();
    Optional<TableName> after = start;
    while (true) {
      List<TableDefinition> tables = transaction.tables(after, limit + 1);
      for (TableDefinition table : tables) {
        if (lifecycle.status(table).isEmpty()) {
          continue;
        }
        if (names.size() == limit) {
          return new ListTablesResponse(names, names.getLast());
        }
        names.add(table.name().value());
      }
      if (tables.size() <= limit) {
        return new ListTablesResponse(names, null);
      }
      after = Optional.of(tables.getLast().name());
    }
  }
}
