package dev.ddblocal.it.stream;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/**
 * A worker of the Kinesis Client Library that follows a stream from its trim horizon. Its leases
 * and checkpoints are tables of the same server.
 */
public final class KinesisConsumer implements AutoCloseable {
  private static final String APPLICATION = "follower";
  private static final long SOON_MILLIS = 100;

  /** A worker that fails three times to assign leases gives up leading for some minutes. */
  private static final long ASSIGNMENT_MILLIS = 2_000;

  /** Longer than a restart of the server takes. */
  private static final long FAILOVER_MILLIS = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** They tell of each request that a killed server did not answer. */
  private static final List<Logger> LOGS =
      List.of(Logger.getLogger("software.amazon.kinesis"), Logger.getLogger("com.amazonaws"));

  private final Scheduler scheduler;
  private final Thread thread;

  private KinesisConsumer(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.thread = Thread.ofPlatform().name("kinesis-consumer").daemon().start(scheduler);
  }

  /**
   * Starts a worker.
   *
   * @param streamArn the stream
   * @param streams where the stream is
   * @param leases where the worker keeps its leases
   * @param history what the records are added to
   */
  public static KinesisConsumer start(
      String streamArn,
      DynamoDbStreamsClient streams,
      DynamoDbAsyncClient leases,
      History history) {
    LOGS.forEach(log -> log.setLevel(Level.OFF));
    leaveLease(leases, Lineage.of(streams, streamArn).first());
    AmazonDynamoDBStreamsAdapterClient adapter =
        new AmazonDynamoDBStreamsAdapterClient(streams, Region.US_EAST_1);
    RetrievalConfig retrieval =
        new RetrievalConfig(
                adapter,
                StreamsSchedulerFactory.createSingleStreamTracker(
                    streamArn,
                    InitialPositionInStreamExtended.newInitialPosition(
                        InitialPositionInStream.TRIM_HORIZON)),
                APPLICATION)
            .retrievalSpecificConfig(
                new DynamoDBStreamsPollingConfig(adapter)
                    .idleTimeBetweenReadsInMillis(SOON_MILLIS));
    return new KinesisConsumer(
        StreamsSchedulerFactory.createScheduler(
            new CheckpointConfig(),
            new CoordinatorConfig(APPLICATION)
                .parentShardPollIntervalMillis(SOON_MILLIS)
                .shardConsumerDispatchPollIntervalMillis(SOON_MILLIS),
            new LeaseManagementConfig(APPLICATION, APPLICATION, leases, adapter, "worker")
                .failoverTimeMillis(FAILOVER_MILLIS)
                .leaseAssignmentIntervalMillis(ASSIGNMENT_MILLIS),
            new LifecycleConfig().taskBackoffTimeMillis(SOON_MILLIS),
            new MetricsConfig(noCloudWatch(), APPLICATION).metricsFactory(new NullMetricsFactory()),
            new ProcessorConfig(() -> new ShardFollower(history)),
            retrieval,
            adapter));
  }

  /**
   * Leaves the lease of the first shard as another worker would have. A worker that finds no lease
   * at all waits for up to half a minute for others to make them.
   */
  private static void leaveLease(DynamoDbAsyncClient leases, String shard) {
    leases
        .createTable(create ->
            create
                .tableName(APPLICATION)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("leaseKey")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder()
                        .attributeName("leaseKey")
                        .keyType(KeyType.HASH)
                        .build()))
        .join();
    AttributeValue zero = AttributeValue.fromN("0");
    Map<String, AttributeValue> lease =
        Map.of(
            "leaseKey", AttributeValue.fromS(shard),
            "leaseCounter", zero,
            "checkpoint", AttributeValue.fromS("TRIM_HORIZON"),
            "checkpointSubSequenceNumber", zero,
            "ownerSwitchesSinceCheckpoint", zero);
    leases.putItem(put -> put.tableName(APPLICATION).item(lease)).join();
  }

  /** Nothing here sends metrics: a client that cannot do anything is enough. */
  private static CloudWatchAsyncClient noCloudWatch() {
    return (CloudWatchAsyncClient)
        Proxy.newProxyInstance(
            CloudWatchAsyncClient.class.getClassLoader(),
            new Class<?>[] {CloudWatchAsyncClient.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.toString());
            });
  }

  /** Ends the worker's work at once; its last checkpoints stay where they are. */
  @Override
  public void close() {
    scheduler.shutdown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
