package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.SessionFixture.ALICE;
import static dev.ddblocal.auth.sts.SessionFixture.USER_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with temporary credentials, through the authenticator. */
class SessionAuthenticationTest {
  private static final String WRONG = "wrong";

  private final SessionFixture sessions = new SessionFixture();

  @Test
  void a_session_of_a_user_is_the_user_with_the_tags_of_today() {
    TemporaryCredentials credentials = sessions.alice();
    Principal.User renamed =
        new Principal.User(ACCOUNT, "/", "Alicia", ALICE.userId(), Map.of("team", "blue"));
    sessions.key(USER_KEY, renamed, KeyStatus.ACTIVE);

    CallerIdentity caller = sessions.accepts(sessions.signed(credentials));

    assertEquals(renamed, caller.principal());
    assertEquals(credentials.id().value(), caller.accessKeyId());
    assertEquals(Optional.empty(), caller.session().orElseThrow().policies());
  }

  @Test
  void a_session_of_a_root_user_is_the_root_user() {
    Principal.Root root = new Principal.Root(AccountId.TEST);
    TemporaryCredentials credentials =
        sessions.seal(sessions.claims(root, Optional.of(AccessKeyId.TEST)));

    assertEquals(root, sessions.accepts(sessions.signed(credentials)).principal());
  }

  @Test
  void a_session_of_a_role_has_the_tags_of_the_role_and_over_them_its_own() {
    sessions.put(
        SessionFixture.role("Reader", "AROAREADER").with("tags", Map.of("a", "role", "b", "role")));
    TemporaryCredentials credentials =
        sessions.seal(
            new SessionClaims(
                new Principal.AssumedRole(ACCOUNT, "/", "Reader", "AROAREADER", "s", Map.of()),
                Optional.empty(),
                sessions.db.now(),
                sessions.db.now().plusSeconds(900),
                Optional.of(new SessionPolicies(List.of("{}"), List.of("arn"))),
                Map.of("B", "session"),
                Set.of("B"),
                Optional.of("ann")));

    CallerIdentity caller = sessions.accepts(sessions.signed(credentials));

    assertEquals(Map.of("a", "role", "B", "session"), caller.principal().tags());
    assertEquals("arn:aws:sts::111122223333:assumed-role/Reader/s", caller.principal().arn());
    SessionContext context = caller.session().orElseThrow();
    assertEquals(
        Optional.of(new SessionPolicies(List.of("{}"), List.of("arn"))), context.policies());
    assertEquals(Optional.of("ann"), context.sourceIdentity());
    assertEquals(Duration.ofMinutes(15), Duration.between(context.issuedAt(), context.expiresAt()));
  }

  @Test
  void a_federated_user_has_the_tags_of_the_user_who_vouched_for_it() {
    TemporaryCredentials credentials =
        sessions.seal(
            sessions.claims(
                new Principal.FederatedUser(ALICE, "bob", Map.of()), Optional.of(USER_KEY)));

    assertEquals(
        new Principal.FederatedUser(ALICE, "bob", Map.of("team", "red")),
        sessions.accepts(sessions.signed(credentials)).principal());
  }

  /** T-S01. */
  @ParameterizedTest
  @ValueSource(strings = {"garbage", "AQ", "AQIDBA", "*", "\u00e9"})
  void a_session_key_with_a_token_that_is_none_is_refused(String garbage) {
    TemporaryCredentials credentials = sessions.alice();

    sessions.refusesToken(
        sessions.signed(credentials.id(), credentials.secret().plainText(), Optional.of(garbage)));
  }

  /** T-S01. */
  @ParameterizedTest
  @ValueSource(strings = {"ELASAAAAAAAAAAAAAAAA", "ASIAAAAAAAAAAAAAAAAA"})
  void a_session_key_without_a_token_is_refused(String id) {
    sessions.refusesToken(sessions.signed(new AccessKeyId(id), WRONG, Optional.empty()));
  }

  /** T-S01. */
  @Test
  void a_session_key_with_the_token_of_another_session_is_refused() {
    TemporaryCredentials one = sessions.alice();
    TemporaryCredentials other = sessions.alice();

    sessions.refusesToken(
        sessions.signed(one.id(), other.secret().plainText(), Optional.of(other.sessionToken())));
    sessions.accepts(sessions.signed(one));
    sessions.accepts(sessions.signed(other));
  }

  /** T-S02. */
  @Test
  void a_token_of_five_thousand_characters_is_refused() {
    TemporaryCredentials credentials = sessions.alice();
    String token = credentials.sessionToken() + "A".repeat(5_000);

    sessions.refusesToken(
        sessions.signed(credentials.id(), credentials.secret().plainText(), Optional.of(token)));
  }

  /** T-S03. */
  @Test
  void a_long_term_key_with_a_token_is_refused() {
    String token = sessions.alice().sessionToken();

    sessions.refusesToken(sessions.signed(USER_KEY, "alice-secret", Optional.of(token)));
    sessions.refusesToken(sessions.signed(USER_KEY, "alice-secret", Optional.of("token")));
    assertEquals(
        ALICE,
        sessions.accepts(sessions.signed(USER_KEY, "alice-secret", Optional.empty())).principal());
  }

  /** T-S04. */
  @Test
  void an_expired_session_says_so_to_those_who_hold_its_secret() {
    TemporaryCredentials credentials = sessions.alice();
    sessions.db.pass(Duration.ofHours(1).minusMillis(679));
    sessions.accepts(sessions.signed(credentials));

    sessions.db.pass(Duration.ofMillis(1));

    sessions.refusesAsExpired(sessions.signed(credentials));
    sessions.refusesSignature(
        sessions.signed(credentials.id(), WRONG, Optional.of(credentials.sessionToken())));
  }

  /** T-S05. */
  @Test
  void the_sessions_of_a_deleted_role_are_over() {
    sessions.put(SessionFixture.role("Reader", "AROAREADER"));
    TemporaryCredentials credentials = sessions.role("Reader", "AROAREADER", "s");
    sessions.accepts(sessions.signed(credentials));

    sessions.apply(
        new IdentityChange.Delete(
            AccountRecord.partition(ACCOUNT), EntityType.ROLE.sort("Reader")));
    sessions.refusesKey(sessions.signed(credentials));

    // A role of the same name is another role.
    sessions.put(SessionFixture.role("Reader", "AROAOTHER"));
    sessions.refusesKey(sessions.signed(credentials));
    sessions.put(SessionFixture.role("READER", "AROAREADER"));
    sessions.accepts(sessions.signed(credentials));
  }

  /** T-S05. */
  @Test
  void sessions_of_a_role_from_before_a_time_can_be_revoked() {
    sessions.put(SessionFixture.role("Reader", "AROAREADER"));
    TemporaryCredentials before = sessions.role("Reader", "AROAREADER", "s");
    sessions.db.pass(Duration.ofSeconds(2));
    TemporaryCredentials after = sessions.role("Reader", "AROAREADER", "s");

    sessions.put(
        SessionFixture.role("Reader", "AROAREADER")
            .with("revokeSessionsBefore", "2026-01-02T03:04:07Z"));

    sessions.refusesKey(sessions.signed(before));
    sessions.refusesSignature(
        sessions.signed(before.id(), WRONG, Optional.of(before.sessionToken())));
    sessions.accepts(sessions.signed(after));
  }

  @Test
  void a_time_of_revocation_that_nobody_can_read_revokes_all_sessions() {
    sessions.put(
        SessionFixture.role("Reader", "AROAREADER").with("revokeSessionsBefore", "yesterday"));

    sessions.refusesKey(sessions.signed(sessions.role("Reader", "AROAREADER", "s")));
  }

  /** T-S05. */
  @Test
  void a_session_of_a_user_ends_with_the_key_that_asked_for_it() {
    TemporaryCredentials credentials = sessions.alice();
    sessions.key(USER_KEY, ALICE, KeyStatus.INACTIVE);
    sessions.refusesKey(sessions.signed(credentials));

    sessions.key(USER_KEY, ALICE, KeyStatus.ACTIVE);
    sessions.accepts(sessions.signed(credentials));

    Principal.User other = new Principal.User(ACCOUNT, "/", "Alice", "AIDAOTHER", Map.of());
    sessions.key(USER_KEY, other, KeyStatus.ACTIVE);
    sessions.refusesKey(sessions.signed(credentials));

    sessions.deleteKey(USER_KEY);
    sessions.refusesKey(sessions.signed(credentials));
  }

  @Test
  void an_ended_and_revoked_session_is_expired_first() {
    TemporaryCredentials credentials = sessions.alice();
    sessions.deleteKey(USER_KEY);
    sessions.db.pass(Duration.ofHours(2));

    sessions.refusesAsExpired(sessions.signed(credentials));
  }

  /** T-S09. */
  @Test
  void a_token_is_worth_nothing_where_the_key_ring_is_another() {
    TemporaryCredentials credentials = sessions.alice();
    SessionFixture elsewhere = new SessionFixture();
    elsewhere.alice();

    elsewhere.refusesToken(elsewhere.signed(credentials));
  }

  @Test
  void a_token_outlives_a_restart() {
    TemporaryCredentials credentials = sessions.alice();
    SessionFixture restarted = new SessionFixture(sessions.db, sessions.iamKey);

    assertEquals(ALICE, restarted.accepts(restarted.signed(credentials)).principal());
  }

  @Test
  void what_cannot_be_looked_up_lets_nobody_in() {
    CredentialResolver broken =
        query ->
            sessions
                .resolver
                .resolve(query)
                .thenApply(_ -> {
                  throw new IllegalStateException("no answer");
                });
    var answer =
        AuthMode.ENFORCE
            .authenticator(
                broken, sessions.db::now, AuthenticationSettings.dynamoDb(LocalDynamoDb.REGION))
            .authenticate(sessions.signed(sessions.alice()))
            .handle((_, failure) -> failure.getCause().getMessage())
            .toCompletableFuture()
            .join();

    assertEquals("Internal server error", answer);
  }

  /** T-S02 and T-S03 in {@code open} mode: a token that does not fit is as good as none. */
  @Test
  void open_mode_knows_sessions_and_overlooks_tokens_that_do_not_fit() {
    TemporaryCredentials credentials = sessions.alice();
    sessions.db.pass(Duration.ofDays(1));
    AccessKeyId junk = new AccessKeyId("ASIAAAAAAAAAAAAAAAAA");

    assertEquals(ALICE, open(sessions.signed(credentials)).principal());
    assertTrue(open(sessions.signed(credentials)).session().isPresent());
    assertEquals(ALICE, open(sessions.signed(USER_KEY, WRONG, Optional.of("token"))).principal());
    for (Optional<String> token : List.of(Optional.of("token"), Optional.<String>empty())) {
      assertEquals(
          new Principal.Root(AccountId.TEST),
          open(sessions.signed(junk, WRONG, token)).principal());
    }
  }

  private CallerIdentity open(UnverifiedRequest request) {
    return AuthMode.OPEN
        .authenticator(
            sessions.resolver,
            sessions.db::now,
            AuthenticationSettings.dynamoDb(LocalDynamoDb.REGION))
        .authenticate(request)
        .toCompletableFuture()
        .join();
  }

  /** A request that was signed for one service is none for another. */
  @ParameterizedTest
  @ValueSource(strings = {AuthenticationSettings.STS, AuthenticationSettings.IAM})
  void the_query_protocol_is_signed_for_its_own_service(String service) {
    AuthenticationSettings settings =
        new AuthenticationSettings(
                AuthenticationSettings.DYNAMODB,
                AuthenticationSettings.DEFAULT_MAX_SKEW,
                Set.of(new Region("eu-west-3")),
                new Region("eu-west-3"))
            .forGlobalService(service);
    TemporaryCredentials credentials = sessions.alice();
    Optional<String> token = Optional.of(credentials.sessionToken());
    String secret = credentials.secret().plainText();
    SdkSignature signature =
        SdkSignature.of(credentials.id().value(), secret, token, service, sessions.db.now());
    SdkSignature forDynamoDb =
        SdkSignature.of(
            credentials.id().value(),
            secret,
            token,
            AuthenticationSettings.DYNAMODB,
            sessions.db.now());
    String form = "Action=GetCallerIdentity&Version=2011-06-15&Name=a+b%2Bc%20d";
    Map<String, String> parameters =
        Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15", "Name", "a b+c/d~e=\u00e9");

    assertEquals(ALICE, sessions.accepts(settings, signature.post(form)).principal());
    assertEquals(ALICE, sessions.accepts(settings, signature.presignedGet(parameters)).principal());
    sessions.refuses(
        settings,
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to correct service: '" + service + "'. ",
        forDynamoDb.post(form));
    sessions.refuses(
        settings,
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to correct service: '" + service + "'. ",
        forDynamoDb.presignedGet(parameters));
  }
}
