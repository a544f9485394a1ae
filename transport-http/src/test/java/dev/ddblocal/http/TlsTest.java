package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.LIST_TABLES_BODY;
import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.http.tls.ServerCertificate;
import dev.ddblocal.http.tls.TlsFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS, and what becomes of it when the certificate's files change. */
class TlsTest {
  private static final Logger LOGGER = Logger.getLogger(ServerCertificate.class.getName());
  private static final Duration SELDOM = Duration.ofDays(1);
  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  @TempDir private static Path certificates;
  private static TestCertificate rsa;
  private static TestCertificate ec;
  private static TestCertificate edDsa;

  @TempDir private Path folder;
  private Path certificateFile;
  private Path keyFile;

  @BeforeAll
  static void makeCertificates() {
    LOGGER.setLevel(Level.OFF);
    rsa = TestCertificate.make(certificates, "RSA", "-keysize", "2048");
    ec = TestCertificate.make(certificates, "EC");
    edDsa = TestCertificate.make(certificates, "Ed25519");
  }

  @AfterAll
  static void expectNoFailures() {
    LOGGER.setLevel(null);
  }

  @BeforeEach
  void writeCertificate() {
    certificateFile = folder.resolve("tls.crt");
    keyFile = folder.resolve("tls.key");
    write(ec.certificatePem(), ec.keyPem());
  }

  private void write(String certificatePem, String keyPem) {
    replace(certificateFile, certificatePem);
    replace(keyFile, keyPem);
  }

  /** Puts a new file in the old one's place, as those do who do it well. */
  private void replace(Path file, String content) {
    try {
      Path temporary = Files.createTempFile(folder, "new", "");
      Files.writeString(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UnaryOperator<HttpSettings> tls(Duration pollInterval) {
    return settings ->
        settings.withTls(Optional.of(new TlsFiles(certificateFile, keyFile, pollInterval)));
  }

  private FrontDoorFixture door() {
    return new FrontDoorFixture(tls(SELDOM));
  }

  private static SSLContext anyServer() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnybody()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connects without a session of before, so that the server shows its certificate. */
  private static RawConnection connect(FrontDoorFixture door) {
    return new RawConnection(door.frontDoor().port(), anyServer().getSocketFactory());
  }

  private static X509Certificate shownOn(RawConnection connection) {
    try {
      return (X509Certificate)
          ((SSLSocket) connection.socket()).getSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate shownBy(FrontDoorFixture door) {
    try (RawConnection connection = connect(door)) {
      assertEquals(LIST_TABLES_BODY, connection.send(call("", "{}")).read().text());
      return shownOn(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void serves_calls_over_tls(String version) {
    try (FrontDoorFixture door = door();
        RawConnection connection = connect(door)) {
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
        RawConnection connection = connect(door)) {
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
        RawConnection connection = connect(door)) {
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
      assertEquals(ec.certificate(), shownBy(door));
    }
  }

  @Test
  void closes_a_connection_that_never_finishes_its_handshake() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings ->
                tls(SELDOM)
                    .apply(settings.withTimeouts(Duration.ofMillis(300), Duration.ofMinutes(10))));
        RawConnection silent = new RawConnection(door.frontDoor().port())) {
      assertTrue(silent.readToEnd() < 16);
    }
  }

  @Test
  void refuses_what_could_be_read_in_two_ways() {
    try (FrontDoorFixture door = door();
        RawConnection connection = connect(door)) {
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
        RawConnection connection = connect(door)) {
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
        RawConnection connection = connect(door)) {
      connection.send(call("", "{}") + call("", body) + call("", "{}"));
      for (int i = 0; i < 3; i++) {
        assertEquals(LIST_TABLES_BODY, connection.read().text());
      }
    }
  }

  private static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("RSA, PKCS #8", rsa, rsa.keyPem()),
        Arguments.of("RSA, PKCS #1", rsa, rsa.olderKeyPem()),
        Arguments.of("EC, PKCS #8", ec, ec.keyPem()),
        Arguments.of("EC, SEC 1", ec, ec.olderKeyPem()),
        Arguments.of(
            "EC, SEC 1 after parameters",
            ec,
            """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            """
                + ec.olderKeyPem()),
        Arguments.of("Ed25519, PKCS #8, CRLF", edDsa, edDsa.keyPem().replace("\n", "\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void takes_a_key_of_any_usual_form(String name, TestCertificate certificate, String keyPem) {
    write(certificate.certificatePem(), keyPem);
    try (FrontDoorFixture door = door()) {
      assertEquals(certificate.certificate(), shownBy(door), name);
    }
  }

  @Test
  void shows_the_whole_chain() throws Exception {
    write(ec.certificatePem() + rsa.certificatePem(), ec.keyPem());
    try (FrontDoorFixture door = door();
        RawConnection connection = connect(door)) {
      connection.send(call("", "{}")).read();
      assertArrayEquals(
          new X509Certificate[] {ec.certificate(), rsa.certificate()},
          ((SSLSocket) connection.socket()).getSession().getPeerCertificates());
    }
  }

  @Test
  void a_new_certificate_is_shown_on_new_connections_and_no_request_fails() {
    try (FrontDoorFixture door = new FrontDoorFixture(settings -> tls(SELDOM).apply(settings.withEventLoops(3)));
        RawConnection standing = connect(door)) {
      assertEquals(200, standing.send(call("", "{}")).read().status());
      write(rsa.certificatePem(), rsa.keyPem());
      assertEquals(ec.certificate(), shownBy(door));

      assertTrue(door.frontDoor().reloadTls().toCompletableFuture().join());
      for (int i = 0; i < 6; i++) {
        assertEquals(rsa.certificate(), shownBy(door));
        assertEquals(200, standing.send(call("", "{}")).read().status());
      }
      assertEquals(ec.certificate(), shownOn(standing));
    }
  }

  @Test
  void a_change_of_the_files_is_noticed() {
    try (FrontDoorFixture door = new FrontDoorFixture(tls(OFTEN));
        RawConnection standing = connect(door)) {
      assertEquals(200, standing.send(call("", "{}")).read().status());
      for (TestCertificate next : new TestCertificate[] {rsa, edDsa, ec}) {
        write(next.certificatePem(), next.keyPem());
        Await.until(() -> shownBy(door).equals(next.certificate()));
        assertEquals(200, standing.send(call("", "{}")).read().status());
      }
    }
  }

  @Test
  void files_that_cannot_be_used_change_nothing() throws IOException {
    try (FrontDoorFixture door = door()) {
      replace(certificateFile, rsa.certificatePem());
      assertFalse(door.frontDoor().reloadTls().toCompletableFuture().join());
      assertEquals(ec.certificate(), shownBy(door));
      Files.delete(keyFile);
      assertFalse(door.frontDoor().reloadTls().toCompletableFuture().join());
      assertEquals(ec.certificate(), shownBy(door));
      replace(keyFile, rsa.keyPem());
      assertTrue(door.frontDoor().reloadTls().toCompletableFuture().join());
      assertEquals(rsa.certificate(), shownBy(door));
    }
  }

  @Test
  void without_tls_there_is_nothing_to_reload() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      assertFalse(door.frontDoor().reloadTls().toCompletableFuture().join());
    }
  }

  private static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of(ec.certificatePem(), rsa.keyPem(), "the private key KEY cannot be used: "),
        Arguments.of(
            ec.certificatePem(),
            TestCertificate.make(certificates, "EC").keyPem(),
            "the private key KEY is not that of CERT"),
        Arguments.of(
            ec.certificatePem(),
            "",
            "the private key KEY cannot be used: it holds no private key in PEM"),
        Arguments.of(
            ec.certificatePem(),
            ec.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
            "the private key KEY cannot be used: its private key is encrypted"),
        Arguments.of(
            ec.certificatePem(),
            ec.keyPem().replace("PRIVATE KEY", "DSA PRIVATE KEY"),
            "the private key KEY cannot be used: its private key is of an unknown form"),
        Arguments.of(
            ec.certificatePem(),
            ec.keyPem().substring(0, 100),
            "the private key KEY cannot be used: it holds no private key in PEM"),
        Arguments.of(
            ec.certificatePem(),
            ec.keyPem().replaceAll("(?m)^[^-].*", "AAAA"),
            "the private key KEY cannot be used: "),
        Arguments.of(ec.certificatePem(), null, "the private key KEY cannot be read: there is no such file"),
        Arguments.of("", ec.keyPem(), "the certificate CERT holds none in PEM"),
        Arguments.of("garbage", ec.keyPem(), "the certificate CERT cannot be used: "),
        Arguments.of(null, ec.keyPem(), "the certificate CERT cannot be read: there is no such file"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void does_not_start_with_files_that_cannot_be_used(
      String certificatePem, String keyPem, String problem) throws IOException {
    Files.delete(certificateFile);
    Files.delete(keyFile);
    if (certificatePem != null) {
      replace(certificateFile, certificatePem);
    }
    if (keyPem != null) {
      replace(keyFile, keyPem);
    }
    CompletionException failure = assertThrows(CompletionException.class, this::door);
    FrontDoorStartException refusal =
        assertInstanceOf(FrontDoorStartException.class, failure.getCause());
    String expected =
        problem
            .replace("CERT", certificateFile.toString())
            .replace("KEY", keyFile.toString());
    assertTrue(
        refusal.getMessage().startsWith("TLS: " + expected), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count());
  }

  @Test
  void the_control_address_may_be_reached_by_others_over_tls() {
    ListenAddress everywhere = new ListenAddress("0.0.0.0", 0);
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings ->
                tls(SELDOM).apply(settings.withControlAddress(Optional.of(everywhere))));
        RawConnection connection =
            new RawConnection(
                door.frontDoor().controlPort().getAsInt(), anyServer().getSocketFactory())) {
      assertEquals(LIST_TABLES_BODY, connection.send(call("", "{}")).read().text());
      assertEquals(
          404, connection.send("GET /_health HTTP/1.1\r\nHost: local\r\n\r\n").read().status());
      assertTrue(door.authenticated.remove().origin().secureTransport());
    }
  }

  /** Connections of tests end at loopback; whom they trust does not matter. */
  private static final class TrustAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
