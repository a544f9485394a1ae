package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.SignedClient.Answer;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DdbLocalServerTest {
  private static final String NO_TABLES = "{\"TableNames\":[]}";
  private static final String KEY_ID = "AKIARZPUZDIKAAAAAAAA";
  private static final String KEY_SECRET = "aSecretOfFortyCharactersInAccessKeysFile";
  private static final String KEY_ROW = KEY_ID + "," + KEY_SECRET + ",123456789012,\n";
  private static final String CREATE_TABLE =
      """
      {"TableName":"things","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}\
      """;

  private static final Map<String, String> CONTROL_PLANE =
      Map.of(
          "IAM_ACCOUNT_ID",
          "123456789012",
          "IAM_ACCESS_KEY",
          KEY_ID,
          "IAM_SECRET_KEY",
          KEY_SECRET,
          "IAM_ENCRYPTION_KEY",
          Base64.getEncoder().encodeToString(new byte[32]));

  @TempDir Path folder;

  @Test
  void answers_signed_requests_as_soon_as_it_is_started() throws Exception {
    try (DdbLocalServer server = start(settings());
        SignedClient client = SignedClient.ofTestAccount(server.address())) {
      assertEquals(new Answer(200, NO_TABLES), client.call("ListTables", "{}"));
    }
  }

  @Test
  void refuses_unsigned_requests_and_wrong_secrets() throws Exception {
    try (DdbLocalServer server = start(settings());
        SignedClient client = new SignedClient(server.address(), "ACCESS", "WRONG", "us-east-1")) {
      assertError("InvalidSignatureException", client.call("ListTables", "{}"));
      assertError("MissingAuthenticationTokenException", client.callUnsigned("ListTables", "{}"));
    }
  }

  @Test
  void starts_and_stops_many_times_in_one_jvm() throws Exception {
    for (int i = 0; i < 3; i++) {
      DdbLocalServer server = start(settings());
      ServerEndpoint address = server.address();
      try (server;
          SignedClient client = SignedClient.ofTestAccount(address)) {
        assertEquals(200, client.call("CreateTable", CREATE_TABLE).status());
      }
      assertThrows(ConnectException.class, () -> SignedClient.get(address.url() + "/"));
    }
  }

  @Test
  void servers_side_by_side_share_nothing() throws Exception {
    try (DdbLocalServer first = start(settings());
        DdbLocalServer second =
            start(settings().with(Setting.DATA, folder.resolve("second").toString()));
        SignedClient toFirst = SignedClient.ofTestAccount(first.address());
        SignedClient toSecond = SignedClient.ofTestAccount(second.address())) {
      assertNotEquals(first.address(), second.address());
      assertEquals(200, toFirst.call("CreateTable", CREATE_TABLE).status());
      assertEquals(new Answer(200, NO_TABLES), toSecond.call("ListTables", "{}"));
    }
  }

  @Test
  void a_port_that_is_taken_stops_the_start_and_leaves_nothing_behind() throws Exception {
    try (DdbLocalServer server = start(settings())) {
      String port = Integer.toString(server.address().port());
      Settings same =
          settings()
              .with(Setting.PORT, port)
              .with(Setting.DATA, folder.resolve("second").toString());

      var failure = assertThrows(ServerStartException.class, () -> start(same));

      assertTrue(
          failure.getMessage().startsWith("cannot listen on http://127.0.0.1:" + port + ": "),
          failure::getMessage);
      start(same.with(Setting.PORT, "0")).close();
    }
  }

  @Test
  void refuses_a_storage_that_is_not_there() {
    var refusal =
        assertThrows(
            ConfigurationException.class, () -> start(settings().with(Setting.STORAGE, "tape")));

    assertEquals("storage 'tape' is none of heap, never-closing, sqlite", refusal.getMessage());
  }

  @Test
  void tables_are_there_after_a_restart() throws Exception {
    Settings durable = settings().with(Setting.STORAGE, "sqlite");
    try (DdbLocalServer server = start(durable);
        SignedClient client = SignedClient.ofTestAccount(server.address())) {
      assertEquals(200, client.call("CreateTable", CREATE_TABLE).status());
    }
    try (DdbLocalServer server = start(durable);
        SignedClient client = SignedClient.ofTestAccount(server.address())) {
      assertEquals(
          new Answer(200, "{\"TableNames\":[\"things\"]}"), client.call("ListTables", "{}"));
    }
  }

  @Test
  void a_server_in_memory_forgets_everything() throws Exception {
    Settings inMemory = settings().with(Setting.STORAGE, "sqlite").with(Setting.IN_MEMORY, "true");
    for (int i = 0; i < 2; i++) {
      try (DdbLocalServer server = start(inMemory);
          SignedClient client = SignedClient.ofTestAccount(server.address())) {
        assertEquals(new Answer(200, NO_TABLES), client.call("ListTables", "{}"));
        assertEquals(200, client.call("CreateTable", CREATE_TABLE).status());
      }
    }
    assertTrue(Files.notExists(folder.resolve("data")));
  }

  @Test
  void refuses_a_data_folder_that_another_server_has() {
    Settings durable = settings().with(Setting.STORAGE, "sqlite");
    try (DdbLocalServer _ = start(durable)) {
      var failure = assertThrows(StorageUnavailableException.class, () -> start(durable));

      assertTrue(
          failure.getMessage().contains(folder.resolve("data").toString()), failure::getMessage);
    }
  }

  @Test
  void serves_the_keys_of_the_file_and_takes_new_ones_on_reload() throws Exception {
    Path file = Files.writeString(folder.resolve("keys.csv"), "# none yet\n");
    try (DdbLocalServer server =
            start(
                settings()
                    .with(Setting.ACCESS_KEYS, file.toString())
                    .with(Setting.TEST_ACCOUNT, "off"));
        SignedClient client =
            new SignedClient(server.address(), KEY_ID, KEY_SECRET, "eu-central-1")) {
      assertError("UnrecognizedClientException", client.call("ListTables", "{}"));

      Files.writeString(file, KEY_ROW);
      server.reload();

      assertEquals(1, server.accessKeyCount());
      Answer created = client.call("CreateTable", CREATE_TABLE);
      assertTrue(
          created.body().contains("arn:aws:dynamodb:eu-central-1:123456789012:table/things"),
          created::body);
    }
  }

  @Test
  void open_authentication_takes_requests_without_a_signature() throws Exception {
    try (DdbLocalServer server = start(settings().with(Setting.AUTH, "open"));
        SignedClient client = SignedClient.ofTestAccount(server.address())) {
      assertEquals(200, client.callUnsigned("CreateTable", CREATE_TABLE).status());
      assertEquals(
          new Answer(200, "{\"TableNames\":[\"things\"]}"), client.call("ListTables", "{}"));
    }
  }

  @Test
  void management_is_on_the_api_port_of_a_loopback_server() throws Exception {
    try (DdbLocalServer server = start(settings())) {
      assertEquals(server.address(), server.managementAddress().orElseThrow());
      assertManaged(server.address());
    }
  }

  @Test
  void management_may_have_a_port_of_its_own() throws Exception {
    try (DdbLocalServer server = start(settings().with(Setting.MANAGEMENT_PORT, "0"))) {
      ServerEndpoint management = server.managementAddress().orElseThrow();
      assertNotEquals(server.address(), management);
      assertManaged(management);
    }
  }

  @Test
  void data_planes_reach_the_control_plane_on_a_listener_of_its_own() throws Exception {
    Settings settings =
        settings().withEnvironment(CONTROL_PLANE).with(Setting.CONTROL_LISTEN, "127.0.0.1:0");
    try (DdbLocalServer server = start(settings);
        SignedClient iam = new SignedClient(server.address(), KEY_ID, KEY_SECRET, "us-east-1")) {
      ServerEndpoint control = server.controlAddress().orElseThrow();

      assertNotEquals(server.address(), control);
      assertManaged(control);
      assertEquals(200, iam.call("ListTables", "{}").status());
    }
  }

  @Test
  void a_control_listener_beyond_loopback_needs_tls() {
    Settings settings =
        settings().withEnvironment(CONTROL_PLANE).with(Setting.CONTROL_LISTEN, "0.0.0.0:0");

    var refusal = assertThrows(ServerStartException.class, () -> start(settings));

    assertEquals(
        "the control address 0.0.0.0 is not a loopback address: it needs TLS",
        refusal.getMessage());
  }

  @Test
  void refuses_a_certificate_that_is_not_there() {
    Settings settings =
        settings()
            .with(Setting.TLS_CERT, folder.resolve("chain.pem").toString())
            .with(Setting.TLS_KEY, folder.resolve("key.pem").toString());

    var refusal = assertThrows(ServerStartException.class, () -> start(settings));

    assertTrue(refusal.getMessage().startsWith("TLS: "), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("chain.pem"), refusal::getMessage);
  }

  @Test
  void refuses_a_trusted_proxy_that_is_no_address() {
    var refusal =
        assertThrows(
            ConfigurationException.class,
            () -> start(settings().with(Setting.TRUSTED_PROXIES, "10.0.0.0/8,proxy.example")));

    assertEquals(
        "--trusted-proxies: 'proxy.example' is no address and no range of addresses such as"
            + " 10.0.0.0/8",
        refusal.getMessage());
  }

  @Test
  void refuses_to_be_its_own_control_plane() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String self = "http://127.0.0.1:" + port;
    Settings settings =
        settings()
            .with(Setting.PORT, Integer.toString(port))
            .withEnvironment(
                Map.of(
                    "IAM_ACCOUNT_ID", "123456789012",
                    "IAM_ACCESS_KEY", KEY_ID,
                    "IAM_SECRET_KEY", KEY_SECRET,
                    "STS_SERVICE_ENDPOINT", self,
                    "IAM_SERVICE_ENDPOINT", self));

    var refusal = assertThrows(ConfigurationException.class, () -> start(settings));

    assertEquals(
        "STS_SERVICE_ENDPOINT is this server itself: leave both endpoints out to have the control"
            + " plane in this process",
        refusal.getMessage());
  }

  @Test
  void tables_show_their_states_for_as_long_as_configured() throws Exception {
    try (DdbLocalServer server = start(settings().with(Setting.TABLE_CREATE_DELAY, "PT1H"));
        SignedClient client = SignedClient.ofTestAccount(server.address())) {
      client.call("CreateTable", CREATE_TABLE);

      Answer described = client.call("DescribeTable", "{\"TableName\":\"things\"}");

      assertTrue(described.body().contains("\"TableStatus\":\"CREATING\""), described::body);
    }
  }

  @Test
  void names_the_default_region() throws Exception {
    try (DdbLocalServer server = start(settings().with(Setting.REGION, "eu-west-1"))) {
      assertEquals(
          new Answer(200, "healthy: dynamodb.eu-west-1.amazonaws.com "),
          SignedClient.get(server.address().url() + "/"));
    }
  }

  @Test
  void closing_twice_is_closing_once() {
    DdbLocalServer server = start(settings());
    server.close();
    server.close();
  }

  private Settings settings() {
    return Settings.defaults()
        .with(Setting.PORT, "0")
        .with(Setting.STORAGE, InMemoryStorageProvider.NAME)
        .with(Setting.DATA, folder.resolve("data").toString());
  }

  private static DdbLocalServer start(Settings settings) {
    return DdbLocalServer.start(ServerConfiguration.of(settings));
  }

  private static void assertManaged(ServerEndpoint endpoint)
      throws IOException, InterruptedException {
    assertEquals(new Answer(200, "{\"ready\":true}"), SignedClient.get(endpoint.url() + "/_ready"));
    assertEquals(
        new Answer(200, "{\"status\":\"healthy\"}"), SignedClient.get(endpoint.url() + "/_health"));
    Answer metrics = SignedClient.get(endpoint.url() + "/_metrics");
    assertEquals(200, metrics.status());
    assertTrue(metrics.body().contains("\nddb_local_storage_healthy 1.0\n"), metrics::body);
  }

  private static void assertError(String code, Answer answer) {
    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("#" + code + "\""), answer::body);
  }
}
