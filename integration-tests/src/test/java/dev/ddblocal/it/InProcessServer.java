package dev.ddblocal.it;

import dev.ddblocal.app.DdbLocalServer;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server in the test's own JVM with a clock that stands still, which knows the accounts of Alice
 * and Bob beside the test account.
 */
final class InProcessServer implements AutoCloseable {
  static final String REGION = "us-east-1";
  static final String ALICE_ACCOUNT = "123456789012";
  static final String BOB_ACCOUNT = "999999999999";
  static final String TEST_ACCOUNT = "000000001234";

  static final ReferenceSigner ALICE = signer("AKIARZPUZDIKAAAAAAAA", "AliceSecretAccessKey");
  static final ReferenceSigner ALICES_OTHER_KEY =
      signer("AKIARZPUZDIKP7777777", "AlicesOtherSecretAccessKey");
  static final ReferenceSigner BOB = signer("AKIA6RVFFB77QAAAAAAA", "BobSecretAccessKey");
  static final ReferenceSigner TEST = signer("ACCESS", "SECRET");

  private final DdbLocalServer server;
  private final TestClock clock;
  private final Path data;

  private InProcessServer(DdbLocalServer server, TestClock clock, Path data) {
    this.server = server;
    this.clock = clock;
    this.data = data;
  }

  /** Starts a server with its files in the given folder. */
  static InProcessServer start(Path folder) throws IOException {
    return start(folder, Map.of(), List.of());
  }

  /**
   * Starts a server with its files in the given folder.
   *
   * @param changed settings that differ from those of the other tests
   * @param accessKeys further rows of {@code access_keys.csv}
   */
  static InProcessServer start(Path folder, Map<Setting, String> changed, List<String> accessKeys)
      throws IOException {
    Path keys = folder.resolve("access_keys.csv");
    Path data = folder.resolve("data");
    Files.writeString(
        keys,
        row(ALICE, ALICE_ACCOUNT)
            + row(ALICES_OTHER_KEY, ALICE_ACCOUNT)
            + row(BOB, BOB_ACCOUNT)
            + String.join("", accessKeys));
    Settings settings =
        Settings.defaults()
            .with(Setting.PORT, "0")
            .with(Setting.DATA, data.toString())
            .with(Setting.DURABILITY, "off")
            .with(Setting.ACCESS_KEYS, keys.toString());
    for (Map.Entry<Setting, String> setting : changed.entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    TestClock clock = new TestClock();
    return new InProcessServer(
        DdbLocalServer.start(ServerConfiguration.of(settings), clock), clock, data);
  }

  /** A row of {@code access_keys.csv}. */
  static String row(ReferenceSigner key, String account) {
    return key.accessKeyId() + "," + key.secretAccessKey() + "," + account + ",\n";
  }

  /** Signs for DynamoDB in the default region. */
  static ReferenceSigner signer(String accessKeyId, String secretAccessKey) {
    return new ReferenceSigner(accessKeyId, secretAccessKey, REGION, "dynamodb");
  }

  /** The ARN of a table in the default region. */
  static String arn(String account, String table) {
    return arn(REGION, account, table);
  }

  /** The ARN of a table. */
  static String arn(String region, String account, String table) {
    return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table;
  }

  int port() {
    return server.address().port();
  }

  TestClock clock() {
    return clock;
  }

  /** The time on the server's clock as X-Amz-Date has it. */
  String timestamp() {
    return ReferenceSigner.timestamp(clock.instant());
  }

  /** The folder of the data. */
  Path data() {
    return data;
  }

  /** A call of an operation, not signed. */
  RawRequest request(String operation, String json) {
    return RawRequest.of(port(), operation, json);
  }

  /** A call of an operation, signed at the time on the server's clock. */
  RawRequest signed(ReferenceSigner signer, String operation, String json) {
    return request(operation, json).sign(signer, clock.instant());
  }

  /** Calls an operation and answers what came back. */
  RawAnswer call(ReferenceSigner signer, String operation, String json) throws IOException {
    return send(signed(signer, operation, json));
  }

  RawAnswer send(RawRequest request) throws IOException {
    return request.send(port());
  }

  /** Calls an operation that has to succeed and answers its body. */
  String succeed(ReferenceSigner signer, String operation, String json) throws IOException {
    RawAnswer answer = call(signer, operation, json);
    if (answer.status() != 200) {
      throw new AssertionError(operation + " " + json + ": " + answer.body());
    }
    return answer.body();
  }

  /** Makes a table whose partition key is the string {@code pk}. */
  void createTable(ReferenceSigner signer, String table) throws IOException {
    succeed(
        signer,
        "CreateTable",
        "{\"TableName\":\"%s\",\"BillingMode\":\"PAY_PER_REQUEST\",".formatted(table)
            + "\"AttributeDefinitions\":[{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"}],"
            + "\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]}");
  }

  @Override
  public void close() {
    server.close();
  }
}
