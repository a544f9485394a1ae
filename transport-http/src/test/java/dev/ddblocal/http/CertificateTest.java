package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.http.tls.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The certificate for TLS, and what becomes of it when its files change. */
class CertificateTest {
  private static final Logger LOGGER = Logger.getLogger(ServerCertificate.class.getName());
  private static final Duration SELDOM = Duration.ofDays(1);
  private static final Duration OFTEN = Duration.ofMillis(5);

  @TempDir private Path folder;
  private CertificateFiles files;

  @BeforeAll
  static void expectFailures() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void expectNoFailures() {
    LOGGER.setLevel(null);
  }

  @BeforeEach
  void writeCertificate() {
    files = new CertificateFiles(folder).write(TestCertificate.EC);
  }

  private FrontDoorFixture door() {
    return new FrontDoorFixture(files.tls(SELDOM));
  }

  private static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("RSA, PKCS #8", TestCertificate.RSA, TestCertificate.RSA.keyPem()),
        Arguments.of("RSA, PKCS #1", TestCertificate.RSA, TestCertificate.RSA.olderKeyPem()),
        Arguments.of("EC, PKCS #8", TestCertificate.EC, TestCertificate.EC.keyPem()),
        Arguments.of("EC, SEC 1", TestCertificate.EC, TestCertificate.EC.olderKeyPem()),
        Arguments.of(
            "EC, SEC 1 after parameters",
            TestCertificate.EC,
            """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            """
                + TestCertificate.EC.olderKeyPem()),
        Arguments.of(
            "Ed25519, PKCS #8, CRLF",
            TestCertificate.ED25519,
            TestCertificate.ED25519.keyPem().replace("\n", "\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void takes_a_key_of_any_usual_form(String name, TestCertificate certificate, String keyPem) {
    files.write(certificate);
    files.replace(files.key(), keyPem);
    try (FrontDoorFixture door = door()) {
      assertEquals(certificate.certificate(), TlsClient.certificateOf(door), name);
    }
  }

  @Test
  void shows_the_whole_chain() {
    files.replace(
        files.certificate(),
        TestCertificate.EC.certificatePem() + TestCertificate.RSA.certificatePem());
    try (FrontDoorFixture door = door();
        RawConnection connection = TlsClient.connect(door)) {
      connection.send(call("", "{}")).read();
      assertEquals(
          List.of(TestCertificate.EC.certificate(), TestCertificate.RSA.certificate()),
          TlsClient.chainOn(connection));
    }
  }

  @Test
  void a_new_certificate_is_shown_on_new_connections_and_no_request_fails() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> files.tls(SELDOM).apply(settings.withEventLoops(3)));
        RawConnection standing = TlsClient.connect(door)) {
      assertEquals(200, standing.send(call("", "{}")).read().status());
      files.write(TestCertificate.RSA);
      assertEquals(TestCertificate.EC.certificate(), TlsClient.certificateOf(door));

      assertTrue(door.frontDoor().reloadTls().toCompletableFuture().join());
      for (int i = 0; i < 6; i++) {
        assertEquals(TestCertificate.RSA.certificate(), TlsClient.certificateOf(door));
        assertEquals(200, standing.send(call("", "{}")).read().status());
      }
      assertEquals(TestCertificate.EC.certificate(), TlsClient.chainOn(standing).getFirst());
    }
  }

  @Test
  void a_change_of_the_files_is_noticed() {
    try (FrontDoorFixture door = new FrontDoorFixture(files.tls(OFTEN));
        RawConnection standing = TlsClient.connect(door)) {
      assertEquals(200, standing.send(call("", "{}")).read().status());
      for (TestCertificate next :
          List.of(TestCertificate.RSA, TestCertificate.ED25519, TestCertificate.EC)) {
        files.write(next);
        Await.until(() -> TlsClient.certificateOf(door).equals(next.certificate()));
        assertEquals(200, standing.send(call("", "{}")).read().status());
      }
    }
  }

  @Test
  void files_that_cannot_be_used_change_nothing() throws IOException {
    try (FrontDoorFixture door = door()) {
      files.replace(files.certificate(), TestCertificate.RSA.certificatePem());
      assertFalse(door.frontDoor().reloadTls().toCompletableFuture().join());
      assertEquals(TestCertificate.EC.certificate(), TlsClient.certificateOf(door));
      Files.delete(files.key());
      assertFalse(door.frontDoor().reloadTls().toCompletableFuture().join());
      assertEquals(TestCertificate.EC.certificate(), TlsClient.certificateOf(door));
      files.replace(files.key(), TestCertificate.RSA.keyPem());
      assertTrue(door.frontDoor().reloadTls().toCompletableFuture().join());
      assertEquals(TestCertificate.RSA.certificate(), TlsClient.certificateOf(door));
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
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            TestCertificate.RSA.keyPem(),
            "the private key KEY cannot be used: "),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            TestCertificate.make("EC").keyPem(),
            "the private key KEY is not that of CERT"),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            "",
            "the private key KEY cannot be used: it holds no private key in PEM"),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            TestCertificate.EC.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
            "the private key KEY cannot be used: its private key is encrypted"),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            TestCertificate.EC.keyPem().replace("PRIVATE KEY", "DSA PRIVATE KEY"),
            "the private key KEY cannot be used: its private key is of an unknown form"),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            TestCertificate.EC.keyPem().substring(0, 100),
            "the private key KEY cannot be used: it holds no private key in PEM"),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            TestCertificate.EC.keyPem().replaceAll("(?m)^[^-].*", "AAAA"),
            "the private key KEY cannot be used: "),
        Arguments.of(
            TestCertificate.EC.certificatePem(),
            null,
            "the private key KEY cannot be read: there is no such file"),
        Arguments.of("", TestCertificate.EC.keyPem(), "the certificate CERT holds none in PEM"),
        Arguments.of(
            "garbage", TestCertificate.EC.keyPem(), "the certificate CERT cannot be used: "),
        Arguments.of(
            null,
            TestCertificate.EC.keyPem(),
            "the certificate CERT cannot be read: there is no such file"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void does_not_start_with_files_that_cannot_be_used(
      String certificatePem, String keyPem, String problem) throws IOException {
    Files.delete(files.certificate());
    Files.delete(files.key());
    if (certificatePem != null) {
      files.replace(files.certificate(), certificatePem);
    }
    if (keyPem != null) {
      files.replace(files.key(), keyPem);
    }
    CompletionException failure = assertThrows(CompletionException.class, this::door);
    FrontDoorStartException refusal =
        assertInstanceOf(FrontDoorStartException.class, failure.getCause());
    String expected =
        problem
            .replace("CERT", files.certificate().toString())
            .replace("KEY", files.key().toString());
    assertTrue(refusal.getMessage().startsWith("TLS: " + expected), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count());
  }
}
