package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code GetShardIteratorInput}.
 *
 * @param streamArn the stream
 * @param shardId the shard
 * @param shardIteratorType where in the shard to begin
 * @param sequenceNumber the number at or after which to begin, where the type says so
 */
public record GetShardIteratorRequest(
    String streamArn, String shardId, ShardIteratorType shardIteratorType, String sequenceNumber)
    implements OperationRequest<GetShardIteratorResponse> {
  @Override
  public Operation operation() {
    return Operation.GET_SHARD_ITERATOR;
  }

  @Override
  public List<String> tables() {
    return streamArn == null ? List.of() : List.of(streamArn);
  }
}
