package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.SessionFixture.IAM_ACCOUNT;
import static dev.ddblocal.auth.sts.StsFixture.ALLOW_ALL;
import static dev.ddblocal.auth.sts.StsFixture.OTHER_ACCOUNT;
import static dev.ddblocal.auth.sts.StsFixture.outline;
import static dev.ddblocal.auth.sts.StsFixture.policy;
import static dev.ddblocal.auth.sts.StsFixture.text;
import static dev.ddblocal.auth.sts.StsFixture.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyLayer;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AssumeRole: who may, and what the session then is. */
class AssumeRoleTest {
  private static final String BOB = "arn:aws:iam::111122223333:user/bob";
  private static final String OWN_ROOT = "arn:aws:iam::111122223333:root";
  private static final String READER = "arn:aws:iam::111122223333:role/Reader";
  private static final String MAY_ASSUME = policy("Allow", "sts:AssumeRole", "*");

  private final StsFixture sts = new StsFixture();

  private List<Element> assume(CallerIdentity caller, String role) {
    return sts.call(caller, "AssumeRole", "RoleArn", role, "RoleSessionName", "s1");
  }

  private void denied(CallerIdentity caller, String role) {
    denied(caller, "sts:AssumeRole", role);
  }

  private void denied(CallerIdentity caller, String action, String role, String... more) {
    String[] call = new String[5 + more.length];
    System.arraycopy(
        new String[] {"AssumeRole", "RoleArn", role, "RoleSessionName", "s1"}, 0, call, 0, 5);
    System.arraycopy(more, 0, call, 5, more.length);
    sts.denies(caller.principal().arn(), action, role, caller, call);
  }

  @Test
  void a_session_of_a_role_speaks_for_the_role() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String role = sts.role(ACCOUNT, "Reader", trust(BOB));

    List<Element> reply = assume(bob, role);

    assertEquals(
        "AssumedRoleUser(AssumedRoleId Arn)"
            + " Credentials(AccessKeyId SecretAccessKey SessionToken Expiration)",
        outline(reply));
    assertEquals("AROAREADER:s1", text(reply, "AssumedRoleUser/AssumedRoleId"));
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Reader/s1", text(reply, "AssumedRoleUser/Arn"));
    assertEquals("2026-01-02T04:04:05Z", text(reply, "Credentials/Expiration"));
    CallerIdentity session = sts.caller(reply);
    assertEquals(
        new Principal.AssumedRole(ACCOUNT, "/", "Reader", "AROAREADER", "s1", Map.of()),
        session.principal());
    assertEquals(Optional.empty(), session.session().orElseThrow().policies());
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Reader/s1",
        text(sts.call(session, "GetCallerIdentity"), "Arn"));
  }

  @Test
  void trust_in_the_account_needs_the_users_own_policy() {
    String role = sts.role(ACCOUNT, "Reader", trust(OWN_ROOT));

    denied(sts.user(ACCOUNT, "bob"), role);
    assume(sts.user(ACCOUNT, "dan", MAY_ASSUME), role);
    denied(sts.user(ACCOUNT, "eve", policy("Allow", "sts:AssumeRole", READER + "2")), role);
  }

  @Test
  void the_users_own_policy_needs_trust() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob", ALLOW_ALL);

    denied(bob, sts.role(ACCOUNT, "Other", trust("arn:aws:iam::111122223333:user/dan")));
    denied(bob, sts.role(ACCOUNT, "Broken", "{"));
    denied(bob, sts.role(ACCOUNT, "Empty", ""));
  }

  @Test
  void an_explicit_denial_says_so() {
    String role = sts.role(ACCOUNT, "Reader", trust(BOB));

    sts.refuses(
        403,
        "AccessDenied",
        "User: "
            + BOB
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + READER
            + " with an explicit deny in an identity-based policy",
        sts.user(ACCOUNT, "bob", policy("Deny", "sts:*", "*")),
        "AssumeRole",
        "RoleArn",
        role,
        "RoleSessionName",
        "s1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/Missing",
        "arn:aws:iam::111122223333:role/reader",
        "arn:aws:iam::111122223333:role/path/Reader",
        "arn:aws:iam::111122223333:user/bob",
        "arn:aws:iam:111122223333:role/Reader",
        "arn:aws:iam::000000000000:role/Reader",
        "arn:aws-cn:iam::111122223333:role/Reader"
      })
  void a_role_that_is_not_there_is_denied_like_any_other(String role) {
    sts.role(ACCOUNT, "Reader", trust(BOB));

    denied(sts.user(ACCOUNT, "bob", ALLOW_ALL), role);
  }

  @Test
  void a_role_of_another_account_needs_both_sides() {
    String trusting = sts.role(OTHER_ACCOUNT, "Trusting", trust(OWN_ROOT));
    String named = sts.role(OTHER_ACCOUNT, "Named", trust(BOB));
    String silent = sts.role(OTHER_ACCOUNT, "Silent", trust("444455556666"));
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    CallerIdentity dan = sts.user(ACCOUNT, "dan", MAY_ASSUME);

    denied(bob, trusting);
    denied(bob, named);
    denied(dan, silent);
    assertEquals(
        "arn:aws:sts::444455556666:assumed-role/Trusting/s1",
        sts.caller(assume(dan, trusting)).principal().arn());
  }

  @Test
  void nobody_else_assumes_roles_of_the_iam_account_nor_it_theirs() {
    String iamRole = sts.role(IAM_ACCOUNT, "Admin", trust("*"));
    String role = sts.role(ACCOUNT, "Reader", trust("*"));

    denied(sts.user(ACCOUNT, "bob", ALLOW_ALL), iamRole);
    denied(sts.user(IAM_ACCOUNT, "dan", ALLOW_ALL), role);
    assume(sts.user(IAM_ACCOUNT, "eve", ALLOW_ALL), iamRole);
  }

  @Test
  void root_users_and_federated_users_assume_no_roles() {
    String role = sts.role(ACCOUNT, "Reader", trust("*"));
    CallerIdentity bob = sts.user(ACCOUNT, "bob", ALLOW_ALL);
    CallerIdentity root = StsFixture.longTerm(new Principal.Root(ACCOUNT), AccessKeyId.TEST);

    for (CallerIdentity caller : List.of(root, sts.session(root.principal()))) {
      sts.refuses(
          403,
          "AccessDenied",
          "Roles may not be assumed by root accounts.",
          caller,
          "AssumeRole",
          "RoleArn",
          role,
          "RoleSessionName",
          "s1");
    }
    denied(
        sts.caller(sts.call(bob, "GetFederationToken", "Name", "carol", "Policy", ALLOW_ALL)),
        role);
  }

  /** T-S07. */
  @Test
  void an_external_id_has_to_be_the_one_that_the_role_demands() {
    String condition = "{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}";
    String role = sts.role(ACCOUNT, "Reader", trust(BOB, "\"sts:AssumeRole\"", condition));
    CallerIdentity bob = sts.user(ACCOUNT, "bob");

    denied(bob, role);
    denied(bob, "sts:AssumeRole", role, "ExternalId", "43");
    sts.call(bob, "AssumeRole", "RoleArn", role, "RoleSessionName", "s1", "ExternalId", "42");
  }

  /** T-S07. */
  @Test
  void a_session_that_a_session_makes_lasts_an_hour_at_most() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String first = sts.role(ACCOUNT, "First", trust(BOB), MAY_ASSUME);
    String second = sts.role(ACCOUNT, "Second", trust(OWN_ROOT), Map.of(), 43_200);
    CallerIdentity session = sts.caller(assume(bob, first));

    sts.invalid(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.",
        session,
        "AssumeRole",
        "RoleArn",
        second,
        "RoleSessionName",
        "s1",
        "DurationSeconds",
        "3601");
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Second/s1",
        sts.caller(assume(session, second)).principal().arn());
  }

  /** T-S08. */
  @Test
  void a_session_policy_never_widens_the_role() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String role = sts.role(ACCOUNT, "Reader", trust(BOB), policy("Allow", "dynamodb:Get*", "*"));

    List<Element> reply =
        sts.call(
            bob,
            "AssumeRole",
            "RoleArn",
            role,
            "RoleSessionName",
            "s1",
            "Policy",
            policy("Allow", "dynamodb:*Item", "*"));

    CallerIdentity session = sts.caller(reply);
    assertInstanceOf(Decision.Allowed.class, decision(session, "dynamodb:GetItem"));
    assertEquals(
        new Decision.ImplicitDeny(PolicyLayer.IDENTITY), decision(session, "dynamodb:PutItem"));
    assertEquals(
        new Decision.ImplicitDeny(PolicyLayer.SESSION),
        decision(session, "dynamodb:GetShardIterator"));
    assertEquals(Optional.empty(), StsFixture.find(assume(bob, role), "PackedPolicySize"));
    int size = Integer.parseInt(text(reply, "PackedPolicySize"));
    assertEquals(Math.ceilDiv(text(reply, "Credentials/SessionToken").length() * 100, 4_096), size);
  }

  private Decision decision(CallerIdentity caller, String action) {
    return new PolicyEvaluator(CrossAccount.OFF, Optional.of(IAM_ACCOUNT))
        .evaluate(
            sts.policies.policiesOf(caller).toCompletableFuture().join(),
            Optional.empty(),
            new PolicyRequest(
                caller,
                ACCOUNT,
                action,
                "arn:aws:dynamodb:us-east-1:111122223333:table/T",
                CallerContext.of(caller, sts.sessions.db.now())));
  }

  @Test
  void a_source_identity_needs_its_own_permission_and_stays() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob");
    String actions = "[\"sts:AssumeRole\",\"sts:SetSourceIdentity\"]";
    String plain = sts.role(ACCOUNT, "Plain", trust(BOB));
    String first = sts.role(ACCOUNT, "First", trust(BOB, actions, ""), ALLOW_ALL);
    String second = sts.role(ACCOUNT, "Second", trust(OWN_ROOT, actions, ""));
    String third = sts.role(ACCOUNT, "Third", trust(OWN_ROOT));

    denied(bob, "sts:SetSourceIdentity", plain, "SourceIdentity", "bob");
    List<Element> reply =
        sts.call(
            bob, "AssumeRole", "RoleArn", first, "RoleSessionName", "s1", "SourceIdentity", "bob");
    assertEquals("bob", text(reply, "SourceIdentity"));
    CallerIdentity session = sts.caller(reply);
    assertEquals(Optional.of("bob"), session.session().orElseThrow().sourceIdentity());
    assertEquals("bob", text(assume(session, second), "SourceIdentity"));
    denied(session, "sts:SetSourceIdentity", second, "SourceIdentity", "dan");
    denied(session, "sts:SetSourceIdentity", third);
  }
}
