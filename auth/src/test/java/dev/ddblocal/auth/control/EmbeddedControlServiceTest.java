package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.DataPlane.ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.ANN;
import static dev.ddblocal.auth.control.DataPlane.CONTROL_KEY;
import static dev.ddblocal.auth.control.DataPlane.IAM_ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.KEY;
import static dev.ddblocal.auth.control.DataPlane.ROOT;
import static dev.ddblocal.auth.control.DataPlane.SCOPE;
import static dev.ddblocal.auth.control.DataPlane.credential;
import static dev.ddblocal.auth.control.DataPlane.policies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.identity.AccessKeyVault;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedControlServiceTest {
  private static final CallerIdentity CONTROL = caller(new Principal.Root(IAM_ACCOUNT));

  private final MutableTime time = new MutableTime();
  private final LocalIdentities identities = new LocalIdentities();
  private final AccountKey accountKey =
      new AccountKey(SealingKey.random(), Optional.of(SealingKey.random()));
  private CredentialResolver credentials =
      query ->
          CompletableFuture.completedFuture(
              query.id().equals(KEY) ? Optional.of(credential(ANN)) : Optional.empty());
  private CallerIdentity asked;
  private final EmbeddedControlService service =
      new EmbeddedControlService(
          IAM_ACCOUNT,
          new ControlledIdentities(
              query -> credentials.resolve(query),
              caller -> {
                asked = caller;
                return CompletableFuture.completedFuture(policies("7"));
              },
              account ->
                  CompletableFuture.completedFuture(
                      account.equals(ACCOUNT) ? Optional.of(accountKey) : Optional.empty()),
              id ->
                  id.equals(CONTROL_KEY.id())
                      ? Optional.of(CONTROL_KEY.secret())
                      : Optional.empty(),
              new StoredAccounts(
                  identities.store(),
                  identities.sealer(),
                  new AccessKeyGenerator(new SecureRandom(), KeyPrefix.EL),
                  time)),
          new InvalidationFeed("control-plane", Duration.ofMillis(1)),
          "control-plane",
          time);

  private static CallerIdentity caller(Principal principal) {
    return new CallerIdentity(principal, CONTROL_KEY.id().value(), DataPlane.REGION);
  }

  private String raw(CallerIdentity caller, ControlOperation operation, String body) {
    return service.call(caller, operation.apiName(), body).toCompletableFuture().join();
  }

  private ObjectNode call(ControlOperation operation, ObjectNode body) {
    return ControlJson.parse(raw(CONTROL, operation, body.toString()));
  }

  private DynamoDbException refused(
      CallerIdentity caller, ControlOperation operation, String body) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> raw(caller, operation, body));
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  private static ObjectNode question(String member, String value) {
    ObjectNode json = ResolutionJson.question(new CredentialQuery(KEY, SCOPE));
    json.put(member, value);
    return json;
  }

  static Stream<CallerIdentity> strangers() {
    SessionContext session =
        new SessionContext(Instant.EPOCH, Instant.MAX, Optional.empty(), Optional.empty(), false);
    return Stream.of(
        caller(ROOT),
        caller(ANN),
        caller(new Principal.User(IAM_ACCOUNT, "/", "u", "AIDAU", Map.of())),
        new CallerIdentity(
            new Principal.Root(IAM_ACCOUNT),
            "ELASSESSION000000000",
            DataPlane.REGION,
            Optional.of(session),
            RequestOrigin.INTERNAL));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void nobody_but_the_root_user_of_the_iam_account_is_told_anything(CallerIdentity stranger) {
    for (ControlOperation operation : ControlOperation.values()) {
      DynamoDbException error = refused(stranger, operation, "{}");
      assertEquals(ErrorCode.ACCESS_DENIED, error.code());
      assertEquals(
          "User: "
              + stranger.principal().arn()
              + " is not authorized to perform: "
              + operation.apiName()
              + " on resource: *",
          error.getMessage());
    }
  }

  @Test
  void other_operations_are_not_known() {
    assertFalse(service.hasOperation("GetSecret"));
    assertTrue(service.hasOperation("ResolveSigningKey"));
    var answer = service.call(CONTROL, "GetSecret", "{}").toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    assertEquals(
        ErrorCode.UNKNOWN_OPERATION,
        assertInstanceOf(DynamoDbException.class, failure.getCause()).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}x", "{\"a\":1,\"a\":1}"})
  void what_is_no_object_is_refused(String body) {
    for (ControlOperation operation : ControlOperation.values()) {
      assertEquals(ErrorCode.VALIDATION, refused(CONTROL, operation, body).code());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DESCRIBE_CONTROL_PLANE", "WATCH_INVALIDATIONS"},
      mode = EnumSource.Mode.EXCLUDE)
  void what_lacks_a_member_is_refused(ControlOperation operation) {
    DynamoDbException error = refused(CONTROL, operation, "{}");
    assertEquals(ErrorCode.VALIDATION, error.code());
    assertTrue(error.getMessage().endsWith(" is missing"), error::getMessage);
  }

  @Test
  void a_known_key_is_told_with_its_signing_key() {
    ObjectNode json = call(ControlOperation.RESOLVE_SIGNING_KEY, question("x", ""));
    ResolvedCredential expected = credential(ANN);
    Resolution.Found found = assertInstanceOf(Resolution.Found.class, ResolutionJson.read(json));
    assertEquals(ANN, found.credential().principal());
    assertEquals(
        ControlJson.base64(expected.signingKey().bytes()), json.path("signingKey").asText());
    assertEquals(Optional.of("7"), found.policyVersion());
    assertEquals(Duration.ofMinutes(5), found.maxAge());
    assertEquals("Active", json.path("status").asText());
  }

  @Test
  void an_unknown_key_is_told_as_such() {
    assertEquals(
        "{\"found\":false}",
        raw(
            CONTROL,
            ControlOperation.RESOLVE_SIGNING_KEY,
            question("accessKeyId", "ELAKNOBODYHASTHIS000").toString()));
  }

  @Test
  void a_key_of_the_iam_account_is_unknown_to_data_planes() {
    credentials =
        _ ->
            CompletableFuture.completedFuture(
                Optional.of(credential(new Principal.Root(IAM_ACCOUNT))));
    assertEquals(
        "{\"found\":false}",
        call(ControlOperation.RESOLVE_SIGNING_KEY, question("x", "")).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260101", "20260102", "20260103"})
  void a_day_from_yesterday_to_tomorrow_will_do(String date) {
    assertTrue(
        call(ControlOperation.RESOLVE_SIGNING_KEY, question("date", date))
            .path("found")
            .booleanValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"20251231", "20260104", "20260230", "2026012", "202601020", "abcdefgh", ""})
  void other_days_will_not(String date) {
    assertEquals(
        ErrorCode.VALIDATION,
        refused(CONTROL, ControlOperation.RESOLVE_SIGNING_KEY, question("date", date).toString())
            .code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iam", "s3", "", "DynamoDB"})
  void keys_for_services_that_no_data_plane_has_are_not_told(String serviceName) {
    assertEquals(
        "service is not one of [dynamodb, sts]",
        refused(
                CONTROL,
                ControlOperation.RESOLVE_SIGNING_KEY,
                question("service", serviceName).toString())
            .getMessage());
  }

  @Test
  void that_nobody_knows_is_no_unknown_key() {
    for (Throwable failure :
        List.of(new IllegalStateException("x"), DynamoDbException.internalServerError())) {
      credentials = _ -> CompletableFuture.failedFuture(failure);
      CompletionException thrown =
          assertThrows(
              CompletionException.class,
              () -> call(ControlOperation.RESOLVE_SIGNING_KEY, question("x", "")));
      assertEquals(failure, thrown.getCause());
    }
  }

  @Test
  void policies_are_told_unless_they_are_known() {
    ObjectNode question = ControlJson.object().put("principalArn", ANN.arn());
    question.set("principal", PrincipalJson.write(ANN));
    assertEquals(
        policies("7"), PoliciesJson.read(call(ControlOperation.GET_PRINCIPAL_POLICIES, question)));
    assertEquals(ANN, asked.principal());
    assertEquals(Optional.empty(), asked.session());
    question.put("ifNoneMatch", "6");
    assertFalse(
        PoliciesJson.isNotModified(call(ControlOperation.GET_PRINCIPAL_POLICIES, question)));
    question.put("ifNoneMatch", "7");
    assertEquals(
        "{\"notModified\":true,\"version\":\"7\"}",
        call(ControlOperation.GET_PRINCIPAL_POLICIES, question).toString());
    question.put("principalArn", ROOT.arn());
    assertEquals(
        ErrorCode.VALIDATION,
        refused(CONTROL, ControlOperation.GET_PRINCIPAL_POLICIES, question.toString()).code());
  }

  @Test
  void an_account_key_is_told_sealed_for_who_asks() {
    ObjectNode question = ControlJson.object().put("accountId", ACCOUNT.value()).put("nonce", "n");
    String raw = raw(CONTROL, ControlOperation.GET_ACCOUNT_KEY, question.toString());
    byte[] sealed = ControlJson.bytes(ControlJson.parse(raw), "sealed");
    assertEquals(Optional.of(accountKey), envelope(ACCOUNT, "n").open(sealed));
    for (AccountKeyEnvelope other :
        List.of(
            envelope(ACCOUNT, "m"),
            envelope(new AccountId("444455556666"), "n"),
            new AccountKeyEnvelope(
                new AccessKeyId("ELAKCONTROLPLANE0002"), CONTROL_KEY.secret(), ACCOUNT, "n"))) {
      assertThrows(ControlJson.MalformedException.class, () -> other.open(sealed));
    }
    for (SealingKey key : List.of(accountKey.current(), accountKey.next().orElseThrow())) {
      assertFalse(raw.contains(ControlJson.base64(key.bytes())));
    }
  }

  @Test
  void that_an_account_has_no_key_is_sealed_too() {
    AccountId other = new AccountId("444455556666");
    ObjectNode question = ControlJson.object().put("accountId", other.value()).put("nonce", "n");
    byte[] sealed = ControlJson.bytes(call(ControlOperation.GET_ACCOUNT_KEY, question), "sealed");
    assertEquals(Optional.empty(), envelope(other, "n").open(sealed));
  }

  private static AccountKeyEnvelope envelope(AccountId account, String nonce) {
    return new AccountKeyEnvelope(CONTROL_KEY.id(), CONTROL_KEY.secret(), account, nonce);
  }

  @Test
  void what_is_the_iam_accounts_is_told_to_nobody() {
    ObjectNode question =
        ControlJson.object()
            .put("accountId", IAM_ACCOUNT.value())
            .put("nonce", "n")
            .put("name", "n");
    for (ControlOperation operation :
        List.of(
            ControlOperation.GET_ACCOUNT_KEY,
            ControlOperation.CREATE_ACCOUNT,
            ControlOperation.CREATE_ROOT_ACCESS_KEY)) {
      assertEquals(
          ErrorCode.ACCESS_DENIED, refused(CONTROL, operation, question.toString()).code());
    }
  }

  @Test
  void an_account_is_made_with_a_key_that_works() {
    ObjectNode made =
        call(
            ControlOperation.CREATE_ACCOUNT,
            ControlJson.object().put("name", "Tenant").put("accountId", ACCOUNT.value()));
    assertEquals(ACCOUNT.value(), made.path("accountId").asText());
    assertMade(made);
    ObjectNode more =
        call(
            ControlOperation.CREATE_ROOT_ACCESS_KEY,
            ControlJson.object().put("accountId", ACCOUNT.value()));
    assertMade(more);
    assertFalse(more.path("accessKeyId").asText().equals(made.path("accessKeyId").asText()));
    assertEquals(
        ErrorCode.RESOURCE_IN_USE,
        refused(
                CONTROL,
                ControlOperation.CREATE_ACCOUNT,
                ControlJson.object()
                    .put("name", "Again")
                    .put("accountId", ACCOUNT.value())
                    .toString())
            .code());
  }

  private void assertMade(ObjectNode made) {
    AccessKeyId id = new AccessKeyId(made.path("accessKeyId").asText());
    var vault =
        new AccessKeyVault(
            identities.store(), IAM_ACCOUNT, identities.sealer(), identities.revision());
    var key = DataPlane.await(vault.find(id)).orElseThrow();
    assertEquals(made.path("secretAccessKey").asText(), key.secret().plainText());
    assertEquals(ACCOUNT, key.record().account());
    assertTrue(key.record().userName().isEmpty());
  }

  @Test
  void an_account_id_is_made_up_where_none_is_given() {
    ObjectNode made = call(ControlOperation.CREATE_ACCOUNT, ControlJson.object().put("name", "T"));
    assertTrue(AccountId.isValid(made.path("accountId").asText()));
  }

  @Test
  void no_key_is_made_for_an_account_that_is_not_there() {
    assertEquals(
        ErrorCode.RESOURCE_NOT_FOUND,
        refused(
                CONTROL,
                ControlOperation.CREATE_ROOT_ACCESS_KEY,
                ControlJson.object().put("accountId", ACCOUNT.value()).toString())
            .code());
  }

  @Test
  void says_which_control_plane_it_is() {
    assertEquals(
        "{\"instanceId\":\"control-plane\",\"accountId\":\"999900001111\"}",
        raw(CONTROL, ControlOperation.DESCRIBE_CONTROL_PLANE, "{}"));
  }

  @Test
  void changes_are_told_with_a_cursor() {
    assertEquals(
        "{\"cursor\":\"control-plane:0\",\"all\":false,\"accessKeys\":[],\"principals\":[],"
            + "\"accounts\":[]}",
        raw(CONTROL, ControlOperation.WATCH_INVALIDATIONS, "{}"));
  }

  @Test
  void nothing_secret_shows_in_a_text() {
    AccessKey key = CONTROL_KEY;
    assertFalse(key.toString().contains(key.secret().plainText()));
    assertFalse(
        new ControlPlaneRequest(
                ServiceEndpoint.parse("X", "http://localhost"),
                "iam",
                "x",
                Optional.of("ResolveSigningKey"),
                "{\"sessionToken\":\"hush\"}",
                Duration.ZERO)
            .toString()
            .contains("hush"));
    assertFalse(new ControlPlaneReply.Ok("hush").toString().contains("hush"));
  }
}
