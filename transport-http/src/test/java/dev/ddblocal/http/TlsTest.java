package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.LIST_TABLES_BODY;
import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS. */
class TlsTest {
  private static final Duration SELDOM = Duration.ofDays(1);
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  @TempDir private Path folder;
  private CertificateFiles files;

  @BeforeEach
  void writeCertificate() {
    files = new CertificateFiles(folder).write(TestCertificate.EC);
  }

  private FrontDoorFixture door() {
    return new FrontDoorFixture(files.tls(SELDOM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void serves_calls_over_tls(String version) {
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      SSLSocket socket = (SSLSocket) connection.socket();
      socket.setEnabledProtocols(new String[] {version});
      for (int i = 0; i < 3; i++) {
        assertEquals(LIST_TABLES_BODY, connection.send(call("", "{}")).read().text());
      }
      assertEquals(version, socket.getSession().getProtocol());
      assertTrue(door.authenticated.remove().origin().secureTransport());
      assertEquals("127.0.0.1", door.authenticated.remove().origin().sourceAddress());
    }
  }

  @Test
  void serves_all_protocols_and_the_management_over_tls_on_loopback() {
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      String get = " HTTP/1.1\r\nHost: local\r\n\r\n";
      assertEquals(200, connection.send("GET /_health" + get).read().status());
      assertEquals(200, connection.send("GET /" + get).read().status());
      assertEquals(
          403,
          connection
              .send("GET /?Action=GetCallerIdentity&Version=2011-06-15" + get)
              .read()
              .status());
    }
  }

  @Test
  void speaks_http_1_1_only() {
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      SSLSocket socket = (SSLSocket) connection.socket();
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);
      assertEquals(LIST_TABLES_BODY, connection.send(call("", "{}")).read().text());
      assertEquals("", socket.getApplicationProtocol());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0300", "0301", "0302"})
  void refuses_versions_before_1_2(String version) throws IOException {
    byte[] body =
        HexFormat.of()
            .parseHex(version + "00".repeat(32) + "00" + "0006" + "c00ac0140035" + "0100");
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(HexFormat.of().parseHex("160301"));
    hello.writeBytes(new byte[] {0, (byte) (body.length + 4), 1, 0, 0, (byte) body.length});
    hello.writeBytes(body);
    try (FrontDoorFixture door = door();
        RawConnection connection = new RawConnection(door.frontDoor().port())) {
      connection.send(hello.toByteArray());
      byte[] answer = connection.socket().getInputStream().readNBytes(7);
      assertEquals("15", HexFormat.of().formatHex(answer, 0, 1));
      assertEquals("000202" + "46", HexFormat.of().formatHex(answer, 3, 7));
    }
  }

  @Test
  void a_client_without_tls_gets_no_answer_and_does_no_harm() {
    try (FrontDoorFixture door = door();
        RawConnection plain = new RawConnection(door.frontDoor().port())) {
      plain.send(call("", "{}"));
      assertTrue(plain.readToEnd() < 16);
      assertEquals(0, door.authenticated.size());
      assertEquals(TestCertificate.EC.certificate(), TlsClient.certificateOf(door));
    }
  }

  @Test
  void closes_a_connection_that_never_finishes_its_handshake() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings ->
                files
                    .tls(SELDOM)
                    .apply(settings.withTimeouts(Duration.ofMillis(300), Duration.ofMinutes(10))));
        RawConnection silent = new RawConnection(door.frontDoor().port())) {
      assertTrue(silent.readToEnd() < 16);
    }
  }

  @Test
  void refuses_what_could_be_read_in_two_ways() {
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      RawConnection.Reply reply =
          connection.send("GET / HTTP/1.1\r\nHost: local\r\n folded\r\n\r\n").read();
      assertEquals(400, reply.status());
      assertEquals("close", reply.header("Connection"));
      assertEquals(0, connection.readToEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void answers_a_readable_413(String version) {
    byte[] blanks = new byte[64 * 1024];
    Arrays.fill(blanks, (byte) ' ');
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      ((SSLSocket) connection.socket()).setEnabledProtocols(new String[] {version});
      connection.send(call("", "").replace("Content-Length: 0", "Content-Length: 17000000"));
      try {
        for (int sent = 0; sent < BODY_LIMIT; sent += blanks.length) {
          connection.send(blanks);
        }
      } catch (UncheckedIOException e) {
        // The server has read enough; the answer is what counts.
      }
      assertEquals(413, connection.read().status());
      assertEquals(0, connection.readToEnd());
    }
  }

  @Test
  void answers_pipelined_requests_and_large_bodies() {
    String body = "{\"x\":\"" + "y".repeat(1_000_000) + "\"}";
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      connection.send(call("", "{}") + call("", body) + call("", "{}"));
      for (int i = 0; i < 3; i++) {
        assertEquals(LIST_TABLES_BODY, connection.read().text());
      }
    }
  }

  @Test
  void the_control_address_may_be_reached_by_others_over_tls() {
    ListenAddress everywhere = new ListenAddress("0.0.0.0", 0);
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings ->
                files.tls(SELDOM).apply(settings.withControlAddress(Optional.of(everywhere))));
        RawConnection connection = TlsClient.connect(door.frontDoor().controlPort().getAsInt())) {
      assertEquals(LIST_TABLES_BODY, connection.send(call("", "{}")).read().text());
      assertEquals(
          404, connection.send("GET /_health HTTP/1.1\r\nHost: local\r\n\r\n").read().status());
      assertTrue(door.authenticated.remove().origin().secureTransport());
    }
  }
}
