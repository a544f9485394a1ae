package dev.ddblocal.auth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ddblocal.auth.control.ControlPlaneSettings.Timeouts;
import dev.ddblocal.domain.identity.Region;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to the control plane. */
class TrustedAuthoritiesTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "s",
        "-keyalg",
        "EC",
        "-dname",
        "CN=control",
        "-ext",
        "san=ip:127.0.0.1",
        "-validity",
        "3650");
    keytool("-exportcert", "-rfc", "-alias", "s", "-file", folder.resolve("ca.pem").toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer = "<Account>999900001111</Account>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void keytool(String... arguments) throws Exception {
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    keytool.command().addAll(List.of(arguments));
    keytool
        .command()
        .addAll(
            List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", PASSWORD));
    Process process = keytool.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private static SSLContext context() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static ControlPlaneClient client(Optional<Path> authorities) {
    ServiceEndpoint endpoint =
        ServiceEndpoint.parse("X", "https://127.0.0.1:" + server.getAddress().getPort());
    return new ControlPlaneClient(
        new ControlPlaneSettings(
            new ControlPlaneEndpoints(endpoint, endpoint),
            DataPlane.IAM_ACCOUNT,
            new Region("us-east-1"),
            authorities,
            new Timeouts(PATIENT, PATIENT, PATIENT, PATIENT),
            ControlPlaneSettings.Caching.DEFAULT,
            "data-plane"),
        ControlPlaneCredentials.of(DataPlane.CONTROL_KEY),
        InstantSource.system(),
        Ticker.systemTicker());
  }

  @Test
  void a_control_plane_is_trusted_by_the_authorities_of_a_file() {
    try (ControlPlaneClient client = client(Optional.of(folder.resolve("ca.pem")))) {
      assertEquals(DataPlane.IAM_ACCOUNT, DataPlane.await(client.callerAccount()));
    }
  }

  @Test
  void a_control_plane_that_nobody_vouches_for_is_not_trusted() {
    try (ControlPlaneClient client = client(Optional.empty())) {
      assertEquals(
          ControlPlaneException.Reason.UNAVAILABLE, DataPlane.cannotTell(client.callerAccount()));
    }
  }

  @Test
  void a_file_without_certificates_is_refused() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path text = Files.writeString(folder.resolve("text.pem"), "hello");
    for (Path file : new Path[] {empty, text, folder.resolve("missing.pem")}) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> client(Optional.of(file)));
      assertTrue(error.getMessage().startsWith(file.toString()), error::getMessage);
    }
  }
}
