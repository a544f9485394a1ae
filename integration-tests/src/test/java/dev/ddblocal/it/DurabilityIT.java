package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives SIGKILL, in the packaged server. */
class DurabilityIT {
  private static final ReferenceSigner CALLER =
      new ReferenceSigner("ACCESS", "SECRET", "us-east-1", "dynamodb");
  private static final int WRITERS = 6;
  private static final int WRITES_BEFORE_THE_KILL = 400;
  private static final String TABLE =
      """
      {"TableName":"Tab","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}
      """;

  @TempDir Path folder;

  @Test
  void acknowledged_writes_survive_kills_in_the_middle_of_a_load() throws Exception {
    Set<String> acknowledged = Collections.newSetFromMap(new ConcurrentHashMap<>());
    for (int round = 0; round < 3; round++) {
      try (PackagedServer server = PackagedServer.start(folder)) {
        if (round == 0) {
          call(server.port(), "CreateTable", TABLE);
        }
        assertPresent(server.port(), acknowledged);
        loadUntilKilled(server, round, acknowledged);
      }
    }
    try (PackagedServer server = PackagedServer.start(folder)) {
      assertPresent(server.port(), acknowledged);
      assertEquals(0, server.stop());
    }
  }

  private static void loadUntilKilled(PackagedServer server, int round, Set<String> acknowledged)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(WRITES_BEFORE_THE_KILL);
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String prefix = "r" + round + "-w" + writer + "-";
        writers.execute(() -> writeUntilClosed(server.port(), prefix, acknowledged, enough));
      }
      enough.await();
      server.kill();
    }
  }

  /** Puts items on one connection until the server goes away; notes those it acknowledged. */
  private static void writeUntilClosed(
      int port, String prefix, Set<String> acknowledged, CountDownLatch enough) {
    try (Socket socket = RawRequest.connect(port)) {
      for (int i = 0; ; i++) {
        String key = prefix + i;
        String put =
            "{\"TableName\":\"Tab\",\"Item\":{\"pk\":{\"S\":\"%s\"},\"v\":{\"S\":\"%s\"}}}"
                .formatted(key, "x".repeat(500));
        RawRequest request = RawRequest.signed(port, CALLER, "PutItem", put);
        socket.getOutputStream().write(request.bytes());
        RawAnswer answer = RawAnswer.read(socket.getInputStream()).orElse(null);
        if (answer == null || answer.status() != 200) {
          return;
        }
        acknowledged.add(key);
        enough.countDown();
      }
    } catch (IOException e) {
      // The server was killed, which is what this test is about.
    }
  }

  private static void assertPresent(int port, Set<String> keys) throws IOException {
    List<String> all = new ArrayList<>(keys);
    int found = 0;
    for (int from = 0; from < all.size(); from += 100) {
      List<String> page = all.subList(from, Math.min(all.size(), from + 100));
      String wanted =
          String.join(",", page.stream().map("{\"pk\":{\"S\":\"%s\"}}"::formatted).toList());
      JsonNode answer =
          call(port, "BatchGetItem", "{\"RequestItems\":{\"Tab\":{\"Keys\":[" + wanted + "]}}}");
      found += answer.at("/Responses/Tab").size();
    }
    assertEquals(all.size(), found, "acknowledged items that are there");
    int counted =
        call(port, "DescribeTable", "{\"TableName\":\"Tab\"}").at("/Table/ItemCount").intValue();
    assertTrue(counted >= all.size(), "ItemCount " + counted + " of at least " + all.size());
    assertTrue(counted <= all.size() + 3 * WRITERS, "ItemCount " + counted + " is too many");
  }

  private static JsonNode call(int port, String operation, String body) throws IOException {
    RawAnswer answer = RawRequest.signed(port, CALLER, operation, body).send(port);
    assertEquals(200, answer.status(), answer.body());
    return new ObjectMapper().readTree(answer.body());
  }
}
