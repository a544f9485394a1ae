package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.TableName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Finds streams and shards. What is beyond the trim horizon is not there, removed or not. */
final class StreamCatalogue {
  private StreamCatalogue() {}

  /**
   * The ARN of a text.
   *
   * @throws DynamoDbException a ValidationException for any other text
   */
  static StreamArn arn(String text) {
    return StreamArn.parse(text)
        .filter(arn -> TableName.isValid(arn.table().tableName()))
        .orElseThrow(() ->
            DynamoDbException.validation(
                "Invalid StreamArn: Invalid ResourceArn provided as input " + text));
  }

  /**
   * The stream of an ARN.
   *
   * @throws DynamoDbException a ResourceNotFoundException if there is none in the account and
   *     region
   */
  static StreamEntry existing(
      ReadTransaction transaction, StreamArn arn, AccountScope scope, Instant now) {
    boolean here =
        arn.table().region().equals(scope.region())
            && arn.table().accountId().equals(scope.accountId());
    return Optional.of(arn)
        .filter(_ -> here)
        .flatMap(_ -> find(transaction, new TableName(arn.table().tableName()), arn.label()))
        .filter(stream -> !stream.isOver(now))
        .orElseThrow(() ->
            DynamoDbException.resourceNotFound(
                "Requested resource not found: Stream: " + arn + " not found"));
  }

  /** The stream of a table's, or of one that had its name, with that label. */
  static Optional<StreamEntry> find(ReadTransaction transaction, TableName table, String label) {
    return transaction
        .get(KeyspaceStore.STREAMS, StreamKeys.stream(table, label))
        .map(stored -> StreamEntry.of(stored.item()));
  }

  /** Shows streams, ended ones too, by table name and label until the visitor has enough. */
  static void streams(ReadTransaction transaction, KeyRange range, Predicate<StreamEntry> visitor) {
    transaction.range(
        KeyspaceStore.STREAMS,
        range,
        Direction.FORWARD,
        (_, stored) -> visitor.test(StreamEntry.of(stored.item())));
  }

  /**
   * The shard of an id.
   *
   * @throws DynamoDbException a ResourceNotFoundException if the stream has none of that id
   */
  static ShardEntry existingShard(
      ReadTransaction transaction, StreamEntry stream, String shardId, Instant now) {
    OptionalLong number = ShardEntry.numberIn(shardId);
    return (number.isPresent()
            ? shard(transaction, stream.id(), number.getAsLong())
            : Optional.<ShardEntry>empty())
        .filter(shard -> shard.id().equals(shardId) && !shard.isOver(now))
        .orElseThrow(() ->
            DynamoDbException.resourceNotFound(
                "Requested resource not found: Shard does not exist"));
  }

  /** The shard of that number. */
  static Optional<ShardEntry> shard(ReadTransaction transaction, StreamId stream, long number) {
    var key = StreamKeys.shard(stream, number);
    return transaction
        .get(KeyspaceStore.STREAM_SHARDS, key)
        .map(stored -> ShardEntry.of(stream, key, stored.item()));
  }

  /** Shows the shards of a stream in the order of their creation until the visitor has enough. */
  static void shards(
      ReadTransaction transaction, StreamId stream, KeyRange range, Predicate<ShardEntry> visitor) {
    transaction.range(
        KeyspaceStore.STREAM_SHARDS,
        range,
        Direction.FORWARD,
        (key, stored) -> visitor.test(ShardEntry.of(stream, key, stored.item())));
  }
}
