package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.StsFixture.ALLOW_ALL;
import static dev.ddblocal.auth.sts.StsFixture.outline;
import static dev.ddblocal.auth.sts.StsFixture.policy;
import static dev.ddblocal.auth.sts.StsFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionPolicies;
import dev.ddblocal.domain.port.QueryReply.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetFederationToken. */
class GetFederationTokenTest {
  private static final String CAROL = "arn:aws:sts::111122223333:federated-user/carol";
  private static final String BOB = "arn:aws:iam::111122223333:user/bob";

  private final StsFixture sts = new StsFixture();

  @Test
  void a_federated_user_has_the_policies_that_were_passed() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob", ALLOW_ALL);
    String passed = policy("Allow", "dynamodb:GetItem", "*");

    List<Element> reply =
        sts.call(
            bob,
            "GetFederationToken",
            "Name",
            "carol",
            "Policy",
            passed,
            "PolicyArns.member.1.arn",
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "Tags.member.1.Key",
            "team",
            "Tags.member.1.Value",
            "red");

    assertEquals(
        "Credentials(AccessKeyId SecretAccessKey SessionToken Expiration)"
            + " FederatedUser(FederatedUserId Arn) PackedPolicySize",
        outline(reply));
    assertEquals("2026-01-02T15:04:05Z", text(reply, "Credentials/Expiration"));
    assertEquals("111122223333:carol", text(reply, "FederatedUser/FederatedUserId"));
    assertEquals(CAROL, text(reply, "FederatedUser/Arn"));
    CallerIdentity session = sts.caller(reply);
    assertEquals(
        new Principal.FederatedUser(
            (Principal.User) bob.principal(), "carol", Map.of("team", "red")),
        session.principal());
    assertEquals(
        Optional.of(
            new SessionPolicies(
                List.of(passed), List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"))),
        session.session().orElseThrow().policies());
  }

  @Test
  void without_policies_nothing_is_allowed() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob", ALLOW_ALL);

    List<Element> reply = sts.call(bob, "GetFederationToken", "Name", "carol");

    assertEquals(Optional.empty(), StsFixture.find(reply, "PackedPolicySize"));
    assertEquals(
        Optional.of(new SessionPolicies(List.of(), List.of())),
        sts.caller(reply).session().orElseThrow().policies());
  }

  @Test
  void a_user_needs_the_permission() {
    sts.denies(
        BOB,
        "sts:GetFederationToken",
        CAROL,
        sts.user(ACCOUNT, "bob"),
        "GetFederationToken",
        "Name",
        "carol");
    sts.denies(
        "arn:aws:iam::111122223333:user/dan",
        "sts:TagSession",
        CAROL,
        sts.user(ACCOUNT, "dan", policy("Allow", "sts:GetFederationToken", CAROL)),
        "GetFederationToken",
        "Name",
        "carol",
        "Tags.member.1.Key",
        "team",
        "Tags.member.1.Value",
        "");
  }

  @Test
  void an_explicit_denial_says_so() {
    sts.refuses(
        403,
        "AccessDenied",
        "User: "
            + BOB
            + " is not authorized to perform: sts:GetFederationToken on resource: "
            + CAROL
            + " with an explicit deny in an identity-based policy",
        sts.user(ACCOUNT, "bob", ALLOW_ALL, policy("Deny", "sts:GetFederationToken", "*")),
        "GetFederationToken",
        "Name",
        "carol");
  }

  @Test
  void only_users_vouch_for_others() {
    sts.denies(
        "arn:aws:iam::111122223333:root",
        "sts:GetFederationToken",
        CAROL,
        StsFixture.longTerm(new Principal.Root(ACCOUNT), AccessKeyId.TEST),
        "GetFederationToken",
        "Name",
        "carol");
    sts.refuses(
        403,
        "AccessDenied",
        "Cannot call GetFederationToken with session credentials",
        sts.session(new Principal.AssumedRole(ACCOUNT, "/", "r", "AROAR", "s", Map.of())),
        "GetFederationToken",
        "Name",
        "carol");
  }

  @ParameterizedTest
  @CsvSource({
    "a, 'Member must have length greater than or equal to 2'",
    "abcdefghijklmnopqrstuvwxyz0123456, 'Member must have length less than or equal to 32'",
    "a/b, 'Member must satisfy regular expression pattern: [\\w+=,.@-]*'"
  })
  void a_name_has_its_form(String name, String constraint) {
    sts.invalid(
        "1 validation error detected: Value '"
            + name
            + "' at 'name' failed to satisfy constraint: "
            + constraint,
        sts.user(ACCOUNT, "bob", ALLOW_ALL),
        "GetFederationToken",
        "Name",
        name);
  }

  @Test
  void a_policy_has_its_length_and_its_grammar() {
    CallerIdentity bob = sts.user(ACCOUNT, "bob", ALLOW_ALL);
    String spaces = " ".repeat(2_049);

    sts.invalid(
        "1 validation error detected: Value '"
            + spaces
            + "' at 'policy' failed to satisfy constraint: Member must have length less than or"
            + " equal to 2048",
        bob,
        "GetFederationToken",
        "Name",
        "carol",
        "Policy",
        spaces);
    assertEquals(
        "MalformedPolicyDocument",
        sts.refused(bob, "GetFederationToken", "Name", "carol", "Policy", "{}").code());
  }
}
