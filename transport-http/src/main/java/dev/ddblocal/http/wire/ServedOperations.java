package dev.ddblocal.http.wire;

import dev.ddblocal.domain.item.BatchGetItemRequest;
import dev.ddblocal.domain.item.BatchWriteItemRequest;
import dev.ddblocal.domain.item.DeleteItemRequest;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.item.UpdateItemRequest;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.partiql.BatchExecuteStatementRequest;
import dev.ddblocal.domain.partiql.ExecuteStatementRequest;
import dev.ddblocal.domain.partiql.ExecuteTransactionRequest;
import dev.ddblocal.domain.query.QueryRequest;
import dev.ddblocal.domain.query.ScanRequest;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.table.DeleteTableRequest;
import dev.ddblocal.domain.table.DescribeEndpointsRequest;
import dev.ddblocal.domain.table.DescribeLimitsRequest;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.table.ListTablesRequest;
import dev.ddblocal.domain.table.UpdateTableRequest;
import dev.ddblocal.domain.transaction.TransactGetItemsRequest;
import dev.ddblocal.domain.transaction.TransactWriteItemsRequest;
import java.lang.reflect.ParameterizedType;

/** The records of each operation that is served: the one place where an operation is registered. */
final class ServedOperations {
  private ServedOperations() {}

  /** The record of an operation's requests. */
  static Class<? extends OperationRequest<?>> requestOf(Operation operation) {
    return switch (operation) {
      case BATCH_EXECUTE_STATEMENT -> BatchExecuteStatementRequest.class;
      case BATCH_GET_ITEM -> BatchGetItemRequest.class;
      case BATCH_WRITE_ITEM -> BatchWriteItemRequest.class;
      case CREATE_TABLE -> CreateTableRequest.class;
      case DELETE_ITEM -> DeleteItemRequest.class;
      case DELETE_TABLE -> DeleteTableRequest.class;
      case DESCRIBE_ENDPOINTS -> DescribeEndpointsRequest.class;
      case DESCRIBE_LIMITS -> DescribeLimitsRequest.class;
      case DESCRIBE_TABLE -> DescribeTableRequest.class;
      case EXECUTE_STATEMENT -> ExecuteStatementRequest.class;
      case EXECUTE_TRANSACTION -> ExecuteTransactionRequest.class;
      case GET_ITEM -> GetItemRequest.class;
      case LIST_TABLES -> ListTablesRequest.class;
      case PUT_ITEM -> PutItemRequest.class;
      case QUERY -> QueryRequest.class;
      case SCAN -> ScanRequest.class;
      case TRANSACT_GET_ITEMS -> TransactGetItemsRequest.class;
      case TRANSACT_WRITE_ITEMS -> TransactWriteItemsRequest.class;
      case UPDATE_ITEM -> UpdateItemRequest.class;
      case UPDATE_TABLE -> UpdateTableRequest.class;
    };
  }

  /** The record of an operation's responses, which its requests name. */
  static Class<?> responseOf(Operation operation) {
    ParameterizedType request = (ParameterizedType) requestOf(operation).getGenericInterfaces()[0];
    return (Class<?>) request.getActualTypeArguments()[0];
  }
}
