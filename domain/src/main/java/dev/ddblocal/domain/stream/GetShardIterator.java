package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Finds where in a shard to begin to read (API operation {@code GetShardIterator}). */
public final class GetShardIterator
    implements OperationHandler<GetShardIteratorRequest, GetShardIteratorResponse> {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final InstantSource clock;

  /** Creates the operation. */
  public GetShardIterator(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletionStage<GetShardIteratorResponse> execute(
      GetShardIteratorRequest request, CallScope scope) {
    StreamArn arn = StreamCatalogue.arn(request.streamArn());
    OptionalLong sequence = sequence(request);
    return scope
        .keyspace()
        .read(transaction -> {
          Instant now = clock.instant();
          StreamEntry stream = StreamCatalogue.existing(transaction, arn, scope.account(), now);
          ShardEntry shard =
              StreamCatalogue.existingShard(transaction, stream, request.shardId(), now);
          ShardPosition position =
              sequence.isPresent()
                  ? numbered(transaction, shard, request, sequence.getAsLong(), now)
                  : unnumbered(transaction, shard, request.shardIteratorType());
          return new GetShardIteratorResponse(
              SealedIterator.seal(
                  position, stream.arn(scope.account()), stream.iteratorKey(), now));
        });
  }

  /** The sequence number, which is there if the type of iterator needs one. */
  private static OptionalLong sequence(GetShardIteratorRequest request) {
    String sent = request.sequenceNumber();
    return switch (request.shardIteratorType()) {
      case TRIM_HORIZON, LATEST -> {
        if (sent != null) {
          throw invalid(
              "SequenceNumber must not be specified when ShardIteratorType is "
                  + request.shardIteratorType());
        }
        yield OptionalLong.empty();
      }
      case AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER -> {
        if (sent == null) {
          throw invalid(
              "SequenceNumber must be specified when ShardIteratorType is "
                  + request.shardIteratorType());
        }
        OptionalLong sequence = SequenceNumbers.read(sent);
        if (sequence.isEmpty()) {
          throw invalidSequence(sent);
        }
        yield sequence;
      }
    };
  }

  private static ShardPosition unnumbered(
      ReadTransaction transaction, ShardEntry shard, ShardIteratorType type) {
    return switch (type) {
      case TRIM_HORIZON -> new ShardPosition(shard.number(), shard.start(), true);
      case LATEST -> new ShardPosition(shard.number(), latest(transaction, shard) + 1, false);
      case AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER ->
          throw new IllegalArgumentException(type + " has a sequence number");
    };
  }

  /** The greatest number that a record of the shard has had. */
  private static long latest(ReadTransaction transaction, ShardEntry shard) {
    long[] latest = {Math.max(shard.start() - 1, shard.trimmed())};
    transaction.range(
        KeyspaceStore.STREAM_RECORDS,
        StreamKeys.recordsOf(shard.stream(), shard.number(), 0),
        Direction.BACKWARD,
        (key, _) -> {
          latest[0] = StreamKeys.sequenceOf(key);
          return false;
        });
    return latest[0];
  }

  private static ShardPosition numbered(
      ReadTransaction transaction,
      ShardEntry shard,
      GetShardIteratorRequest request,
      long sequence,
      Instant now) {
    boolean beyondEnd = shard.closing().isPresent() && sequence > shard.closing().get().end();
    if (sequence < shard.start() || beyondEnd) {
      throw invalidSequence(request.sequenceNumber());
    }
    if (sequence <= shard.trimmed() || isOver(transaction, shard, sequence, now)) {
      throw trimmed();
    }
    return new ShardPosition(
        shard.number(),
        request.shardIteratorType() == ShardIteratorType.AT_SEQUENCE_NUMBER
            ? sequence
            : sequence + 1,
        false);
  }

  /** Whether a record at or behind the number is beyond the trim horizon. */
  private static boolean isOver(
      ReadTransaction transaction, ShardEntry shard, long sequence, Instant now) {
    boolean[] over = {false};
    transaction.range(
        KeyspaceStore.STREAM_RECORDS,
        StreamKeys.recordsOf(shard.stream(), shard.number(), sequence),
        Direction.FORWARD,
        (_, stored) -> {
          over[0] = RecordEntry.of(stored).isOver(now);
          return false;
        });
    return over[0];
  }

  /** The refusal to read what is beyond the trim horizon. */
  static DynamoDbException trimmed() {
    return new DynamoDbException(
        ErrorCode.TRIMMED_DATA_ACCESS, "The data you are trying to access has been trimmed.");
  }

  private static DynamoDbException invalidSequence(String sent) {
    return invalid("Invalid SequenceNumber: " + sent);
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation(INVALID + what);
  }
}
