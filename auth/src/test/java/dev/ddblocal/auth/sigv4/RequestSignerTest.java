package dev.ddblocal.auth.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSignerTest {
  private static final AccessKey KEY =
      new AccessKey(AccessKeyId.TEST, SecretAccessKey.of("SECRET"), AccountId.TEST);
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "application/x-amz-json-1.0",
          "X-Amz-Target", "DynamoDB_20120810.ListTables");

  private final RequestSigner signer =
      new RequestSigner("dynamodb", InstantSource.fixed(Authentication.NOW));

  @Test
  void signs_as_the_golden_vector_is_signed() {
    HttpRequest request = post("http://127.0.0.1:8000", "{}");

    assertEquals(
        "AWS4-HMAC-SHA256 Credential=ACCESS/20260102/us-west-2/dynamodb/aws4_request,"
            + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
            + " Signature=ec499474e252490e24ae83ff66fa125188f63072c3d63a69cf402461f6092d04",
        request.headers().firstValue("Authorization").orElseThrow());
    assertEquals(URI.create("http://127.0.0.1:8000/"), request.uri());
    assertFalse(request.toString().contains("SECRET"));
  }

  @Test
  void what_reaches_a_server_is_accepted() throws IOException, InterruptedException {
    AtomicReference<UnverifiedRequest> received = new AtomicReference<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          List<Header> headers = new ArrayList<>();
          exchange
              .getRequestHeaders()
              .forEach(
                  (name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
          received.set(
              new UnverifiedRequest(
                  exchange.getRequestMethod(),
                  "",
                  headers,
                  Bytes.copyOf(exchange.getRequestBody().readAllBytes())));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          post("http://127.0.0.1:" + server.getAddress().getPort() + "/", "{\"a\":\"\u00fc\"}");

      assertEquals(204, client.send(request, BodyHandlers.discarding()).statusCode());
    } finally {
      server.stop(0);
    }
    assertEquals(AccountId.TEST, caller(received.get()));
  }

  /** The client sends the Host header without the port where that is the scheme's own. */
  @ParameterizedTest
  @CsvSource({
    "https://control.example:443, control.example",
    "https://control.example, control.example",
    "https://control.example:80, control.example:80",
    "http://control.example:80, control.example",
    "http://[::1]:8000, [::1]:8000",
  })
  void signs_the_host_as_it_is_sent(String endpoint, String host) {
    HttpRequest request = post(endpoint, "{}");

    List<Header> headers = new ArrayList<>();
    request
        .headers()
        .map()
        .forEach((name, values) -> headers.add(new Header(name, values.getFirst())));
    headers.add(new Header("Host", host));
    assertEquals(
        AccountId.TEST,
        caller(
            new UnverifiedRequest(
                "POST", "", headers, Bytes.copyOf("{}".getBytes(StandardCharsets.UTF_8)))));
  }

  private HttpRequest post(String endpoint, String body) {
    return signer
        .post(
            URI.create(endpoint),
            new Region("us-west-2"),
            KEY,
            HEADERS,
            body.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static AccountId caller(UnverifiedRequest request) {
    return Authentication.enforcing().accepts(request).principal().accountId();
  }
}
