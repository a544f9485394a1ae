package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.SessionFixture.ALICE;
import static dev.ddblocal.auth.sts.SessionFixture.IAM_ACCOUNT;
import static dev.ddblocal.auth.sts.SessionFixture.USER_KEY;
import static dev.ddblocal.auth.sts.StsFixture.outline;
import static dev.ddblocal.auth.sts.StsFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply.Element;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetCallerIdentity and GetAccessKeyInfo. */
class StsIdentityTest {
  private static final CallerIdentity ROOT =
      StsFixture.longTerm(new Principal.Root(ACCOUNT), USER_KEY);

  private final StsFixture sts = new StsFixture();

  record Answer(Principal principal, String arn, String userId) {}

  static List<Answer> callers() {
    return List.of(
        new Answer(new Principal.Root(ACCOUNT), "arn:aws:iam::111122223333:root", "111122223333"),
        new Answer(ALICE, "arn:aws:iam::111122223333:user/team/Alice", "AIDAALICE"),
        new Answer(
            new Principal.AssumedRole(ACCOUNT, "/p/", "Reader", "AROAREADER", "s", Map.of()),
            "arn:aws:sts::111122223333:assumed-role/Reader/s",
            "AROAREADER:s"),
        new Answer(
            new Principal.FederatedUser(ALICE, "bob", Map.of()),
            "arn:aws:sts::111122223333:federated-user/bob",
            "111122223333:bob"));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void every_caller_learns_who_it_is(Answer expected) {
    List<CallerIdentity> callers =
        List.of(
            StsFixture.longTerm(expected.principal(), USER_KEY), sts.session(expected.principal()));
    for (CallerIdentity caller : callers) {
      List<Element> reply = sts.call(caller, "GetCallerIdentity");

      assertEquals("Arn UserId Account", outline(reply));
      assertEquals(expected.arn(), text(reply, "Arn"));
      assertEquals(expected.userId(), text(reply, "UserId"));
      assertEquals("111122223333", text(reply, "Account"));
    }
  }

  @Test
  void no_policy_denies_a_caller_its_identity() {
    CallerIdentity bob =
        sts.user(ACCOUNT, "bob", StsFixture.policy("Deny", "sts:GetCallerIdentity", "*"));

    assertEquals(
        "arn:aws:iam::111122223333:user/bob", text(sts.call(bob, "GetCallerIdentity"), "Arn"));
  }

  @Test
  void a_server_without_a_control_plane_says_who_calls_and_makes_no_sessions() {
    StsService service =
        new StsService(
            _ -> CompletableFuture.failedFuture(new IllegalStateException("nobody knows")),
            sts.sessions.db::now);

    assertTrue(service.hasAction("GetCallerIdentity"));
    assertTrue(service.hasAction("GetAccessKeyInfo"));
    assertFalse(service.hasAction("AssumeRole"));
    assertFalse(service.hasAction("GetSessionToken"));
    assertEquals(
        "Arn UserId Account",
        outline(
            service
                .call(ROOT, new QueryCall("GetCallerIdentity", Map.of()))
                .toCompletableFuture()
                .join()
                .result()
                .orElseThrow()));
    var failure =
        service
            .call(ROOT, new QueryCall("GetAccessKeyInfo", Map.of("AccessKeyId", USER_KEY.value())))
            .handle((_, thrown) -> ((QueryFault) thrown.getCause()).code())
            .toCompletableFuture();
    assertEquals("InternalFailure", failure.join());
  }

  @Test
  void the_service_is_sts() {
    assertEquals("sts", sts.service.signingName());
    assertEquals("2011-06-15", sts.service.version());
    assertEquals("https://sts.amazonaws.com/doc/2011-06-15/", sts.service.xmlNamespace());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "DecodeAuthorizationMessage",
        "GetDelegatedAccessToken",
        "GetWebIdentityToken",
        "getcalleridentity",
        ""
      })
  void what_is_not_served_is_no_action(String action) {
    assertFalse(sts.service.hasAction(action));
  }

  @ParameterizedTest
  @CsvSource({
    "ELAKALICEALICEALICEA, 111122223333",
    "ACCESS, 000000001234",
    "ASIAY34FZKBOKMUTVV7A, 609629065308",
    "ELASQAAAAATJAAAAAAAA, 000000001234"
  })
  void an_access_key_has_an_account(String id, String account) {
    List<Element> reply = sts.call(ROOT, "GetAccessKeyInfo", "AccessKeyId", id);

    assertEquals("Account", outline(reply));
    assertEquals(account, text(reply, "Account"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ELAKUNKNOWNUNKNOWNAA", "AKIAY34FZKBOKMUTVV7A", "ELAS____________________"})
  void an_access_key_that_does_not_exist_is_an_error(String id) {
    sts.refuses(
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
        ROOT,
        "GetAccessKeyInfo",
        "AccessKeyId",
        id);
  }

  @Test
  void an_access_key_id_has_to_be_one() {
    sts.invalid(
        "1 validation error detected: Value null at 'accessKeyId' failed to satisfy constraint:"
            + " Member must not be null",
        ROOT,
        "GetAccessKeyInfo");
    sts.invalid(
        "2 validation errors detected: Value 'a-b' at 'accessKeyId' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\w]*; Value 'a-b' at"
            + " 'accessKeyId' failed to satisfy constraint: Member must have length greater than or"
            + " equal to 16",
        ROOT,
        "GetAccessKeyInfo",
        "AccessKeyId",
        "a-b");
    sts.invalid(
        "1 validation error detected: Value '"
            + "A".repeat(129)
            + "' at 'accessKeyId' failed to satisfy constraint: Member must have length less than"
            + " or equal to 128",
        ROOT,
        "GetAccessKeyInfo",
        "AccessKeyId",
        "A".repeat(129));
  }

  @Test
  void who_asks_too_often_has_to_wait() {
    CallerIdentity other = StsFixture.longTerm(ALICE, USER_KEY);
    for (int i = 0; i < 100; i++) {
      info(ROOT);
    }
    throttled(ROOT);
    info(other);

    sts.sessions.db.pass(Duration.ofMillis(40));
    info(ROOT);
    info(ROOT);
    throttled(ROOT);

    sts.sessions.db.pass(Duration.ofDays(1));
    for (int i = 0; i < 100; i++) {
      info(ROOT);
    }
    throttled(ROOT);
  }

  @Test
  void other_servers_ask_in_the_name_of_the_iam_account_as_often_as_they_like() {
    CallerIdentity iamRoot =
        new CallerIdentity(
            new Principal.Root(IAM_ACCOUNT), "ELAKIAMIAMIAMIAMIAMI", LocalDynamoDb.REGION);
    for (int i = 0; i < 1_000; i++) {
      info(iamRoot);
    }
    assertEquals(
        "000000001234",
        text(
            sts.call(iamRoot, "GetAccessKeyInfo", "AccessKeyId", AccessKeyId.TEST.value()),
            "Account"));
  }

  private void info(CallerIdentity caller) {
    assertEquals(
        ACCOUNT.value(),
        text(sts.call(caller, "GetAccessKeyInfo", "AccessKeyId", USER_KEY.value()), "Account"));
  }

  private void throttled(CallerIdentity caller) {
    sts.refuses(
        400,
        "Throttling",
        "Rate exceeded",
        caller,
        "GetAccessKeyInfo",
        "AccessKeyId",
        USER_KEY.value());
  }

  @Test
  void keys_of_the_identity_table_have_accounts_whether_they_may_be_used_or_not() {
    AccountId other = StsFixture.OTHER_ACCOUNT;
    AccessKeyId active = new AccessKeyId("ELAKACTIVEACTIVEAAAA");
    AccessKeyId inactive = new AccessKeyId("ELAKINACTIVEINACTIVE");
    AccessKeyId forIam = new AccessKeyId("ELAKFORIAMFORIAMAAAA");
    for (AccessKeyId id : List.of(active, inactive, forIam)) {
      sts.sessions.put(
          IdentityRecord.of(AccessKeyRecord.partition(id), AccessKeyRecord.SORT)
              .with("accountId", (id.equals(forIam) ? IAM_ACCOUNT : other).value())
              .with("principalType", "root")
              .with("status", id.equals(inactive) ? "Inactive" : "Active")
              .with("secretAccessKey", "secret"));
    }
    AccessKeyAccounts accounts =
        id ->
            CompletableFuture.completedFuture(
                Optional.of(ACCOUNT).filter(_ -> id.equals(USER_KEY)));
    AccessKeyAccounts all =
        accounts.or(new StoredAccessKeyAccounts(sts.sessions.store, IAM_ACCOUNT));

    Map.of(
            USER_KEY,
            Optional.of(ACCOUNT),
            active,
            Optional.of(other),
            inactive,
            Optional.of(other),
            forIam,
            Optional.<AccountId>empty(),
            AccessKeyId.TEST,
            Optional.<AccountId>empty())
        .forEach((id, expected) ->
            assertEquals(expected, all.accountOf(id).toCompletableFuture().join(), id.value()));
  }

  /** T-S06. */
  @ParameterizedTest
  @ValueSource(strings = {"GetAccessKeyInfo", "GetSessionToken", "GetFederationToken"})
  void a_session_of_a_user_may_not_call_it(String action) {
    for (Principal principal :
        List.of(
            ALICE,
            new Principal.Root(AccountId.TEST),
            new Principal.FederatedUser(ALICE, "bob", Map.of()))) {
      sts.refuses(
          403,
          "AccessDenied",
          "Cannot call " + action + " with session credentials",
          sts.session(principal),
          action,
          "AccessKeyId",
          USER_KEY.value(),
          "Name",
          "carol");
    }
  }
}
