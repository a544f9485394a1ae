package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code DescribeStreamInput}.
 *
 * @param streamArn the stream
 * @param limit the most shards to answer, 1 to 100
 * @param exclusiveStartShardId the last shard of the page before
 * @param shardFilter which shards to answer; all when absent
 */
public record DescribeStreamRequest(
    String streamArn, Integer limit, String exclusiveStartShardId, ShardFilter shardFilter)
    implements OperationRequest<DescribeStreamResponse> {
  @Override
  public Operation operation() {
    return Operation.DESCRIBE_STREAM;
  }

  @Override
  public List<String> tables() {
    return streamArn == null ? List.of() : List.of(streamArn);
  }
}
