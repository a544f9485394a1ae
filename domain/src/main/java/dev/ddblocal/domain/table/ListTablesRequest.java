package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code ListTablesInput}.
 *
 * @param exclusiveStartTableName the last name of the page before
 * @param limit the most names to answer, 1 to 100
 */
public record ListTablesRequest(String exclusiveStartTableName, Integer limit)
    implements OperationRequest<ListTablesResponse> {
  @Override
  public Operation operation() {
    return Operation.LIST_TABLES;
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
