package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Describes a stream and, page by page, its shards (API operation {@code DescribeStream}). */
public final class DescribeStream
    implements OperationHandler<DescribeStreamRequest, DescribeStreamResponse> {
  private static final int DEFAULT_LIMIT = 100;

  private final InstantSource clock;

  /** Creates the operation. */
  public DescribeStream(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletionStage<DescribeStreamResponse> execute(
      DescribeStreamRequest request, CallScope scope) {
    StreamArn arn = StreamCatalogue.arn(request.streamArn());
    requireWhole(request.shardFilter());
    return scope
        .keyspace()
        .read(transaction -> {
          StreamEntry stream =
              StreamCatalogue.existing(transaction, arn, scope.account(), clock.instant());
          return new DescribeStreamResponse(
              describe(transaction, stream, request, stream.arn(scope.account())));
        });
  }

  private static void requireWhole(ShardFilter filter) {
    if (filter != null && (filter.type() == null || filter.shardId() == null)) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: ShardFilter must have both Type and ShardId");
    }
  }

  private StreamDescription describe(
      ReadTransaction transaction, StreamEntry stream, DescribeStreamRequest request, String arn) {
    Instant now = clock.instant();
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    List<Shard> found = new ArrayList<>();
    StreamCatalogue.shards(
        transaction,
        stream.id(),
        range(stream, request),
        shard -> {
          Shard described = shard.describe();
          if (!shard.isOver(now) && passes(request.shardFilter(), described)) {
            found.add(described);
          }
          return found.size() <= limit;
        });
    boolean more = found.size() > limit;
    List<Shard> shards = more ? found.subList(0, limit) : found;
    return new StreamDescription(
        arn,
        stream.label(),
        stream.status(now),
        stream.viewType(),
        stream.createdAt(),
        stream.table().value(),
        stream.key().elements(),
        shards,
        more ? shards.getLast().shardId() : null);
  }

  /** The start need not be there any more: a reader may know a shard that has been trimmed. */
  private static KeyRange range(StreamEntry stream, DescribeStreamRequest request) {
    KeyRange all = StreamKeys.shardsOf(stream.id());
    if (request.exclusiveStartShardId() == null) {
      return all;
    }
    long start =
        ShardEntry.numberIn(request.exclusiveStartShardId())
            .orElseThrow(() ->
                DynamoDbException.validation(
                    "One or more parameter values were invalid: Invalid ExclusiveStartShardId: "
                        + request.exclusiveStartShardId()));
    return all.after(StreamKeys.shard(stream.id(), start));
  }

  private static boolean passes(ShardFilter filter, Shard shard) {
    return filter == null
        || switch (filter.type()) {
          case CHILD_SHARDS -> filter.shardId().equals(shard.parentShardId());
        };
  }
}
