package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeyIdCodec;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Region;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessKeyOperationsTest {
  private static final CallerIdentity STRANGER = LocalDynamoDb.root(new AccountId("777777777777"));

  private final LocalIam iam = new LocalIam();

  @Test
  void makes_a_key_and_tells_its_secret_once() {
    iam.call("CreateUser", "UserName", "Bob");

    IamReply made = iam.call("CreateAccessKey", "UserName", "bob");

    String id = made.text("AccessKey", "AccessKeyId");
    assertEquals("Bob", made.text("AccessKey", "UserName"));
    assertEquals("Active", made.text("AccessKey", "Status"));
    assertEquals("2026-01-02T03:04:05Z", made.text("AccessKey", "CreateDate"));
    assertEquals(40, made.text("AccessKey", "SecretAccessKey").length());
    assertEquals(
        LocalIdentities.ACCOUNT, AccessKeyIdCodec.accountOf(new AccessKeyId(id)).orElseThrow());
    assertEquals(
        "AccessKeyMetadata{member{UserName=Bob AccessKeyId="
            + id
            + " Status=Active CreateDate=2026-01-02T03:04:05Z}} IsTruncated=false",
        iam.call("ListAccessKeys", "UserName", "bob").toString());
  }

  @Test
  void the_secret_is_at_rest_in_an_envelope_only() {
    String secret = iam.call("CreateAccessKey").text("AccessKey", "SecretAccessKey");

    List<IdentityRecord> records =
        LocalIdentities.await(iam.identities().store().scan("secretEnvelope"));
    assertEquals(1, records.size());
    assertFalse(records.getFirst().attributes().toString().contains(secret));
    assertEquals(
        List.of(), LocalIdentities.await(iam.identities().store().scan("secretAccessKey")));
  }

  @Test
  void a_root_user_who_names_nobody_manages_its_own_keys() {
    IamReply made = iam.call("CreateAccessKey");

    String id = made.text("AccessKey", "AccessKeyId");
    assertFalse(made.has("AccessKey", "UserName"));
    assertEquals(id, iam.call("ListAccessKeys").text("AccessKeyMetadata", "member", "AccessKeyId"));
    iam.call("UpdateAccessKey", "AccessKeyId", id, "Status", "Inactive");
    assertEquals(
        "Inactive", iam.call("ListAccessKeys").text("AccessKeyMetadata", "member", "Status"));
    iam.call("DeleteAccessKey", "AccessKeyId", id);
    assertEquals("AccessKeyMetadata{} IsTruncated=false", iam.call("ListAccessKeys").toString());
  }

  @Test
  void a_user_and_a_root_user_have_two_keys_at_most() {
    iam.call("CreateUser", "UserName", "bob");
    for (String[] owner : List.of(new String[0], new String[] {"UserName", "bob"})) {
      iam.call("CreateAccessKey", owner);
      String second = iam.call("CreateAccessKey", owner).text("AccessKey", "AccessKeyId");

      iam.assertRefused(
          409,
          "LimitExceeded",
          "Cannot exceed quota for AccessKeysPerUser: 2",
          "CreateAccessKey",
          owner);
      iam.call("DeleteAccessKey", with(owner, "AccessKeyId", second));
      iam.call("CreateAccessKey", owner);
    }
  }

  @Test
  void keys_made_at_once_count_each_other() {
    iam.call("CreateUser", "UserName", "bob");

    List<CompletionStage<?>> calls =
        IntStream.range(0, 8)
            .<CompletionStage<?>>mapToObj(_ ->
                CompletableFuture.runAsync(() -> iam.call("CreateAccessKey", "UserName", "bob")))
            .toList();
    calls.forEach(call -> call.toCompletableFuture().handle((_, _) -> null).join());

    assertEquals(
        2,
        iam.call("ListAccessKeys", "UserName", "bob")
            .texts("AccessKeyMetadata", "member", "AccessKeyId")
            .size());
  }

  @Test
  void a_key_belongs_to_its_owner() {
    iam.call("CreateUser", "UserName", "bob");
    iam.call("CreateUser", "UserName", "eve");
    String key = iam.call("CreateAccessKey", "UserName", "bob").text("AccessKey", "AccessKeyId");
    String message = "The Access Key with id " + key + " cannot be found";

    iam.assertRefused(
        404, "NoSuchEntity", message, "DeleteAccessKey", "UserName", "eve", "AccessKeyId", key);
    iam.assertRefused(404, "NoSuchEntity", message, "DeleteAccessKey", "AccessKeyId", key);
    iam.assertRefused(
        404, "NoSuchEntity", message, "UpdateAccessKey", "AccessKeyId", key, "Status", "Inactive");
    iam.call(STRANGER, "CreateUser", "UserName", "bob");
    iam.assertRefused(
        STRANGER,
        404,
        "NoSuchEntity",
        message,
        "DeleteAccessKey",
        "UserName",
        "bob",
        "AccessKeyId",
        key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHORT|Active|1 validation error detected: Value 'SHORT' at 'accessKeyId' failed to satisfy"
            + " constraint: Member must have length greater than or equal to 16",
        "ELAKAAAAAAAA-AAAAAAA|Active|1 validation error detected: Value 'ELAKAAAAAAAA-AAAAAAA' at"
            + " 'accessKeyId' failed to satisfy constraint: Member must satisfy regular expression"
            + " pattern: [\\w]+",
        "ELAKAAAAAAAAAAAAAAAA|active|1 validation error detected: Value 'active' at 'status' failed"
            + " to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]",
      })
  void refuses_bad_parameters(String id, String status, String message) {
    iam.assertRefused(
        400, "ValidationError", message, "UpdateAccessKey", "AccessKeyId", id, "Status", status);
  }

  @Test
  void no_key_gets_an_id_that_another_source_of_keys_has() {
    LocalIam fresh = new LocalIam();
    // All ids are taken but those that end so; about one in 32 does.
    fresh.reserved(id -> !id.value().endsWith("A"));

    String id = fresh.call("CreateAccessKey").text("AccessKey", "AccessKeyId");

    assertTrue(id.endsWith("A"), id);
  }

  @Test
  void the_iam_accounts_keys_are_not_made_here() {
    iam.assertRefused(
        LocalDynamoDb.root(LocalIdentities.IAM_ACCOUNT),
        400,
        "InvalidInput",
        "Access keys of the IAM account are not kept in the identity table.",
        "CreateAccessKey");
  }

  @Test
  void tells_when_a_key_was_last_used() {
    iam.call("CreateUser", "UserName", "bob");
    String key = iam.call("CreateAccessKey", "UserName", "bob").text("AccessKey", "AccessKeyId");

    assertEquals(
        "UserName=bob AccessKeyLastUsed{ServiceName=N/A Region=N/A}",
        iam.call("GetAccessKeyLastUsed", "AccessKeyId", key).toString());
    iam.identities().watchUse(new AccessKeyId(key));
    iam.identities().dynamoDb().pass(Duration.ofMinutes(5));
    iam.identities().usage().used(key, new Region("eu-west-1"), "dynamodb");

    assertEquals(
        "UserName=bob AccessKeyLastUsed{LastUsedDate=2026-01-02T03:09:05Z ServiceName=dynamodb"
            + " Region=eu-west-1}",
        iam.call("GetAccessKeyLastUsed", "AccessKeyId", key).toString());
  }

  @Test
  void a_strangers_key_is_denied_like_one_that_does_not_exist() {
    String key = iam.call("CreateAccessKey").text("AccessKey", "AccessKeyId");

    for (String id : List.of(key, "ELAKAAAAAAAAAAAAAAAA")) {
      iam.assertRefused(
          STRANGER,
          403,
          "AccessDenied",
          "User: arn:aws:iam::777777777777:root is not authorized to perform:"
              + " iam:GetAccessKeyLastUsed on resource: access key "
              + id,
          "GetAccessKeyLastUsed",
          "AccessKeyId",
          id);
    }
  }

  private static String[] with(String[] parameters, String name, String value) {
    String[] more = Arrays.copyOf(parameters, parameters.length + 2);
    more[parameters.length] = name;
    more[parameters.length + 1] = value;
    return more;
  }
}
