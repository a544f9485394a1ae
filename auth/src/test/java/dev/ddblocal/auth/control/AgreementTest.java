package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.identity.LocalIdentities.ACCOUNT;
import static dev.ddblocal.auth.identity.LocalIdentities.IAM_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialResolverChain;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.iam.IamReply;
import dev.ddblocal.auth.iam.LocalIam;
import dev.ddblocal.auth.iam.StoredPolicies;
import dev.ddblocal.auth.identity.AccessKeyVault;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EmbeddedCredentialResolver;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.sts.SessionCredentialResolver;
import dev.ddblocal.auth.sts.SessionIssuers;
import dev.ddblocal.auth.sts.SessionTokenSealer;
import dev.ddblocal.auth.sts.StoredRoles;
import dev.ddblocal.auth.sts.StsEnvironment;
import dev.ddblocal.auth.sts.StsKeyRing;
import dev.ddblocal.auth.sts.StsService;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.QueryCall;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A data plane finds the same as the control plane itself, and learns no secret. Everything is
 * real: the identity table, IAM, STS, the internal API and the signed requests over HTTP.
 */
class AgreementTest {
  private static final String ANYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
          + ACCOUNT
          + "\"},\"Action\":\"sts:AssumeRole\"}}";
  private static final AccountId ENCRYPTED = new AccountId("777766665555");

  private final LocalIam iam = new LocalIam();
  private final LocalIdentities identities = iam.identities();
  private final AccessKey iamKey =
      new AccessKeyGenerator(new SecureRandom(), KeyPrefix.EL).generate(IAM_ACCOUNT);
  private final AccountKey accountKey =
      new AccountKey(SealingKey.random(), Optional.of(SealingKey.random()));
  private final PolicyRepository policies =
      new StoredPolicies(new IdentityTransactions(identities.store()), identities.revision());
  private final StoredRoles roles = new StoredRoles(identities.store(), identities.revision());
  private final SessionTokenSealer sealer =
      new SessionTokenSealer(
          new StsKeyRing(identities.store(), identities::sealingKey, identities.dynamoDb()::now),
          KeyPrefix.EL);
  private final CredentialResolver longTerm =
      new EmbeddedCredentialResolver(
          identities.store(),
          new AccessKeyVault(
              identities.store(), IAM_ACCOUNT, identities.sealer(), identities.revision()),
          identities.revision(),
          identities.usage(),
          identities.dynamoDb()::now);
  private final CredentialResolver embedded =
      new CredentialResolverChain(
          List.of(
              new SessionCredentialResolver(sealer, new SessionIssuers(longTerm, roles)),
              longTerm));
  private final StsService sts =
      new StsService(
          _ -> CompletableFuture.completedFuture(Optional.empty()),
          identities.dynamoDb()::now,
          new StsEnvironment(IAM_ACCOUNT, sealer, roles, policies));
  private final StoredAccounts accounts =
      new StoredAccounts(
          identities.store(),
          identities.sealer(),
          new AccessKeyGenerator(new SecureRandom(), KeyPrefix.EL),
          identities.dynamoDb()::now);
  private final List<String> secrets = new ArrayList<>();
  private ControlPlaneServer server;
  private RemoteControlPlane remote;

  @BeforeEach
  void start() throws IOException {
    EmbeddedControlService service =
        new EmbeddedControlService(
            IAM_ACCOUNT,
            new ControlledIdentities(
                embedded,
                policies,
                account ->
                    CompletableFuture.completedFuture(
                        account.equals(ENCRYPTED) ? Optional.of(accountKey) : Optional.empty()),
                id -> Optional.of(iamKey).filter(key -> key.id().equals(id)).map(AccessKey::secret),
                accounts),
            new InvalidationFeed("control-plane", Duration.ofMillis(1)),
            "control-plane",
            identities.dynamoDb()::now);
    server = new ControlPlaneServer(service, iamKey, identities.dynamoDb()::now);
    remote = remote(iamKey);
    secret(iamKey.secret());
  }

  private RemoteControlPlane remote(AccessKey key) {
    ControlPlaneSettings settings =
        DataPlane.settings(new ControlPlaneEndpoints(server.endpoint(), server.endpoint()));
    return new RemoteControlPlane(
        new ControlPlaneSettings(
            settings.endpoints(),
            IAM_ACCOUNT,
            settings.region(),
            Optional.empty(),
            ControlPlaneSettings.Timeouts.DEFAULT,
            settings.caching(),
            settings.instanceId()),
        ControlPlaneCredentials.of(key),
        identities.dynamoDb()::now,
        Ticker.disabledTicker());
  }

  @AfterEach
  void stop() {
    remote.close();
    server.close();
  }

  private void secret(SecretAccessKey secret) {
    secrets.add(secret.plainText());
  }

  private CredentialScope scope(String service) {
    LocalDate today = identities.dynamoDb().now().atOffset(ZoneOffset.UTC).toLocalDate();
    return new CredentialScope(
        today.format(DateTimeFormatter.BASIC_ISO_DATE), new Region("eu-west-1"), service);
  }

  private Optional<ResolvedCredential> agree(CredentialQuery query) {
    Optional<ResolvedCredential> here = await(embedded.resolve(query));
    Optional<ResolvedCredential> there = await(remote.credentials().resolve(query));
    assertEquals(here.map(ResolvedCredential::principal), there.map(ResolvedCredential::principal));
    assertEquals(here.map(ResolvedCredential::status), there.map(ResolvedCredential::status));
    assertEquals(here.flatMap(ResolvedCredential::session), there.flatMap(ResolvedCredential::session));
    if (here.isPresent()) {
      assertArrayEquals(here.get().signingKey().bytes(), there.orElseThrow().signingKey().bytes());
      CallerIdentity caller =
          new CallerIdentity(
              here.get().principal(),
              query.id().value(),
              query.scope().region(),
              here.get().session(),
              RequestOrigin.INTERNAL);
      assertEquals(await(policies.policiesOf(caller)), await(remote.policies().policiesOf(caller)));
    }
    return here;
  }

  private Optional<ResolvedCredential> agree(String accessKeyId, String token) {
    return agree(
        new CredentialQuery(
            new AccessKeyId(accessKeyId), scope("dynamodb"), Optional.ofNullable(token)));
  }

  private void assertNoSecretLeft() {
    assertFalse(server.answers().isEmpty());
    for (String answer : server.answers()) {
      for (String secret : secrets) {
        assertFalse(answer.contains(secret), "an answer holds a secret");
      }
    }
  }

  private IamReply keyOf(String user) {
    IamReply key = iam.call("CreateAccessKey", "UserName", user);
    secrets.add(key.text("AccessKey", "SecretAccessKey"));
    return key;
  }

  private String userWithPolicy(String name) {
    iam.call(
        "CreateUser",
        "UserName",
        name,
        "Path",
        "/staff/",
        "Tags.member.1.Key",
        "team",
        "Tags.member.1.Value",
        "blue");
    put(
        IdentityRecord.of(
                AccountRecord.partition(ACCOUNT), EntityType.USER.inlinePolicySort(name, "p"))
            .with("name", "p")
            .with("document", ANYTHING));
    return keyOf(name).text("AccessKey", "AccessKeyId");
  }

  private void put(IdentityRecord record) {
    await(identities.store().apply(List.of(new IdentityChange.Put(record))));
  }

  private IamReply session(CallerIdentity caller, String action, String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    IamReply reply = new IamReply(await(sts.call(caller, new QueryCall(action, named))));
    secrets.add(reply.text("Credentials", "SecretAccessKey"));
    return reply;
  }

  private static String id(IamReply session) {
    return session.text("Credentials", "AccessKeyId");
  }

  private static String token(IamReply session) {
    return session.text("Credentials", "SessionToken");
  }

  @Test
  void on_root_users() {
    AccessKey key = await(accounts.createAccount("Tenant", Optional.of(ACCOUNT)));
    secret(key.secret());
    assertEquals(
        new Principal.Root(ACCOUNT), agree(key.id().value(), null).orElseThrow().principal());
    assertTrue(agree(new CredentialQuery(key.id(), scope("sts"))).isPresent());
    assertNoSecretLeft();
  }

  @Test
  void on_users_and_their_policies() {
    String id = userWithPolicy("Ann");
    ResolvedCredential found = agree(id, null).orElseThrow();
    Principal.User ann = assertInstanceOf(Principal.User.class, found.principal());
    assertEquals("arn:aws:iam::" + ACCOUNT + ":user/staff/Ann", ann.arn());
    assertEquals(Map.of("team", "blue"), ann.tags());
    assertEquals(
        ANYTHING,
        await(remote.policies().policiesOf(iam.user("Ann"))).identity().getFirst().document());
    assertNoSecretLeft();
  }

  @Test
  void on_inactive_and_unknown_keys() {
    String id = userWithPolicy("Ann");
    iam.call("UpdateAccessKey", "UserName", "Ann", "AccessKeyId", id, "Status", "Inactive");
    assertEquals(KeyStatus.INACTIVE, agree(id, null).orElseThrow().status());
    assertTrue(agree("ELAKNOBODYHASTHIS000", null).isEmpty());
    assertNoSecretLeft();
  }

  @Test
  void on_sessions_of_users_roles_and_federated_users() {
    String id = userWithPolicy("Ann");
    put(
        IdentityRecord.of(AccountRecord.partition(ACCOUNT), EntityType.ROLE.sort("reader"))
            .with("name", "reader")
            .with("path", "/")
            .with("roleId", "AROAREADER")
            .with("trustPolicy", TRUST)
            .with("maxSession", 3_600));
    CallerIdentity ann = new CallerIdentity(iam.user("Ann").principal(), id, LocalDynamoDb.REGION);

    IamReply own = session(ann, "GetSessionToken");
    assertInstanceOf(Principal.User.class, agree(id(own), token(own)).orElseThrow().principal());

    IamReply assumed =
        session(
            ann,
            "AssumeRole",
            "RoleArn",
            "arn:aws:iam::" + ACCOUNT + ":role/reader",
            "RoleSessionName",
            "job",
            "Policy",
            ANYTHING);
    ResolvedCredential role = agree(id(assumed), token(assumed)).orElseThrow();
    assertInstanceOf(Principal.AssumedRole.class, role.principal());
    assertEquals(
        List.of(ANYTHING), role.session().orElseThrow().policies().orElseThrow().documents());

    IamReply federated = session(ann, "GetFederationToken", "Name", "guest", "Policy", ANYTHING);
    assertInstanceOf(
        Principal.FederatedUser.class,
        agree(id(federated), token(federated)).orElseThrow().principal());

    iam.call("UpdateAccessKey", "UserName", "Ann", "AccessKeyId", id, "Status", "Inactive");
    remote.changed(new InvalidationFeed.Change.OfEverything());
    assertEquals(KeyStatus.INACTIVE, agree(id(own), token(own)).orElseThrow().status());
    assertNoSecretLeft();
  }

  @Test
  void on_session_tokens_that_do_not_fit() {
    String id = userWithPolicy("Ann");
    CallerIdentity ann = new CallerIdentity(iam.user("Ann").principal(), id, LocalDynamoDb.REGION);
    IamReply one = session(ann, "GetSessionToken");
    IamReply other = session(ann, "GetSessionToken");
    String[] tokens = {null, "garbage", token(other), token(one) + "A"};
    for (String token : tokens) {
      CredentialQuery query =
          new CredentialQuery(
              new AccessKeyId(id(one)), scope("dynamodb"), Optional.ofNullable(token));
      DynamoDbException here = refused(embedded, query);
      DynamoDbException there = refused(remote.credentials(), query);
      assertEquals(here.code(), there.code());
      assertEquals(here.getMessage(), there.getMessage());
    }
    assertTrue(agree(id(one), token(one)).isPresent());
    assertNoSecretLeft();
  }

  private static DynamoDbException refused(CredentialResolver resolver, CredentialQuery query) {
    var answer = resolver.resolve(query).toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  @Test
  void on_account_keys_which_nobody_on_the_way_can_read() {
    assertEquals(Optional.of(accountKey), await(remote.accountKeys().keyOf(ENCRYPTED)));
    assertEquals(Optional.empty(), await(remote.accountKeys().keyOf(ACCOUNT)));
    assertEquals(
        ControlPlaneException.Reason.REFUSED,
        DataPlane.cannotTell(remote.accountKeys().keyOf(IAM_ACCOUNT)));
    secrets.add(ControlJson.base64(accountKey.current().bytes()));
    secrets.add(ControlJson.base64(accountKey.next().orElseThrow().bytes()));
    assertNoSecretLeft();
  }

  @Test
  void the_probe_finds_a_control_plane() {
    assertEquals(new ProbeOutcome.Usable(), await(remote.probe()));
  }

  @Test
  void credentials_that_the_control_plane_does_not_know_open_nothing() {
    AccessKey wrong =
        new AccessKey(iamKey.id(), SecretAccessKey.random(new SecureRandom()), IAM_ACCOUNT);
    try (RemoteControlPlane stranger = remote(wrong)) {
      assertEquals(
          ControlPlaneException.Reason.REFUSED,
          DataPlane.cannotTell(
              stranger.credentials().resolve(new CredentialQuery(iamKey.id(), scope("dynamodb")))));
      assertInstanceOf(ProbeOutcome.Unusable.class, await(stranger.probe()));
    }
  }
}
