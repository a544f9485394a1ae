package dev.ddblocal.auth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.value.Bytes;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedCredentialResolverTest {
  private static final AccessKeyId ID = new AccessKeyId("ELAKEXAMPLEEXAMPLE01");
  private static final String SECRET = "a/long+term/secret";
  private static final CredentialScope SCOPE =
      new CredentialScope("20260102", LocalDynamoDb.REGION, "dynamodb");

  private final LocalIdentities identities = new LocalIdentities();
  private final CountingStore store = new CountingStore(identities.store());
  private final AccessKeyVault vault =
      new AccessKeyVault(
          store, LocalIdentities.IAM_ACCOUNT, identities.sealer(), identities.revision());
  private final EmbeddedCredentialResolver resolver =
      new EmbeddedCredentialResolver(
          store, vault, identities.revision(), identities.usage(), identities.dynamoDb()::now);

  @Test
  void a_root_user_whose_record_was_put_in_clear_can_call_at_once() {
    putRootRecord(SECRET);

    ResolvedCredential found = resolve().orElseThrow();

    assertEquals(new Principal.Root(LocalIdentities.ACCOUNT), found.principal());
    assertEquals(KeyStatus.ACTIVE, found.status());
    assertEquals(signature(SECRET), signature(found.signingKey()));
    assertTrue(found.session().isEmpty());
  }

  /** T-K06, second half. */
  @Test
  void a_secret_in_clear_is_sealed_when_it_is_first_seen() {
    putRootRecord(SECRET);

    resolve();

    IdentityRecord record = record();
    assertFalse(record.attributes().containsKey("secretAccessKey"));
    assertFalse(record.bytes("secretEnvelope").orElseThrow().toString().contains(SECRET));
    assertEquals(
        SECRET,
        identities
            .sealer()
            .open(
                record.bytes("secretEnvelope").orElseThrow().toArray(),
                ID,
                LocalIdentities.ACCOUNT,
                record.number("version").orElseThrow())
            .orElseThrow()
            .plainText());
    assertEquals(signature(SECRET), signature(resolve().orElseThrow().signingKey()));
    assertTrue(
        get("ACCT#444455556666", "ROOT#KEY#" + ID).isPresent(),
        "the key is listed among the root user's");
  }

  @Test
  void the_sweep_seals_what_nobody_has_called_with() {
    putRootRecord(SECRET);
    LocalIdentities.await(vault.sweep());
    assertFalse(record().attributes().containsKey("secretAccessKey"));

    LocalIdentities.await(vault.sweep());
    int scans = store.scans;
    LocalIdentities.await(vault.sweep());
    assertEquals(scans, store.scans, "nothing has changed since");
  }

  @Test
  void a_rotation_of_the_iam_accounts_key_seals_every_secret_anew() {
    putRootRecord(SECRET);
    LocalIdentities.await(vault.sweep());
    SealingKey next = SealingKey.random();

    identities.sealBy(new AccountKey(identities.sealingKey().current(), Optional.of(next)));
    LocalIdentities.await(vault.sweep());
    identities.sealBy(new AccountKey(next, Optional.empty()));

    assertEquals(signature(SECRET), signature(resolve().orElseThrow().signingKey()));
  }

  /** T-K06, first half. */
  @Test
  void an_envelope_copied_from_another_record_opens_for_nobody() {
    putRootRecord(SECRET);
    LocalIdentities.await(vault.sweep());
    Bytes envelope = record().bytes("secretEnvelope").orElseThrow();
    AccessKeyId other = new AccessKeyId("ELAKEXAMPLEEXAMPLE02");
    List<AlarmLog.Alarm> alarms;
    try (AlarmLog log = AlarmLog.of(AccessKeyVault.class)) {
      put(record(other.value()).with("secretEnvelope", envelope.toArray()).with("version", 2));
      put(
          IdentityRecord.of("AKID#" + ID, "KEY")
              .with("accountId", "777777777777")
              .with("principalType", "root")
              .with("status", "Active")
              .with("version", 2)
              .with("secretEnvelope", envelope.toArray()));

      assertTrue(resolve(other, SCOPE).isEmpty(), "another key id");
      assertTrue(resolve().isEmpty(), "another account");
      put(record().with("accountId", "444455556666").with("version", 3));
      assertTrue(resolve().isEmpty(), "another version");
      alarms = log.alarms();
    }
    assertEquals(2, alarms.size(), alarms::toString);
    assertEquals(
        "access key record ELAKEXAMPLEEXAMPLE02 is ignored: its secretEnvelope was not sealed for"
            + " this record",
        alarms.getFirst().message());
  }

  /** T-I12. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AKID#ELAKEXAMPLEEXAMPLE01|999988887777|no record can give a key to the IAM account",
        "AKID#ELAKEXAMPLEEXAMPLE01|../|accountId is not 12 digits",
        "AKID#ELAKEXAMPLEEXAMPLE01|44445555666|accountId is not 12 digits",
        "AKID#ELAKEXAMPLEEXAMPLE01|''|accountId is not 12 digits",
        "AKID#ELAKEXAMPLEEXAMPLE01|\u0664\u0664\u0664\u0664\u0664\u0664\u0664\u0664\u0664\u0664"
            + "\u0664\u0664|accountId is not 12 digits",
        "AKID#ACCESS|444455556666|its keys name no access key",
        "AKID#../../etc/passwd|444455556666|its keys name no access key",
      })
  void a_record_that_claims_too_much_lets_nobody_in(
      String partition, String account, String reason) {
    IdentityRecord record =
        IdentityRecord.of(partition, "KEY")
            .with("accountId", account)
            .with("principalType", "root")
            .with("status", "Active")
            .with("secretAccessKey", SECRET);
    List<AlarmLog.Alarm> alarms;
    try (AlarmLog log = AlarmLog.of(AccessKeyVault.class)) {
      put(record);

      AccessKeyId.parse(partition.substring(5))
          .ifPresent(id -> assertTrue(resolve(id, SCOPE).isEmpty()));
      LocalIdentities.await(vault.sweep());
      put(record);
      LocalIdentities.await(vault.sweep());
      alarms = log.alarms();
    }
    assertEquals(1, alarms.size(), "said once: " + alarms);
    assertTrue(alarms.getFirst().message().endsWith("is ignored: " + reason), alarms::toString);
    assertFalse(alarms.getFirst().message().contains(SECRET));
    assertFalse(alarms.getFirst().message().contains("passwd"), "no text of the writer's");
    assertTrue(
        get(partition, "KEY").orElseThrow().attributes().containsKey("secretAccessKey"),
        "it is left as it is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "", "user"})
  void a_record_that_names_no_owner_lets_nobody_in(String principalType) {
    put(
        IdentityRecord.of("AKID#" + ID, "KEY")
            .with("accountId", "444455556666")
            .with("principalType", principalType)
            .with("status", "Active")
            .with("secretAccessKey", SECRET));

    assertTrue(resolve().isEmpty());
  }

  @Test
  void an_inactive_key_and_one_of_an_inactive_account_are_known_as_inactive() {
    putRootRecord(SECRET);
    put(record().with("status", "Inactive"));
    assertEquals(KeyStatus.INACTIVE, resolve().orElseThrow().status());

    put(record().with("status", "Active"));
    assertEquals(KeyStatus.ACTIVE, resolve().orElseThrow().status());

    put(IdentityRecord.of("ACCT#444455556666", "ACCOUNT").with("status", "Suspended"));
    assertEquals(KeyStatus.INACTIVE, resolve().orElseThrow().status());
  }

  @Test
  void a_users_key_speaks_for_the_user_as_it_is() {
    UserRecord user = putUser("Bob", "AIDAONE");
    putKeyOf(user);

    assertEquals(
        new Principal.User(LocalIdentities.ACCOUNT, "/", "Bob", "AIDAONE", Map.of()),
        resolve().orElseThrow().principal());
    put(user.withTags(Map.of("team", "red")).record());
    assertEquals(Map.of("team", "red"), resolve().orElseThrow().principal().tags());
  }

  @Test
  void a_key_of_a_user_who_is_gone_lets_nobody_in_not_even_as_a_namesake() {
    UserRecord user = putUser("Bob", "AIDAONE");
    putKeyOf(user);
    assertTrue(resolve().isPresent());

    LocalIdentities.await(
        store.apply(List.of(new IdentityChange.Delete("ACCT#444455556666", "USER#bob"))));
    assertTrue(resolve().isEmpty());
    putUser("Bob", "AIDATWO");
    assertTrue(resolve().isEmpty());
  }

  @Test
  void a_known_key_is_looked_up_once_for_each_scope() {
    putRootRecord(SECRET);
    resolve();
    SigningKey key = resolve().orElseThrow().signingKey();
    int reads = store.reads;

    assertSame(key, resolve().orElseThrow().signingKey());
    assertEquals(reads, store.reads);
    assertNotSame(
        key,
        resolve(ID, new CredentialScope("20260103", LocalDynamoDb.REGION, "dynamodb"))
            .orElseThrow()
            .signingKey());
  }

  @Test
  void an_unknown_key_is_looked_up_every_ten_seconds() {
    assertTrue(resolve().isEmpty());
    assertTrue(resolve().isEmpty());
    assertEquals(1, store.reads);

    identities.dynamoDb().pass(Duration.ofSeconds(10));
    assertTrue(resolve().isEmpty());
    assertEquals(2, store.reads);
  }

  /** T-K07: made in this process, so at once. */
  @Test
  void a_key_made_right_after_a_miss_can_be_used() {
    assertTrue(resolve().isEmpty());

    putRootRecord(SECRET);

    assertTrue(resolve().isPresent());
  }

  @Test
  void a_key_that_is_deleted_is_unknown_at_once() {
    putRootRecord(SECRET);
    assertTrue(resolve().isPresent());

    LocalIdentities.await(store.apply(List.of(new IdentityChange.Delete("AKID#" + ID, "KEY"))));

    assertTrue(resolve().isEmpty());
  }

  @Test
  void a_table_that_cannot_be_read_is_no_unknown_key() {
    EmbeddedCredentialResolver broken =
        new EmbeddedCredentialResolver(
            store,
            new AccessKeyVault(
                new BrokenStore(),
                LocalIdentities.IAM_ACCOUNT,
                identities.sealer(),
                identities.revision()),
            identities.revision(),
            identities.usage(),
            identities.dynamoDb()::now);

    CompletableFuture<?> answer =
        broken.resolve(new CredentialQuery(ID, SCOPE)).toCompletableFuture();
    assertThrows(CompletionException.class, answer::join);
  }

  private Optional<ResolvedCredential> resolve() {
    return resolve(ID, SCOPE);
  }

  private Optional<ResolvedCredential> resolve(AccessKeyId id, CredentialScope scope) {
    return LocalIdentities.await(resolver.resolve(new CredentialQuery(id, scope)));
  }

  /** As the IAM account puts it with a plain PutItem. */
  private void putRootRecord(String secret) {
    LocalIdentities.await(
        identities
            .watched()
            .execute(
                LocalDynamoDb.root(LocalIdentities.IAM_ACCOUNT),
                OperationCall.of(
                    new PutItemRequest(
                        DynamoDbIdentityStore.TABLE,
                        LocalDynamoDb.map(
                            "pk",
                            "AKID#" + ID,
                            "sk",
                            "KEY",
                            "accountId",
                            LocalIdentities.ACCOUNT.value(),
                            "principalType",
                            "root",
                            "status",
                            "Active",
                            "secretAccessKey",
                            secret),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                    "localhost")));
  }

  private UserRecord putUser(String name, String userId) {
    UserRecord user =
        UserRecord.create(LocalIdentities.ACCOUNT, "/", name, userId, identities.dynamoDb().now());
    put(user.record());
    return user;
  }

  private void putKeyOf(UserRecord user) {
    put(
        AccessKeyRecord.create(
                new AccessKey(ID, SecretAccessKey.of(SECRET), LocalIdentities.ACCOUNT),
                Optional.of(user),
                identities.dynamoDb().now(),
                identities.sealer())
            .record());
  }

  private static IdentityRecord record(String id) {
    return IdentityRecord.of("AKID#" + id, "KEY")
        .with("accountId", "444455556666")
        .with("principalType", "root")
        .with("status", "Active");
  }

  private IdentityRecord record() {
    return get("AKID#" + ID, "KEY").orElseThrow();
  }

  private Optional<IdentityRecord> get(String partition, String sort) {
    return LocalIdentities.await(identities.store().get(partition, sort));
  }

  private void put(IdentityRecord record) {
    LocalIdentities.await(identities.store().apply(List.of(new IdentityChange.Put(record))));
  }

  private static String signature(String secret) {
    return signature(SigningKey.derive(SecretAccessKey.of(secret), SCOPE));
  }

  private static String signature(SigningKey key) {
    try {
      Mac mac = Mac.getInstance(SigningKey.MAC_ALGORITHM);
      key.initialize(mac);
      return HexFormat.of().formatHex(mac.doFinal(new byte[] {1}));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
