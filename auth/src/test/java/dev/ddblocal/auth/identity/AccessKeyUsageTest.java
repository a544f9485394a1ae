package dev.ddblocal.auth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.value.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccessKeyUsageTest {
  private static final AccessKeyId ID = new AccessKeyId("ELAKEXAMPLEEXAMPLE01");
  private static final Region IRELAND = new Region("eu-west-1");

  private final LocalIdentities identities = new LocalIdentities();
  private final AccessKeyUsage usage = identities.usage();
  private final Instant start = identities.dynamoDb().now();

  @Test
  void a_key_that_was_never_used_has_no_last_use() {
    assertEquals(Optional.empty(), lastUse(usage));
  }

  @Test
  void uses_are_remembered_to_the_minute_and_by_service_and_region() {
    usage.watch(ID);
    usage.used(ID.value(), LocalDynamoDb.REGION, "dynamodb");
    identities.dynamoDb().pass(Duration.ofSeconds(59));
    usage.used(ID.value(), LocalDynamoDb.REGION, "dynamodb");
    assertEquals(start, lastUse(usage).orElseThrow().at());

    usage.used(ID.value(), IRELAND, "dynamodb");
    assertEquals("eu-west-1", lastUse(usage).orElseThrow().region());
    usage.used(ID.value(), IRELAND, "sts");
    assertEquals(
        new AccessKeyUsage.Use(start.plusSeconds(59), "eu-west-1", "sts"),
        lastUse(usage).orElseThrow());
    identities.dynamoDb().pass(Duration.ofSeconds(61));
    usage.used(ID.value(), IRELAND, "sts");
    assertEquals(start.plusSeconds(120), lastUse(usage).orElseThrow().at());
  }

  @Test
  void what_is_written_down_outlives_the_process() {
    usage.watch(ID);
    usage.used(ID.value(), IRELAND, "dynamodb");
    assertTrue(records().isEmpty(), "no write for a request");
    long revision = identities.revision().current();

    LocalIdentities.await(usage.flush());

    assertEquals(revision, identities.revision().current(), "a use changes nobody's rights");
    AccessKeyUsage restarted = new AccessKeyUsage(identities.store(), identities.dynamoDb()::now);
    assertEquals(
        new AccessKeyUsage.Use(Instant.parse("2026-01-02T03:04:05Z"), "eu-west-1", "dynamodb"),
        lastUse(restarted).orElseThrow());
  }

  @Test
  void keys_of_other_sources_are_not_remembered() {
    usage.used(ID.value(), IRELAND, "dynamodb");
    usage.used("", IRELAND, "dynamodb");
    LocalIdentities.await(usage.flush());

    assertEquals(Optional.empty(), lastUse(usage));
    assertTrue(records().isEmpty());
  }

  @Test
  void a_deleted_key_is_forgotten_and_not_written_down_again() {
    usage.watch(ID);
    usage.used(ID.value(), IRELAND, "dynamodb");
    usage.forget(ID);

    LocalIdentities.await(usage.flush());

    assertTrue(records().isEmpty());
  }

  @Test
  void authenticated_requests_are_uses_and_refused_ones_are_not() {
    usage.watch(ID);
    UnverifiedRequest request =
        new UnverifiedRequest("POST", "", List.of(), Bytes.copyOf(new byte[0]));
    CallerIdentity caller =
        new CallerIdentity(new Principal.Root(LocalIdentities.ACCOUNT), ID.value(), IRELAND);

    new UsageRecorder(
            _ -> CompletableFuture.failedFuture(new IllegalStateException()), usage, "iam")
        .authenticate(request)
        .toCompletableFuture()
        .exceptionally(_ -> caller)
        .join();
    assertEquals(Optional.empty(), lastUse(usage));

    LocalIdentities.await(
        new UsageRecorder(_ -> CompletableFuture.completedFuture(caller), usage, "iam")
            .authenticate(request));
    assertEquals("iam", lastUse(usage).orElseThrow().service());
  }

  private static Optional<AccessKeyUsage.Use> lastUse(AccessKeyUsage usage) {
    return LocalIdentities.await(usage.lastUse(ID));
  }

  private List<IdentityRecord> records() {
    return LocalIdentities.await(identities.store().list("AKID#" + ID, "U"));
  }
}
