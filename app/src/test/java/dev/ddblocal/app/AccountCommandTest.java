package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.SignedClient.Answer;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCommandTest {
  private static final String KEY = "IAM_ACCOUNTS_KEY_001";
  private static final String SECRET = "theSecretOfTheIamAccount";
  private static final String IAM_ACCOUNT = "999988887777";
  private static final Map<String, String> IAM =
      Map.of("IAM_ACCOUNT_ID", IAM_ACCOUNT, "IAM_ACCESS_KEY", KEY, "IAM_SECRET_KEY", SECRET);
  private static final String CREATE_TABLE =
      """
      {"TableName":"ddb_iam","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
         {"AttributeName":"sk","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},
         {"AttributeName":"sk","KeyType":"RANGE"}]}\
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void writes_the_account_and_its_first_key_into_the_identity_table() throws Exception {
    try (DdbLocalServer server = start();
        SignedClient iam = client(server)) {
      iam.call("CreateTable", CREATE_TABLE);

      assertEquals(0, create(server, "--account", "42", "--name", "acme"), this::errorText);

      List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
      assertTrue(
          lines.subList(0, lines.size() - 1).stream().allMatch(line -> line.startsWith("#")));
      String[] columns = lines.getLast().split(",", -1);
      assertEquals(5, columns.length);
      assertEquals(List.of("000000000042", "", ""), List.of(columns).subList(2, 5));
      String account = item(iam, "ACCT#000000000042", "ACCOUNT");
      assertTrue(account.contains("\"name\":{\"S\":\"acme\"}"), account);
      assertTrue(account.contains("\"status\":{\"S\":\"Active\"}"), account);
      String key = item(iam, "AKID#" + columns[0], "KEY");
      assertTrue(key.contains("\"accountId\":{\"S\":\"000000000042\"}"), key);
      assertTrue(key.contains("\"principalType\":{\"S\":\"root\"}"), key);
      assertTrue(key.contains("\"status\":{\"S\":\"Active\"}"), key);
      assertTrue(
          item(iam, "ACCT#000000000042", "ROOT#KEY#" + columns[0]).contains("ROOT#KEY#"), "listed");
    }
  }

  @Test
  void an_account_is_made_once() throws Exception {
    try (DdbLocalServer server = start();
        SignedClient iam = client(server)) {
      iam.call("CreateTable", CREATE_TABLE);
      create(server, "--account", "42");
      out.reset();

      assertEquals(1, create(server, "--account", "000000000042"));

      assertEquals("ddb-local: account 000000000042 is there already", errorText());
      assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void an_account_may_be_any_new_one_and_credentials_may_lie_in_a_file() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("iam.secret"),
            "IAM_ACCOUNT_ID=%s\nIAM_ACCESS_KEY=%s\nIAM_SECRET_KEY=%s\n"
                .formatted(IAM_ACCOUNT, KEY, SECRET));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (DdbLocalServer server = start();
        SignedClient iam = client(server)) {
      iam.call("CreateTable", CREATE_TABLE);

      assertEquals(
          0,
          run(
              Map.of(),
              "--endpoint",
              server.address().clientUrl(),
              "--iam-secret-file",
              file.toString(),
              "--key-prefix",
              "AWS"),
          this::errorText);

      String row = out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
      assertTrue(row.matches("AKIA[A-Z2-7]{16},[A-Za-z0-9+/]{40},[1-9][0-9]{11},,"), row);
    }
  }

  @Test
  void says_where_it_went_wrong() throws Exception {
    try (DdbLocalServer server = start()) {
      String url = server.address().clientUrl();

      assertEquals(1, create(server));
      assertEquals(
          "ddb-local: "
              + url
              + " has no table ddb_iam in account 999988887777 and region us-east-1: these are not"
              + " the credentials of its IAM account, or it has none",
          errorText());
      err.reset();
      assertEquals(
          1,
          run(
              Map.of(
                  "IAM_ACCOUNT_ID", IAM_ACCOUNT,
                  "IAM_ACCESS_KEY", KEY,
                  "IAM_SECRET_KEY", "wrong"),
              "--endpoint",
              url));
      assertTrue(
          errorText().startsWith("ddb-local: " + url + " refuses: InvalidSignatureException: The"),
          errorText());
    }
  }

  @Test
  void a_server_that_is_not_there_is_said_in_one_line() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertEquals(1, run(IAM, "--endpoint", "http://127.0.0.1:" + port));

    assertTrue(
        errorText().startsWith("ddb-local: http://127.0.0.1:" + port + " does not answer: "),
        errorText());
    assertEquals(1, errorText().lines().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--account=x|--account: an account id has exactly 12 digits",
        "--account=" + IAM_ACCOUNT + "|--account: that is the IAM account",
        "--endpoint=ftp://127.0.0.1|--endpoint: that is no http or https URL",
        "--endpoint=:|--endpoint: that is no URL",
        "--endpoint=http://192.0.2.1:8000|--endpoint: a server on another machine has to be called"
            + " by https, as the request carries the new key's secret",
        "--region=x|--region: 'x' is not a region name",
        "--iam-secret-file=missing|missing does not exist",
      })
  void refuses_bad_arguments(String argument, String message) {
    Map<String, String> environment = argument.contains("secret-file") ? Map.of() : IAM;

    assertEquals(2, run(environment, argument));

    assertEquals("ddb-local: " + message, errorText());
  }

  @Test
  void needs_the_iam_accounts_credentials() {
    assertEquals(2, run(Map.of()));
    assertEquals(
        "ddb-local: the IAM account's credentials are needed: IAM_ACCOUNT_ID, IAM_ACCESS_KEY and"
            + " IAM_SECRET_KEY, or a file that has them (--iam-secret-file)",
        errorText());
    err.reset();
    assertEquals(2, run(Map.of("IAM_ACCOUNT_ID", IAM_ACCOUNT)));
    assertEquals("ddb-local: IAM_ACCESS_KEY and IAM_SECRET_KEY are missing", errorText());
    assertFalse(errorText().contains(SECRET));
  }

  private DdbLocalServer start() throws IOException {
    Path keys =
        Files.writeString(
            folder.resolve("access_keys.csv"), KEY + "," + SECRET + "," + IAM_ACCOUNT + ",\n");
    return DdbLocalServer.start(
        ServerConfiguration.of(
            Settings.defaults()
                .with(Setting.PORT, "0")
                .with(Setting.STORAGE, InMemoryStorageProvider.NAME)
                .with(Setting.ACCESS_KEYS, keys.toString())));
  }

  private static SignedClient client(DdbLocalServer server) {
    return new SignedClient(server.address(), KEY, SECRET, "us-east-1");
  }

  private static String item(SignedClient client, String partition, String sort) throws Exception {
    Answer answer =
        client.call(
            "GetItem",
            "{\"TableName\":\"ddb_iam\",\"Key\":{\"pk\":{\"S\":\"%s\"},\"sk\":{\"S\":\"%s\"}}}"
                .formatted(partition, sort));
    assertEquals(200, answer.status(), answer::body);
    return answer.body();
  }

  private int create(DdbLocalServer server, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--endpoint", server.address().clientUrl()));
    all.addAll(List.of(arguments));
    return run(IAM, all.toArray(String[]::new));
  }

  private int run(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of("admin", "create-account"));
    all.addAll(List.of(arguments));
    return new DdbLocal(print(out), print(err), environment).run(all.toArray(String[]::new));
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private String errorText() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }
}
