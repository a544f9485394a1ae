package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.call;
import static dev.ddblocal.http.FrontDoorFixture.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a body may weigh, before and after anybody vouches for it. */
class BodyLimitTest {
  private static final int LIMIT = 16 * 1024 * 1024;
  private static final int PIECE = 1024 * 1024;
  private static final String CHUNKED =
      lines(
          "POST / HTTP/1.1",
          "Host: local",
          "Authorization: AWS4 x",
          "X-Amz-Target: DynamoDB_20120810.ListTables",
          "Content-Type: application/json",
          "Transfer-Encoding: chunked",
          "");

  private static byte[] blanks(int length) {
    byte[] blanks = new byte[length];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  private static String head(long contentLength) {
    return call("", "").replace("Content-Length: 0", "Content-Length: " + contentLength);
  }

  /** Sends blanks for as long as the other side takes them. */
  private static void sendBlanks(RawConnection connection, int length) {
    try {
      for (int sent = 0; sent < length; sent += PIECE) {
        connection.send(blanks(Math.min(PIECE, length - sent)));
      }
    } catch (UncheckedIOException e) {
      // The server has read enough; the answer is what counts.
    }
  }

  private static void sendBlanksInChunks(RawConnection connection, int length) {
    try {
      for (int sent = 0; sent < length; sent += PIECE) {
        connection.send(Integer.toHexString(PIECE) + "\r\n").send(blanks(PIECE)).send("\r\n");
      }
      connection.send("0\r\n\r\n");
    } catch (UncheckedIOException e) {
      // As above.
    }
  }

  @Test
  void takes_a_body_of_exactly_16_mib() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      connection.send(head(LIMIT)).send("{}");
      sendBlanks(connection, LIMIT - 2);
      assertEquals(200, connection.read().status());
      connection.send(CHUNKED + "2\r\n{}\r\n");
      int rest = LIMIT - 2;
      connection.send(Integer.toHexString(rest) + "\r\n").send(blanks(rest)).send("\r\n0\r\n\r\n");
      assertEquals(200, connection.read().status());
    }
  }

  @Test
  void answers_a_readable_413_to_a_longer_body_that_declares_its_length() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      connection.send(head(LIMIT + 1));
      sendBlanks(connection, LIMIT + 1);
      assertTooLarge(connection);
    }
  }

  @Test
  void answers_a_readable_413_to_a_longer_body_in_chunks() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      connection.send(CHUNKED);
      sendBlanksInChunks(connection, 17 * PIECE);
      assertTooLarge(connection);
    }
  }

  @Test
  void answers_413_without_waiting_for_the_body() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      connection.send(head(1L << 40));
      assertTooLarge(connection);
    }
  }

  private static void assertTooLarge(RawConnection connection) {
    RawConnection.Reply reply = connection.read();
    assertEquals(413, reply.status());
    assertEquals("chunked", reply.header("Transfer-Encoding"));
    assertEquals("close", reply.header("Connection"));
    assertEquals(0, reply.body().length);
    assertNull(reply.header("x-amzn-RequestId"));
    assertEquals(0, connection.readToEnd());
  }

  @Test
  void tells_a_client_that_waits_to_go_on() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      connection.send(head(2).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
      assertEquals(100, connection.read().status());
      connection.send("{}");
      assertEquals(200, connection.read().status());
    }
  }

  @Test
  void tells_a_client_that_waits_with_a_body_too_large_that_it_is() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      connection.send(head(LIMIT + 1).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
      assertTooLarge(connection);
    }
  }

  @Test
  void answers_503_beyond_the_bytes_that_may_wait_for_their_authentication() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withUnauthenticatedBytes(3_000));
        RawConnection waiting = door.connect();
        RawConnection connection = door.connect()) {
      CompletableFuture<dev.ddblocal.domain.identity.CallerIdentity> identity =
          new CompletableFuture<>();
      var authenticator = door.authenticator;
      door.authenticator = request -> identity;
      waiting.send(call("", "{}" + " ".repeat(1_998)));
      Await.until(() -> door.authenticated.size() == 1);
      door.authenticator = authenticator;

      assertEquals(503, door.exchange(call("", "{}" + " ".repeat(1_998))).status());
      assertEquals(200, door.exchange(call("", "{}" + " ".repeat(998))).status());

      identity.complete(FrontDoorFixture.CALLER);
      assertEquals(200, waiting.read().status());
      assertEquals(200, connection.send(call("", "{}" + " ".repeat(2_998))).read().status());
    }
  }

  @Test
  void gives_bytes_back_when_a_client_goes_away_half_way() {
    try (FrontDoorFixture door =
        new FrontDoorFixture(settings -> settings.withUnauthenticatedBytes(3_000))) {
      for (int i = 0; i < 5; i++) {
        try (RawConnection connection = door.connect()) {
          connection.send(head(2_000)).send(blanks(1_999));
        }
      }
      Await.until(() -> door.exchange(call("", "{}" + " ".repeat(2_998))).status() == 200);
    }
  }

  @Test
  void takes_bodies_of_any_size_and_cutting_unchanged() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      for (int length : new int[] {2, 1_000, 65_536, 65_537, 300_000, 1_000_000}) {
        String body = "{\"a\":\"" + "x".repeat(length) + "\"}";
        for (int cut : new int[] {1, 7, body.length() / 2, body.length() - 1}) {
          door.authenticated.clear();
          connection.send(head(body.length()) + body.substring(0, cut));
          connection.send(body.substring(cut));
          assertEquals(200, connection.read().status());
          assertEquals(
              body,
              new String(
                  door.authenticated.remove().body().toArray(), StandardCharsets.ISO_8859_1));
        }
      }
      assertTrue(door.executed.size() > 0);
    }
  }
}
