package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.TableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Reads the records of a shard, page by page (API operation {@code GetRecords}). */
public final class GetRecords implements OperationHandler<GetRecordsRequest, GetRecordsResponse> {
  private static final int DEFAULT_LIMIT = 1000;

  private final InstantSource clock;

  /** Creates the operation. */
  public GetRecords(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletionStage<GetRecordsResponse> execute(GetRecordsRequest request, CallScope scope) {
    StreamArn arn = claimed(request.shardIterator());
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    return scope
        .keyspace()
        .read(transaction -> {
          Instant now = clock.instant();
          StreamEntry stream = StreamCatalogue.existing(transaction, arn, scope.account(), now);
          ShardPosition position =
              SealedIterator.open(
                  request.shardIterator(), arn.toString(), stream.iteratorKey(), now);
          ShardEntry shard =
              StreamCatalogue.shard(transaction, stream.id(), position.shard())
                  .filter(found -> !found.isOver(now))
                  .orElseThrow(GetShardIterator::trimmed);
          RecordPage page =
              new RecordPage(stream, position, limit, scope.account().region().value(), now);
          read(transaction, shard, position, page);
          return new GetRecordsResponse(
              page.records(), next(page, shard, arn.toString(), stream, now));
        });
  }

  private static StreamArn claimed(String iterator) {
    return SealedIterator.claimedStream(iterator)
        .flatMap(claimed ->
            StreamArn.parse(claimed)
                .filter(arn -> arn.toString().equals(claimed))
                .filter(arn -> TableName.isValid(arn.table().tableName())))
        .orElseThrow(SealedIterator::invalid);
  }

  private static void read(
      ReadTransaction transaction, ShardEntry shard, ShardPosition position, RecordPage page) {
    if (position.next() <= shard.trimmed() && !position.fromHorizon()) {
      throw GetShardIterator.trimmed();
    }
    transaction.range(
        KeyspaceStore.STREAM_RECORDS,
        StreamKeys.recordsOf(shard.stream(), shard.number(), position.next()),
        Direction.FORWARD,
        page);
  }

  /** The next iterator; null behind the last record of a closed shard. */
  private static String next(
      RecordPage page, ShardEntry shard, String arn, StreamEntry stream, Instant now) {
    return page.hasMore() || shard.closing().isEmpty()
        ? SealedIterator.seal(page.position(), arn, stream.iteratorKey(), now)
        : null;
  }
}
