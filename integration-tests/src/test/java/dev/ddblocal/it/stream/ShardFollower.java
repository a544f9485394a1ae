package dev.ddblocal.it.stream;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import software.amazon.kinesis.exceptions.KinesisClientLibNonRetryableException;
import software.amazon.kinesis.exceptions.KinesisClientLibRetryableException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/** Follows one shard and checkpoints after every batch of records. */
final class ShardFollower implements DynamoDBStreamsShardRecordProcessor {
  private final History history;
  private String shard;

  ShardFollower(History history) {
    this.history = history;
  }

  @Override
  public void initialize(InitializationInput input) {
    shard = input.shardId();
  }

  @Override
  public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
    for (DynamoDBStreamsClientRecord each : input.records()) {
      history.add(shard, each.getRecord());
    }
    checkpointIfPossible(input.checkpointer());
  }

  @Override
  public void leaseLost(LeaseLostInput input) {
    // Another processor goes on from the last checkpoint.
  }

  /** The end of a shard has to be checkpointed before its children are read. */
  @Override
  public void shardEnded(ShardEndedInput input) {
    try {
      input.checkpointer().checkpoint();
    } catch (KinesisClientLibNonRetryableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    checkpointIfPossible(input.checkpointer());
  }

  private static void checkpointIfPossible(RecordProcessorCheckpointer checkpointer) {
    try {
      checkpointer.checkpoint();
    } catch (KinesisClientLibRetryableException | KinesisClientLibNonRetryableException e) {
      // The server is away. What comes after the last checkpoint comes again.
    }
  }
}
