package dev.ddblocal.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.it.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;

/**
 * No secret and no value of an attribute that is no key is found where it could be read: not in the
 * files of the data folder, not in what the server says, and no secret of another account in the
 * memory of a data plane.
 */
class SecretsAtRestIT {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private final Planted values = new Planted();
  private final Planted secrets = new Planted();

  @Test
  void neither_files_nor_anything_the_server_says_has_a_secret_or_a_value() throws Exception {
    RootKey iam = RootKey.generate(folder);
    RootKey tenant = RootKey.generate(folder);
    Files.writeString(folder.resolve("access_keys.csv"), iam.row() + tenant.row());
    Path audit = folder.resolve("audit.jsonl");
    StringBuilder said = new StringBuilder();
    try (PackagedServer server =
        PackagedServer.start(
            folder,
            Map.of("IAM_ACCOUNT_ID", iam.account()),
            "--test-account",
            "off",
            "--audit-log",
            audit.toString(),
            "--access-log",
            "--log-level",
            "trace")) {
      RootKey created = RootKey.createAccount(folder, server.endpoint(), iam, "acme");
      Tenancy tenancy = Tenancy.create(server.endpoint(), tenant);
      AwsSessionCredentials session = tenancy.session(server.endpoint());
      secretOf("the IAM account's secret", iam.credentials());
      secretOf("the root user's secret", tenant.credentials());
      secretOf("the created root user's secret", created.credentials());
      secretOf("the user's secret", tenancy.alice());
      secretOf("the session's secret", session);
      secrets.secret("the session token", session.sessionToken());
      secrets.secret("the IAM account's encryption key", iam.encryptionKey());
      secrets.secret("the tenant's encryption key", tenant.encryptionKey());

      EveryKindOfValue everything = new EveryKindOfValue(server.endpoint(), tenant, values);
      everything.write();
      everything.readStream();
      call(server, created.credentials());
      said.append(refusals(server, tenancy, session));
      assertNothingInFiles();

      everything.expire(() -> post(server, "/_ttl/sweep"));
      everything.delete();
      deleteUser(server, tenant);
      said.append(get(server, "/_metrics"));
      assertTrue(said.indexOf("ddblocal") >= 0 || said.indexOf("ddb_") >= 0, said.toString());
      assertNothingInFiles();
      assertEquals(0, server.stop());
      said.append(server.errors()).append(Files.readString(audit));
      for (String id : List.of(tenancy.alice().accessKeyId(), session.accessKeyId())) {
        assertTrue(Files.readString(audit).contains(id), "the audit log names " + id);
      }
    }
    assertNothingInFiles();
    assertEquals(List.of(), secrets.in(said.toString()));
    assertEquals(List.of(), values.in(said.toString()));
  }

  @Test
  void a_data_plane_has_no_long_term_secret_of_another_account_in_its_memory() throws Exception {
    RootKey tenant = RootKey.generate(folder);
    try (Planes planes = Planes.start(folder, tenant)) {
      PackagedServer data = planes.startData("data");
      Tenancy acme = planes.tenancy(data, "acme");
      Tenancy encrypted = Tenancy.create(planes.control().endpoint(), tenant);
      encrypted.createTable(data.endpoint());
      secrets.secret("the IAM account's encryption key", planes.iam().encryptionKey());
      for (Tenancy each : List.of(acme, encrypted)) {
        String name = each.equals(acme) ? "acme" : "the encrypted account";
        AwsSessionCredentials session = each.session(planes.control().endpoint());
        secrets.secret("the root user's secret of " + name, each.root().secret());
        secrets.secret("the user's secret of " + name, each.alice().secretAccessKey());
        secrets.secret("the session's secret of " + name, session.secretAccessKey());
        Tenancy.get(data.endpoint(), session, "bob");
        try (DynamoDbClient alice = Clients.dynamoDb(data.endpoint(), each.alice())) {
          Tenancy.put(
              alice,
              "alice",
              Map.of("text", EveryKindOfValue.text(values.marker("a note of " + name))));
        }
      }
      byte[] memory = memoryOf(data);
      assertTrue(
          Planted.contains(memory, acme.alice().accessKeyId().getBytes(StandardCharsets.UTF_8)),
          "the memory is that of a server that knows the key");
      assertEquals(List.of(), secrets.in(memory));
      assertEquals(List.of(), secrets.inFilesOf(planes.folderOf("data")));
      assertEquals(
          List.of(),
          values.inFilesOf(planes.folderOf("data").resolve("data").resolve(tenant.account())));
      assertEquals(List.of(), secrets.in(data.errors() + planes.control().errors()));
    }
  }

  /** All objects of a server's heap. */
  private byte[] memoryOf(PackagedServer server) throws IOException, InterruptedException {
    Path dump = folder.resolve("server.hprof");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(server.pid()),
                "GC.heap_dump",
                "-all",
                dump.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), out);
    assertEquals(0, jcmd.exitValue(), out);
    byte[] content = Files.readAllBytes(dump);
    Files.delete(dump);
    return content;
  }

  private void secretOf(String what, AwsCredentials key) throws GeneralSecurityException {
    secrets.secret(what, key.secretAccessKey());
    for (String service : List.of("dynamodb", "iam", "sts")) {
      secrets.key(
          what + ", signing key for " + service, SigningKeys.today(key.secretAccessKey(), service));
    }
  }

  private void assertNothingInFiles() throws IOException {
    Path data = folder.resolve("data");
    assertEquals(List.of(), values.inFilesOf(data));
    assertEquals(List.of(), secrets.inFilesOf(data));
  }

  private static void call(PackagedServer server, AwsBasicCredentials caller) {
    try (DynamoDbClient dynamoDb = Clients.dynamoDb(server.endpoint(), caller)) {
      assertEquals(List.of(), dynamoDb.listTables().tableNames());
    }
  }

  /** The texts of all kinds of refusals. */
  private String refusals(PackagedServer server, Tenancy tenancy, AwsSessionCredentials session) {
    AwsBasicCredentials alice = tenancy.alice();
    StringBuilder bodies = new StringBuilder();
    List<AwsCredentials> callers =
        List.of(
            alice,
            AwsBasicCredentials.create(alice.accessKeyId(), session.secretAccessKey()),
            AwsBasicCredentials.create(alice.accessKeyId() + "A", alice.secretAccessKey()),
            AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()),
            AwsSessionCredentials.create(
                session.accessKeyId(), alice.secretAccessKey(), session.sessionToken()),
            AwsSessionCredentials.create(
                alice.accessKeyId(), alice.secretAccessKey(), session.sessionToken()));
    for (AwsCredentials caller : callers) {
      try (DynamoDbClient dynamoDb = Clients.dynamoDb(server.endpoint(), caller);
          IamClient iam = Clients.iam(server.endpoint(), caller)) {
        bodies.append(
            refusal(() -> dynamoDb.deleteTable(each -> each.tableName(EveryKindOfValue.TABLE))));
        bodies.append(refusal(() -> iam.createUser(each -> each.userName("bob"))));
      }
    }
    try (DynamoDbClient root = Clients.dynamoDb(server.endpoint(), tenancy.root().credentials())) {
      bodies.append(
          refusal(() ->
              root.putItem(each ->
                  each.tableName(EveryKindOfValue.TABLE)
                      .item(
                          Map.of(
                              "text", EveryKindOfValue.text(values.marker("a refused value")))))));
    }
    return bodies.toString();
  }

  private static String refusal(Runnable call) {
    AwsServiceException refused = assertThrows(AwsServiceException.class, call::run);
    assertFalse(refused.awsErrorDetails().errorMessage().isEmpty());
    return refused.getMessage() + refused.awsErrorDetails().rawResponse().asUtf8String() + "\n";
  }

  private static void deleteUser(PackagedServer server, RootKey tenant) {
    try (IamClient iam = Clients.iam(server.endpoint(), tenant.credentials())) {
      for (AccessKeyMetadata key :
          iam.listAccessKeys(each -> each.userName(Tenancy.USER)).accessKeyMetadata()) {
        iam.deleteAccessKey(each -> each.userName(Tenancy.USER).accessKeyId(key.accessKeyId()));
      }
      iam.deleteUserPolicy(each -> each.userName(Tenancy.USER).policyName("own-notes"));
      iam.deleteUser(each -> each.userName(Tenancy.USER));
    }
  }

  private static String get(PackagedServer server, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.endpoint() + path)).build());
  }

  private static String post(PackagedServer server, String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.endpoint() + path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static String send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertEquals(200, answer.statusCode(), answer.body());
      return answer.body();
    }
  }
}
