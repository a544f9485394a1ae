package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.StsFixture.policy;
import static dev.ddblocal.auth.sts.StsFixture.text;
import static dev.ddblocal.auth.sts.StsFixture.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AssumeRole: what its members have to be. */
class AssumeRoleMembersTest {
  private static final String BOB = "arn:aws:iam::111122223333:user/bob";
  private static final String READER = "arn:aws:iam::111122223333:role/Reader";

  private final StsFixture sts = new StsFixture();

  @Test
  void what_is_no_arn_at_all_is_invalid() {
    sts.invalid(
        "Request ARN is invalid",
        sts.user(ACCOUNT, "bob"),
        "AssumeRole",
        "RoleArn",
        "the-role-that-I-want-to-assume",
        "RoleSessionName",
        "s1");
  }

  /** T-S07. */
  @ParameterizedTest
  @CsvSource({
    "899, greater than or equal to 900",
    "43201, less than or equal to 43200",
  })
  void a_duration_has_its_bounds(String seconds, String bound) {
    sts.invalid(
        "1 validation error detected: Value '"
            + seconds
            + "' at 'durationSeconds' failed to satisfy constraint: Member must have value "
            + bound,
        sts.user(ACCOUNT, "bob"),
        "AssumeRole",
        "RoleArn",
        READER,
        "RoleSessionName",
        "s1",
        "DurationSeconds",
        seconds);
  }

  @Test
  void a_role_bounds_its_sessions() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String role = sts.role(ACCOUNT, "Reader", trust(BOB), Map.of(), 7_200);

    assertEquals(
        "2026-01-02T05:04:05Z",
        text(
            sts.call(
                bob,
                "AssumeRole",
                "RoleArn",
                role,
                "RoleSessionName",
                "s1",
                "DurationSeconds",
                "7200"),
            "Credentials/Expiration"));
    sts.invalid(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        bob,
        "AssumeRole",
        "RoleArn",
        role,
        "RoleSessionName",
        "s1",
        "DurationSeconds",
        "7201");
  }

  /** T-S07. */
  @ParameterizedTest
  @CsvSource({
    "a, 'Member must have length greater than or equal to 2'",
    "bob/s, 'Member must satisfy regular expression pattern: [\\w+=,.@-]*'"
  })
  void a_session_name_has_its_form(String name, String constraint) {
    sts.invalid(
        "1 validation error detected: Value '"
            + name
            + "' at 'roleSessionName' failed to satisfy constraint: "
            + constraint,
        sts.user(ACCOUNT, "bob"),
        "AssumeRole",
        "RoleArn",
        READER,
        "RoleSessionName",
        name);
  }

  @Test
  void everything_that_is_wrong_with_members_is_said_at_once() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String arnPattern =
        "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF"
            + "]+";

    sts.invalid(
        "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member"
            + " must not be null; Value null at 'roleSessionName' failed to satisfy constraint:"
            + " Member must not be null",
        bob,
        "AssumeRole");
    sts.invalid(
        "6 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: Member"
            + " must satisfy regular expression pattern: "
            + arnPattern
            + "; Value '' at 'roleArn' failed to satisfy constraint: Member must have length"
            + " greater than or equal to 20; Value 'arn:x' at 'policyArns.1.member.arn' failed to"
            + " satisfy constraint: Member must have length greater than or equal to 20; Value '#'"
            + " at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+; Value null at"
            + " 'tags.1.member.value' failed to satisfy constraint: Member must not be null; Value"
            + " '1' at 'externalId' failed to satisfy constraint: Member must have length greater"
            + " than or equal to 2",
        bob,
        "AssumeRole",
        "RoleArn",
        "",
        "RoleSessionName",
        "s1",
        "PolicyArns.member.1.arn",
        "arn:x",
        "Tags.member.1.Key",
        "#",
        "ExternalId",
        "1");
  }

  @Test
  void lists_have_their_lengths() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String[] parameters = new String[4 + 22];
    parameters[0] = "RoleArn";
    parameters[1] = READER;
    parameters[2] = "RoleSessionName";
    parameters[3] = "s1";
    for (int i = 1; i <= 11; i++) {
      parameters[2 + 2 * i] = "PolicyArns.member." + i + ".arn";
      parameters[3 + 2 * i] = "arn:aws:iam::aws:policy/P" + i;
    }

    String message = sts.refused(bob, "AssumeRole", parameters).getMessage();
    assertEquals(
        "' at 'policyArns' failed to satisfy constraint: Member must have length less than or equal"
            + " to 10",
        message.substring(message.indexOf("' at")));
  }

  @Test
  void what_is_not_supported_is_refused_by_name() {
    sts.invalid(
        "Parameters not supported by this server: SerialNumber, TokenCode, ProvidedContexts",
        sts.user(ACCOUNT, "bob"),
        "AssumeRole",
        "RoleArn",
        READER,
        "RoleSessionName",
        "s1",
        "SerialNumber",
        "GAHT12345678",
        "TokenCode",
        "123456",
        "ProvidedContexts.member.1.ProviderArn",
        "arn:aws:iam::aws:contextProvider/IdentityCenter");
  }

  @Test
  void a_session_policy_is_a_policy_of_moderate_size() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String role = sts.role(ACCOUNT, "Reader", trust(BOB));
    String longPolicy =
        policy("Allow", "dynamodb:*", "arn:aws:dynamodb:*:*:table/" + "x".repeat(1_900));

    assertEquals(
        "MalformedPolicyDocument",
        sts.refused(
                bob, "AssumeRole", "RoleArn", role, "RoleSessionName", "s1", "Policy", trust(BOB))
            .code());
    sts.refuses(
        400,
        "PackedPolicyTooLarge",
        "Packed policy consumes 104% of allotted space, please use smaller policy.",
        bob,
        "AssumeRole",
        "RoleArn",
        role,
        "RoleSessionName",
        "s1",
        "Policy",
        longPolicy,
        "PolicyArns.member.1.arn",
        "arn:aws:iam::111122223333:policy/" + "p".repeat(2_120 - 33 - longPolicy.length()));
    sts.invalid(
        "Request ARN is invalid",
        bob,
        "AssumeRole",
        "RoleArn",
        role,
        "RoleSessionName",
        "s1",
        "PolicyArns.member.1.arn",
        "arn:aws:iam::111122223333:role/Reader");
  }
}
