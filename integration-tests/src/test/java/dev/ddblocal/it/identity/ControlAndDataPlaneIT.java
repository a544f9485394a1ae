package dev.ddblocal.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.it.PackagedServer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;

/** One server has the identities of another, over the network. */
class ControlAndDataPlaneIT {
  @TempDir static Path folder;

  private static Planes planes;
  private static PackagedServer data;
  private static Tenancy acme;

  @BeforeAll
  static void start() throws Exception {
    planes = Planes.start(folder);
    data = planes.startData("data");
    acme = planes.tenancy(data, "acme");
  }

  @AfterAll
  static void stop() {
    planes.close();
  }

  @Test
  void a_user_may_what_the_policy_says_and_nothing_else() {
    try (DynamoDbClient alice = Clients.dynamoDb(data.endpoint(), acme.alice())) {
      Tenancy.put(alice, "alice", Map.of());
      assertEquals(Tenancy.note("alice"), Tenancy.get(alice, "alice"));
      assertDenied("user/alice", "GetItem", () -> Tenancy.get(alice, "bob"));
      assertDenied("user/alice", "PutItem", () -> Tenancy.put(alice, "bob", Map.of()));
      assertDenied("user/alice", "Scan", () -> alice.scan(each -> each.tableName(Tenancy.TABLE)));
    }
  }

  @Test
  void a_session_may_what_the_role_may() {
    AwsSessionCredentials session = acme.session(planes.control().endpoint());
    try (DynamoDbClient reader = Clients.dynamoDb(data.endpoint(), session)) {
      assertEquals(Tenancy.note("bob"), Tenancy.get(reader, "bob"));
      assertDenied(
          "assumed-role/reader/look", "PutItem", () -> Tenancy.put(reader, "bob", Map.of()));
    }
    AwsSessionCredentials mixed =
        AwsSessionCredentials.create(
            session.accessKeyId(),
            session.secretAccessKey(),
            acme.session(planes.control().endpoint()).sessionToken());
    assertRefused(
        400, "UnrecognizedClientException", () -> Tenancy.get(data.endpoint(), mixed, "bob"));
  }

  @Test
  void another_accounts_root_user_sees_nothing_of_it() throws Exception {
    RootKey globex =
        RootKey.createAccount(folder, planes.control().endpoint(), planes.iam(), "globex");
    try (DynamoDbClient root = Clients.dynamoDb(data.endpoint(), globex.credentials())) {
      assertEquals(List.of(), root.listTables().tableNames());
      String arn = "arn:aws:dynamodb:us-east-1:" + acme.root().account() + ":table/notes";
      DynamoDbException denied =
          assertThrows(
              DynamoDbException.class,
              () -> root.getItem(each -> each.tableName(arn).key(Tenancy.note("bob"))));
      assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
      assertTrue(
          denied
              .awsErrorDetails()
              .errorMessage()
              .startsWith(
                  "User: arn:aws:iam::"
                      + globex.account()
                      + ":root is not authorized to perform: dynamodb:GetItem on resource: "
                      + arn),
          denied.awsErrorDetails().errorMessage());
    }
  }

  @Test
  void who_has_no_key_of_the_control_plane_is_refused() {
    assertRefused(
        400,
        "UnrecognizedClientException",
        () ->
            Tenancy.get(
                data.endpoint(),
                AwsBasicCredentials.create(planes.iam().id() + "X", "secret"),
                "bob"));
    assertRefused(
        400,
        "InvalidSignatureException",
        () ->
            Tenancy.get(
                data.endpoint(),
                AwsBasicCredentials.create(acme.alice().accessKeyId(), "another"),
                "alice"));
  }

  @Test
  void a_key_that_is_deactivated_at_the_control_plane_is_soon_refused() throws Exception {
    try (IamClient iam = Clients.iam(planes.control().endpoint(), acme.root().credentials())) {
      AwsBasicCredentials second = Tenancy.accessKey(iam);
      Tenancy.get(data.endpoint(), second, "alice");
      iam.updateAccessKey(each ->
          each.userName(Tenancy.USER)
              .accessKeyId(second.accessKeyId())
              .status(StatusType.INACTIVE));
      awaitRefusal(
          "UnrecognizedClientException", () -> Tenancy.get(data.endpoint(), second, "alice"));
      iam.deleteAccessKey(each -> each.userName(Tenancy.USER).accessKeyId(second.accessKeyId()));
    }
  }

  @Test
  void a_policy_that_is_changed_at_the_control_plane_soon_decides() throws Exception {
    Tenancy initech = planes.tenancy(data, "initech");
    Tenancy.get(data.endpoint(), initech.alice(), "alice");
    try (IamClient iam = Clients.iam(planes.control().endpoint(), initech.root().credentials())) {
      iam.deleteUserPolicy(each -> each.userName(Tenancy.USER).policyName("own-notes"));
    }
    awaitRefusal(
        "AccessDeniedException", () -> Tenancy.get(data.endpoint(), initech.alice(), "alice"));
  }

  @Test
  void known_callers_go_on_without_the_control_plane_up_to_the_hard_limit_and_nobody_else_gets_in(
      @TempDir Path own) throws Exception {
    try (Planes failing = Planes.start(own)) {
      PackagedServer patient = failing.startData("patient");
      PackagedServer strict = failing.startData("strict", "--auth-cache-hard-ttl", "PT2S");
      Tenancy tenancy = failing.tenancy(patient, "acme");
      tenancy.createTable(strict.endpoint());
      AwsSessionCredentials known = tenancy.session(failing.control().endpoint());
      AwsSessionCredentials unknown = tenancy.session(failing.control().endpoint());
      for (PackagedServer each : List.of(patient, strict)) {
        Tenancy.get(each.endpoint(), tenancy.alice(), "alice");
        Tenancy.get(each.endpoint(), known, "bob");
      }
      failing.control().kill();

      for (AwsBasicCredentials caller : List.of(tenancy.alice(), tenancy.root().credentials())) {
        Tenancy.get(patient.endpoint(), caller, "alice");
      }
      assertEquals(Tenancy.note("bob"), Tenancy.get(patient.endpoint(), known, "bob"));
      assertDenied(
          "user/alice", "GetItem", () -> Tenancy.get(patient.endpoint(), tenancy.alice(), "bob"));
      assertUnavailable(() -> Tenancy.get(patient.endpoint(), unknown, "bob"));
      assertUnavailable(() ->
          Tenancy.get(
              patient.endpoint(),
              AwsBasicCredentials.create("ELAKAAAAAAAAAAAAAAAA", "secret"),
              "bob"));
      awaitRefusal(
          "InternalServerError", () -> Tenancy.get(strict.endpoint(), tenancy.alice(), "alice"));
      awaitRefusal(
          "InternalServerError",
          () -> Tenancy.get(strict.endpoint(), tenancy.root().credentials(), "alice"));
      assertUnavailable(() -> Tenancy.get(strict.endpoint(), unknown, "bob"));

      failing.restartControl();
      for (PackagedServer each : List.of(patient, strict)) {
        awaitSuccess(() -> Tenancy.get(each.endpoint(), tenancy.alice(), "alice"));
        awaitSuccess(() -> Tenancy.get(each.endpoint(), unknown, "bob"));
      }
    }
  }

  @Test
  void a_data_plane_that_the_control_plane_refuses_does_not_start() throws Exception {
    Map<String, String> wrongSecret = new HashMap<>(planes.iam().asIamAccount());
    wrongSecret.put("IAM_SECRET_KEY", acme.alice().secretAccessKey());
    assertRefusedStart(
        "the control plane", planes.runData(planes.environment(wrongSecret), "--port", "0"));
    assertRefusedStart(
        "the control plane",
        planes.runData(planes.environment(acme.root().asIamAccount()), "--port", "0"));
  }

  @Test
  void endpoints_that_are_no_control_plane_stop_the_start(@TempDir Path own) throws Exception {
    try (PackagedServer plain =
        PackagedServer.start(own, Map.of(), "--in-memory", "--test-account", "force")) {
      Map<String, String> environment = planes.environment(planes.iam().asIamAccount());
      environment.put("STS_SERVICE_ENDPOINT", plain.endpoint());
      environment.put("IAM_SERVICE_ENDPOINT", plain.endpoint());
      assertRefusedStart("", planes.runData(environment, "--port", "0"));
    }
    Map<String, String> mainListener = planes.environment(planes.iam().asIamAccount());
    mainListener.put("IAM_SERVICE_ENDPOINT", planes.control().endpoint());
    assertRefusedStart(
        "no control plane of DDB Local", planes.runData(mainListener, "--port", "0"));
  }

  @Test
  void a_data_plane_is_not_its_own_control_plane() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Map<String, String> environment = planes.environment(planes.iam().asIamAccount());
    environment.put("STS_SERVICE_ENDPOINT", "http://127.0.0.1:" + free);
    environment.put("IAM_SERVICE_ENDPOINT", "http://localhost:" + free);
    assertRefusedStart(
        "is this server itself", planes.runData(environment, "--port", Integer.toString(free)));
  }

  @Test
  void one_endpoint_alone_stops_the_start() throws Exception {
    for (String left : List.of("STS_SERVICE_ENDPOINT", "IAM_SERVICE_ENDPOINT")) {
      Map<String, String> environment = planes.environment(planes.iam().asIamAccount());
      environment.remove(left);
      assertRefusedStart(left, planes.runData(environment, "--port", "0"));
    }
  }

  @Test
  void the_control_plane_says_who_calls() {
    try (StsClient sts = Clients.sts(planes.control().endpoint(), acme.alice())) {
      assertEquals(
          "arn:aws:iam::" + acme.root().account() + ":user/alice", sts.getCallerIdentity().arn());
    }
  }

  /** Calls DynamoDB. */
  @FunctionalInterface
  private interface Call {
    void run();
  }

  private static void assertDenied(String principal, String operation, Call call) {
    DynamoDbException denied = assertThrows(DynamoDbException.class, call::run);
    assertEquals(400, denied.statusCode());
    assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    String message = denied.awsErrorDetails().errorMessage();
    assertTrue(
        message.matches(
            "User: arn:aws:(iam|sts)::[0-9]{12}:%s is not authorized to perform: dynamodb:%s on resource: arn:aws:dynamodb:us-east-1:[0-9]{12}:table/notes because no identity-based policy allows the dynamodb:%s action"
                .formatted(principal, operation, operation)),
        message);
  }

  private static void assertUnavailable(Call call) {
    assertRefused(500, "InternalServerError", call);
  }

  private static void assertRefused(int status, String code, Call call) {
    DynamoDbException refused = assertThrows(DynamoDbException.class, call::run);
    assertEquals(code, refused.awsErrorDetails().errorCode());
    assertEquals(status, refused.statusCode());
  }

  private static void awaitRefusal(String code, Call call) throws Exception {
    Awaited.until(
        code,
        () -> {
          try {
            call.run();
            return false;
          } catch (DynamoDbException e) {
            assertEquals(code, e.awsErrorDetails().errorCode());
            return true;
          }
        });
  }

  private static void awaitSuccess(Call call) throws Exception {
    Awaited.until(
        "success",
        () -> {
          try {
            call.run();
            return true;
          } catch (DynamoDbException e) {
            assertEquals("InternalServerError", e.awsErrorDetails().errorCode());
            return false;
          }
        });
  }

  private static void assertRefusedStart(String named, PackagedServer.Ended ended) {
    assertTrue(ended.status() != 0, "it ran: " + ended.out());
    assertTrue(ended.errors().contains(named), ended.errors());
    assertTrue(!ended.errors().contains(acme.alice().secretAccessKey()), ended.errors());
    assertTrue(!ended.errors().contains(planes.iam().secret()), ended.errors());
  }
}
