package dev.ddblocal.http.wire;

import dev.ddblocal.domain.backup.DescribeContinuousBackupsRequest;
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
import dev.ddblocal.domain.resourcepolicy.DeleteResourcePolicyRequest;
import dev.ddblocal.domain.resourcepolicy.GetResourcePolicyRequest;
import dev.ddblocal.domain.resourcepolicy.PutResourcePolicyRequest;
import dev.ddblocal.domain.stream.DescribeStreamRequest;
import dev.ddblocal.domain.stream.GetRecordsRequest;
import dev.ddblocal.domain.stream.GetShardIteratorRequest;
import dev.ddblocal.domain.stream.ListStreamsRequest;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.table.DeleteTableRequest;
import dev.ddblocal.domain.table.DescribeEndpointsRequest;
import dev.ddblocal.domain.table.DescribeLimitsRequest;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.table.ListTablesRequest;
import dev.ddblocal.domain.table.UpdateTableRequest;
import dev.ddblocal.domain.tag.ListTagsOfResourceRequest;
import dev.ddblocal.domain.tag.TagResourceRequest;
import dev.ddblocal.domain.tag.UntagResourceRequest;
import dev.ddblocal.domain.transaction.TransactGetItemsRequest;
import dev.ddblocal.domain.transaction.TransactWriteItemsRequest;
import dev.ddblocal.domain.ttl.DescribeTimeToLiveRequest;
import dev.ddblocal.domain.ttl.UpdateTimeToLiveRequest;
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
      case DELETE_RESOURCE_POLICY -> DeleteResourcePolicyRequest.class;
      case DELETE_TABLE -> DeleteTableRequest.class;
      case DESCRIBE_CONTINUOUS_BACKUPS -> DescribeContinuousBackupsRequest.class;
      case DESCRIBE_ENDPOINTS -> DescribeEndpointsRequest.class;
      case DESCRIBE_LIMITS -> DescribeLimitsRequest.class;
      case DESCRIBE_STREAM -> DescribeStreamRequest.class;
      case DESCRIBE_TABLE -> DescribeTableRequest.class;
      case DESCRIBE_TIME_TO_LIVE -> DescribeTimeToLiveRequest.class;
      case EXECUTE_STATEMENT -> ExecuteStatementRequest.class;
      case EXECUTE_TRANSACTION -> ExecuteTransactionRequest.class;
      case GET_ITEM -> GetItemRequest.class;
      case GET_RECORDS -> GetRecordsRequest.class;
      case GET_RESOURCE_POLICY -> GetResourcePolicyRequest.class;
      case GET_SHARD_ITERATOR -> GetShardIteratorRequest.class;
      case LIST_STREAMS -> ListStreamsRequest.class;
      case LIST_TABLES -> ListTablesRequest.class;
      case LIST_TAGS_OF_RESOURCE -> ListTagsOfResourceRequest.class;
      case PUT_ITEM -> PutItemRequest.class;
      case PUT_RESOURCE_POLICY -> PutResourcePolicyRequest.class;
      case QUERY -> QueryRequest.class;
      case SCAN -> ScanRequest.class;
      case TAG_RESOURCE -> TagResourceRequest.class;
      case TRANSACT_GET_ITEMS -> TransactGetItemsRequest.class;
      case TRANSACT_WRITE_ITEMS -> TransactWriteItemsRequest.class;
      case UNTAG_RESOURCE -> UntagResourceRequest.class;
      case UPDATE_ITEM -> UpdateItemRequest.class;
      case UPDATE_TABLE -> UpdateTableRequest.class;
      case UPDATE_TIME_TO_LIVE -> UpdateTimeToLiveRequest.class;
    };
  }

  /** The record of an operation's responses, which its requests name. */
  static Class<?> responseOf(Operation operation) {
    ParameterizedType request = (ParameterizedType) requestOf(operation).getGenericInterfaces()[0];
    return (Class<?>) request.getActualTypeArguments()[0];
  }
}
