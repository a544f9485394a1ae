import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the AOT cache of a distribution: starts its server once with the JVM's recorder on, sends
 * it the requests that a first client sends, signed as the test account, and stops it by SIGTERM.
 * The JVM writes {@code lib/ddb-local.aot} as it ends.
 *
 * <p>Argument: the distribution's folder.
 */
final class AotTraining {
  private static final String CACHE = "ddb-local.aot";
  private static final String READY = "DDB Local is ready on ";
  private static final String ACCESS_KEY = "ACCESS";
  private static final String SECRET_KEY = "SECRET";
  private static final String REGION = "us-east-1";
  private static final String SERVICE = "dynamodb";
  private static final int ROUNDS = 200;
  private static final long SECONDS_TO_WRITE_THE_CACHE = 120;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI endpoint;

  private AotTraining(URI endpoint) {
    this.endpoint = endpoint;
  }

  static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path data = Files.createTempDirectory("ddb-local-training");
    try {
      train(home, data);
    } finally {
      deleteTree(data);
    }
  }

  private static void train(Path home, Path data) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin/ddb-local").toString(), "--port", "0", "--data", data.toString())
            .directory(home.resolve("lib").toFile())
            .redirectErrorStream(true);
    // Relative to the folder above: the variable's words are separated by spaces.
    builder.environment().put("DDB_JAVA_OPTS", "-XX:AOTCacheOutput=" + CACHE);
    Process server = builder.start();
    List<String> printed = new ArrayList<>();
    BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
    try {
      new AotTraining(awaitReady(output, printed)).sendRequests();
      server.toHandle().destroy(); // unlike Process.destroy, this leaves the output readable
      output.lines().forEach(printed::add);
      if (!server.waitFor(SECONDS_TO_WRITE_THE_CACHE, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The server did not stop");
      }
      if (server.exitValue() != 0) {
        throw new IllegalStateException("The server ended with status " + server.exitValue());
      }
      if (!Files.exists(home.resolve("lib").resolve(CACHE))) {
        throw new IllegalStateException("The JVM wrote no AOT cache");
      }
    } catch (Exception e) {
      server.toHandle().destroyForcibly();
      output.lines().forEach(printed::add);
      printed.forEach(System.err::println);
      throw e;
    } finally {
      server.destroyForcibly();
    }
  }

  private static URI awaitReady(BufferedReader output, List<String> printed) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      printed.add(line);
      int at = line.indexOf(READY);
      if (at >= 0) {
        return URI.create(line.substring(at + READY.length()).strip() + "/");
      }
    }
    throw new IllegalStateException("The server ended before it was ready");
  }

  private void sendRequests() throws Exception {
    call("ListTables", "{}");
    call("DescribeLimits", "{}");
    call("DescribeEndpoints", "{}");
    call(
        "CreateTable",
        """
        {"TableName":"training","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
                                 {"AttributeName":"sk","AttributeType":"N"}],
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},
                      {"AttributeName":"sk","KeyType":"RANGE"}]}\
        """);
    call("DescribeTable", "{\"TableName\":\"training\"}");
    for (int round = 0; round < ROUNDS; round++) {
      String key = "{\"pk\":{\"S\":\"p%d\"},\"sk\":{\"N\":\"%d\"}}".formatted(round % 7, round);
      call("PutItem", "{\"TableName\":\"training\",\"Item\":" + item(round % 7, round) + "}");
      call("GetItem", "{\"TableName\":\"training\",\"Key\":" + key + "}");
      call(
          "BatchWriteItem",
          "{\"RequestItems\":{\"training\":[{\"PutRequest\":{\"Item\":%s}}]}}"
              .formatted(item(round % 7, round + ROUNDS)));
      call("BatchGetItem", "{\"RequestItems\":{\"training\":{\"Keys\":[" + key + "]}}}");
      call("DeleteItem", "{\"TableName\":\"training\",\"Key\":" + key + "}");
    }
    call("DeleteTable", "{\"TableName\":\"training\"}");
  }

  private static String item(int partition, int sort) {
    return """
    {"pk":{"S":"p%d"},"sk":{"N":"%d"},"text":{"S":"%s"},"bytes":{"B":"AQIDBA=="},
     "flag":{"BOOL":true},"none":{"NULL":true},"numbers":{"NS":["1","2.5"]},
     "strings":{"SS":["a","b"]},"list":{"L":[{"N":"1"},{"S":"x"}]},"map":{"M":{"a":{"S":"b"}}}}\
    """
        .formatted(partition, sort, "x".repeat(100));
  }

  private void call(String operation, String body) throws Exception {
    String target = "DynamoDB_20120810." + operation;
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Date", time)
            .header("X-Amz-Target", target)
            .header("Authorization", authorization(time, target, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          operation + " answered " + response.statusCode() + ": " + response.body());
    }
  }

  /** The Authorization header of Signature Version 4 over host, date and target. */
  private String authorization(String time, String target, String body)
      throws GeneralSecurityException {
    String signedHeaders = "host;x-amz-date;x-amz-target";
    String canonicalRequest =
        "POST\n/\n\nhost:%s\nx-amz-date:%s\nx-amz-target:%s\n\n%s\n%s"
            .formatted(endpoint.getAuthority(), time, target, signedHeaders, sha256(body));
    String date = time.substring(0, 8);
    String scope = date + "/" + REGION + "/" + SERVICE + "/aws4_request";
    String stringToSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonicalRequest);
    byte[] key = ("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            ACCESS_KEY, scope, signedHeaders, HexFormat.of().formatHex(hmac(key, stringToSign)));
  }

  private static String sha256(String text) throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void deleteTree(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
