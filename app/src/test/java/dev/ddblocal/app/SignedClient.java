package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client that signs with Signature Version 4, written from its definition. */
final class SignedClient implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;
  private static final String SIGNED_HEADERS = "host;x-amz-date;x-amz-target";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String accessKeyId;
  private final String secret;
  private final String region;

  SignedClient(ServerEndpoint server, String accessKeyId, String secret, String region) {
    this.endpoint = URI.create(server.clientUrl() + "/");
    this.accessKeyId = accessKeyId;
    this.secret = secret;
    this.region = region;
  }

  /** A client with the test account's key. */
  static SignedClient ofTestAccount(ServerEndpoint server) {
    return new SignedClient(server, "ACCESS", "SECRET", "us-east-1");
  }

  /** Calls an operation; answers status and body. */
  Answer call(String operation, String body) throws IOException, InterruptedException {
    String target = "DynamoDB_20120810." + operation;
    String time = TIME.format(Instant.now());
    return answer(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Date", time)
            .header("X-Amz-Target", target)
            .header("Authorization", authorization(time, target, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Calls an operation without a signature. */
  Answer callUnsigned(String operation, String body) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Gets a page. */
  static Answer get(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    }
  }

  private Answer answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private String authorization(String time, String target, String body) {
    String canonicalRequest =
        "POST\n/\n\nhost:%s\nx-amz-date:%s\nx-amz-target:%s\n\n%s\n%s"
            .formatted(endpoint.getAuthority(), time, target, SIGNED_HEADERS, sha256(body));
    String scope = time.substring(0, DATE_LENGTH) + "/" + region + "/dynamodb/aws4_request";
    String stringToSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonicalRequest);
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            accessKeyId, scope, SIGNED_HEADERS, HexFormat.of().formatHex(hmac(key, stringToSign)));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the body
   */
  record Answer(int status, String body) {}
}
