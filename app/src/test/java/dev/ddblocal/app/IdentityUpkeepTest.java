package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.IamAccount;
import dev.ddblocal.auth.identity.AccessKeyUsage;
import dev.ddblocal.auth.identity.AccessKeyVault;
import dev.ddblocal.auth.identity.DynamoDbIdentityStore;
import dev.ddblocal.auth.identity.EmbeddedCredentialResolver;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityRevision;
import dev.ddblocal.auth.identity.SecretSealer;
import dev.ddblocal.auth.identity.WatchedDynamoDb;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IdentityUpkeepTest {
  private static final AccountId IAM = new AccountId("999988887777");
  private static final AccessKeyId ID = new AccessKeyId("ELAKEXAMPLEEXAMPLE01");
  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path folder;
  private final LocalDynamoDb dynamoDb = new LocalDynamoDb();
  private final IdentityRevision revision = new IdentityRevision();
  private final DynamoDbIdentityStore store =
      new DynamoDbIdentityStore(
          new WatchedDynamoDb(dynamoDb.api(), IAM, revision), IAM, LocalDynamoDb.REGION);
  private final AccountKey key = new AccountKey(SealingKey.random(), Optional.empty());
  private final AccessKeyVault vault =
      new AccessKeyVault(store, IAM, new SecretSealer(() -> key), revision);
  private final AccessKeyUsage usage = new AccessKeyUsage(store, dynamoDb::now);

  @BeforeEach
  void makeTable() {
    await(store.create());
  }

  @Test
  @Timeout(60)
  void looks_at_the_secret_file() throws Exception {
    Path file = folder.resolve("iam.secret");
    write(file, "one");
    IamAccount account =
        IamAccount.of(Map.of("IAM_SECRET_FILE", file.toString()), false).orElseThrow();
    try (IdentityUpkeep _ =
        IdentityUpkeep.start(
            Optional.of(account), vault, usage, new IdentityUpkeep.Schedule(OFTEN, NEVER, NEVER))) {
      write(file, "another");

      until(() ->
          account.credentials().current().orElseThrow().secret().plainText().equals("another"));
    }
  }

  @Test
  @Timeout(60)
  void seals_secrets_that_come_in_clear() {
    try (IdentityUpkeep _ =
        IdentityUpkeep.start(
            Optional.empty(), vault, usage, new IdentityUpkeep.Schedule(NEVER, OFTEN, NEVER))) {
      putKey();

      until(() -> await(store.scan("secretAccessKey")).isEmpty());
      assertEquals(1, await(store.scan("secretEnvelope")).size());
    }
  }

  @Test
  @Timeout(60)
  void writes_down_when_keys_were_used_and_once_more_at_the_end() {
    putKey();
    useKey("dynamodb");
    try (IdentityUpkeep _ =
        IdentityUpkeep.start(
            Optional.empty(), vault, usage, new IdentityUpkeep.Schedule(NEVER, NEVER, OFTEN))) {
      until(() -> !await(store.scan("usedAt")).isEmpty());
    }
    try (IdentityUpkeep _ =
        IdentityUpkeep.start(
            Optional.empty(), vault, usage, new IdentityUpkeep.Schedule(NEVER, NEVER, NEVER))) {
      useKey("sts");
      assertFalse(isWritten("sts"));
    }
    assertTrue(isWritten("sts"));
  }

  private boolean isWritten(String service) {
    return await(store.scan("usedAt")).stream()
        .anyMatch(record -> record.text("service").orElseThrow().equals(service));
  }

  private void putKey() {
    await(
        store.apply(
            List.of(
                new IdentityChange.Put(
                    IdentityRecord.of("AKID#" + ID, "KEY")
                        .with("accountId", "444455556666")
                        .with("principalType", "root")
                        .with("status", "Active")
                        .with("secretAccessKey", "plain")))));
  }

  private void useKey(String service) {
    EmbeddedCredentialResolver resolver =
        new EmbeddedCredentialResolver(store, vault, revision, usage, dynamoDb::now);
    await(
        resolver.resolve(
            new CredentialQuery(
                ID, new CredentialScope("20260102", LocalDynamoDb.REGION, service))));
    usage.used(ID.value(), LocalDynamoDb.REGION, service);
  }

  private static void write(Path file, String secret) throws Exception {
    Path other = Files.createTempFile(file.getParent(), "iam", null);
    Files.writeString(
        other,
        "IAM_ACCOUNT_ID=%s\nIAM_ACCESS_KEY=%s\nIAM_SECRET_KEY=%s\n".formatted(IAM, ID, secret));
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
