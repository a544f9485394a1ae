package dev.ddblocal.auth.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialResolverChain;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.auth.credentials.TestAccount;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.DynamoDbIdentityStore;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityRevision;
import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionPolicies;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Sessions on an identity table in memory, with a clock that stands until it is moved. */
final class SessionFixture {
  static final AccountId IAM_ACCOUNT = new AccountId("999999999999");
  static final AccountId ACCOUNT = LocalDynamoDb.ACCOUNT;
  static final AccessKeyId USER_KEY = new AccessKeyId("ELAKALICEALICEALICEA");
  static final Principal.User ALICE =
      new Principal.User(ACCOUNT, "/team/", "Alice", "AIDAALICE", Map.of("team", "red"));

  final LocalDynamoDb db;
  final IdentityRevision revision = new IdentityRevision();
  final DynamoDbIdentityStore store;
  final AccountKey iamKey;
  final StsKeyRing ring;
  final SessionTokenSealer sealer;
  final StoredRoles roles;
  final CredentialResolver resolver;
  private final Map<AccessKeyId, ResolvedKey> keys = new HashMap<>();

  /** What is known of a long-term key. */
  record ResolvedKey(Principal owner, KeyStatus status) {}

  SessionFixture() {
    this(new LocalDynamoDb(), new AccountKey(SealingKey.random(), Optional.empty()));
  }

  /** A second process on the same data. */
  SessionFixture(LocalDynamoDb db, AccountKey iamKey) {
    this.db = db;
    this.iamKey = iamKey;
    store = new DynamoDbIdentityStore(db.api(), IAM_ACCOUNT, LocalDynamoDb.REGION);
    store.create().toCompletableFuture().join();
    ring = new StsKeyRing(store, () -> iamKey, db::now);
    sealer = new SessionTokenSealer(ring, KeyPrefix.EL);
    roles = new StoredRoles(store, revision);
    CredentialResolver longTermKeys =
        new CredentialResolverChain(
            List.<CredentialResolver>of(new TestAccount(), this::longTermKey));
    resolver =
        new CredentialResolverChain(
            List.of(
                new SessionCredentialResolver(sealer, new SessionIssuers(longTermKeys, roles)),
                longTermKeys));
    key(USER_KEY, ALICE, KeyStatus.ACTIVE);
  }

  private CompletionStage<Optional<ResolvedCredential>> longTermKey(CredentialQuery query) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(keys.get(query.id()))
            .map(key ->
                new ResolvedCredential(
                    key.owner(),
                    key.status(),
                    SigningKey.derive(SecretAccessKey.of("alice-secret"), query.scope()))));
  }

  /** Makes or changes a long-term key. */
  void key(AccessKeyId id, Principal owner, KeyStatus status) {
    keys.put(id, new ResolvedKey(owner, status));
  }

  void deleteKey(AccessKeyId id) {
    keys.remove(id);
  }

  /** Changes the identity table. */
  void apply(IdentityChange... changes) {
    store.apply(List.of(changes)).toCompletableFuture().join();
    revision.bump();
  }

  /** The record of a role of {@link #ACCOUNT}. */
  static IdentityRecord role(String name, String roleId) {
    return IdentityRecord.of(AccountRecord.partition(ACCOUNT), EntityType.ROLE.sort(name))
        .with("name", name)
        .with("path", "/")
        .with("roleId", roleId);
  }

  void put(IdentityRecord record) {
    apply(new IdentityChange.Put(record));
  }

  /** Claims of a session of an hour that starts now. */
  SessionClaims claims(Principal principal, Optional<AccessKeyId> issuingKey) {
    return claims(principal, issuingKey, Duration.ofHours(1), Optional.empty());
  }

  SessionClaims claims(
      Principal principal,
      Optional<AccessKeyId> issuingKey,
      Duration lasts,
      Optional<SessionPolicies> policies) {
    return new SessionClaims(
        principal,
        issuingKey,
        db.now(),
        db.now().plus(lasts),
        policies,
        Map.of(),
        Set.of(),
        Optional.empty());
  }

  /** Credentials of a session of Alice's as GetSessionToken makes them. */
  TemporaryCredentials alice() {
    return seal(claims(ALICE, Optional.of(USER_KEY)));
  }

  /** Credentials of a session of a role of {@link #ACCOUNT}. */
  TemporaryCredentials role(String name, String roleId, String sessionName) {
    return seal(
        claims(
            new Principal.AssumedRole(ACCOUNT, "/", name, roleId, sessionName, Map.of()),
            Optional.empty()));
  }

  TemporaryCredentials seal(SessionClaims claims) {
    return sealer.seal(claims).toCompletableFuture().join();
  }

  Optional<OpenedSession> open(AccessKeyId id, String token) {
    return sealer.open(id, token).toCompletableFuture().join();
  }

  UnverifiedRequest signed(TemporaryCredentials credentials) {
    return signed(
        credentials.id(),
        credentials.secret().plainText(),
        Optional.of(credentials.sessionToken()));
  }

  /** A request to DynamoDB, signed now. */
  UnverifiedRequest signed(AccessKeyId id, String secret, Optional<String> token) {
    return SdkSignature.of(id.value(), secret, token, AuthenticationSettings.DYNAMODB, db.now())
        .post("{}");
  }

  CallerIdentity accepts(UnverifiedRequest request) {
    return accepts(AuthenticationSettings.dynamoDb(LocalDynamoDb.REGION), request);
  }

  CallerIdentity accepts(AuthenticationSettings settings, UnverifiedRequest request) {
    return AuthMode.ENFORCE
        .authenticator(resolver, db::now, settings)
        .authenticate(request)
        .toCompletableFuture()
        .join();
  }

  void refuses(ErrorCode code, String message, UnverifiedRequest request) {
    refuses(AuthenticationSettings.dynamoDb(LocalDynamoDb.REGION), code, message, request);
  }

  void refuses(
      AuthenticationSettings settings, ErrorCode code, String message, UnverifiedRequest request) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> accepts(settings, request));
    DynamoDbException error = assertInstanceOf(DynamoDbException.class, failure.getCause());
    assertEquals(message, error.getMessage());
    assertEquals(code, error.code());
  }

  /** E15. */
  void refusesToken(UnverifiedRequest request) {
    refuses(
        ErrorCode.UNRECOGNIZED_CLIENT,
        "The security token included in the request is invalid",
        request);
  }

  /** E16. */
  void refusesAsExpired(UnverifiedRequest request) {
    refuses(
        ErrorCode.EXPIRED_TOKEN, "The security token included in the request is expired", request);
  }

  /** E13. */
  void refusesKey(UnverifiedRequest request) {
    refuses(
        ErrorCode.UNRECOGNIZED_CLIENT,
        "The security token included in the request is invalid.",
        request);
  }

  /** E14. */
  void refusesSignature(UnverifiedRequest request) {
    refuses(
        ErrorCode.INVALID_SIGNATURE,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.",
        request);
  }
}
