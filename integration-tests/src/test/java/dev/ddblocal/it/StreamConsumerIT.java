package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.it.stream.FollowedTable;
import dev.ddblocal.it.stream.History;
import dev.ddblocal.it.stream.Journal;
import dev.ddblocal.it.stream.Keeper;
import dev.ddblocal.it.stream.KinesisConsumer;
import dev.ddblocal.it.stream.Lineage;
import dev.ddblocal.it.stream.Stock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The Kinesis Client Library follows the stream of a table that changes under load, while the
 * stream's shards roll over and the packaged server is killed and started again.
 */
class StreamConsumerIT {
  private static final long SEED = Long.getLong("ddblocal.random.seed", 20_261_122L);
  private static final int KEEPERS = 4;
  private static final int KILLS = 2;
  private static final int SHARDS_BEFORE_A_KILL = 3;
  private static final long LOOK_NANOS = 50_000_000;

  @TempDir Path folder;

  private final MovingEndpoint endpoint = new MovingEndpoint();
  private final History history = new History();
  private final Journal journal = new Journal();

  private KinesisConsumer consumer;

  @AfterEach
  void stopTheConsumer() {
    if (consumer != null) {
      consumer.close();
    }
  }

  @Test
  void a_consumer_sees_each_change_once_and_in_order_across_roll_overs_and_kills()
      throws Exception {
    List<Keeper> keepers =
        IntStream.range(0, KEEPERS).mapToObj(i -> new Keeper(i, journal, SEED)).toList();
    TestAccountClients clients = TestAccountClients.at(endpoint);
    Stock stock = new Stock(clients.dynamoDb());
    DynamoDbStreamsClient streams = clients.streams();
    String stream = "";
    for (int kill = 1; kill <= KILLS; kill++) {
      try (PackagedServer server = start()) {
        if (kill == 1) {
          stream = stock.create();
          consumer = KinesisConsumer.start(stream, streams, clients.dynamoDbAsync(), history);
        }
        String arn = stream;
        int shards = kill * SHARDS_BEFORE_A_KILL;
        try (LoadUntilKilled load = new LoadUntilKilled(server, 1)) {
          keepers.forEach(keeper -> load.add(() -> keeper.work(stock)));
          load.add(() -> watch(streams, arn, shards, load::done));
          load.run();
        }
      }
    }
    try (PackagedServer server = start()) {
      stock.close(journal);
      assertTrue(history.await(Stock.LAST), () -> "followed " + history.size() + " changes");
      consumer.close();
      FollowedTable.assertSeen(history, journal, stock, Lineage.of(streams, stream));
      assertEquals(0, server.stop());
    }
  }

  private PackagedServer start() throws IOException {
    PackagedServer server = PackagedServer.start(folder, "--stream-shard-duration", "PT2S");
    endpoint.moveTo(server.endpoint());
    return server;
  }

  /** Waits until the stream has some shards more and the consumer has seen something more. */
  private void watch(DynamoDbStreamsClient streams, String arn, int shards, Runnable done) {
    int before = history.size();
    while (true) {
      if (Lineage.of(streams, arn).size() >= shards && history.size() > before) {
        done.run();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
