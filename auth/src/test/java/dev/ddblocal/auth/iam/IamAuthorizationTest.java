package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import dev.ddblocal.domain.port.QueryFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call IAM, by the production evaluator. */
class IamAuthorizationTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String OWN_KEYS =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Action": ["iam:*AccessKey*", "iam:GetUser"],
       "Resource": "arn:aws:iam::*:user/${aws:username}"}}""";

  private final AtomicReference<List<NamedPolicy>> policies = new AtomicReference<>(List.of());
  private final LocalIam iam =
      new LocalIam(
          new PolicyActionAuthorizer(
              _ ->
                  CompletableFuture.completedFuture(
                      new EffectivePolicies(
                          "1", policies.get(), Optional.empty(), Optional.empty())),
              new PolicyEvaluator(CrossAccount.OFF, Optional.of(LocalIdentities.IAM_ACCOUNT)),
              InstantSource.fixed(NOW)));

  @BeforeEach
  void makeUsers() {
    iam.call("CreateUser", "UserName", "bob", "Tags.member.1.Key", "team",
        "Tags.member.1.Value", "red");
    iam.call("CreateUser", "UserName", "eve", "Path", "/evil/");
  }

  @Test
  void a_user_without_policies_may_nothing_and_hears_why() {
    iam.assertRefused(
        iam.user("bob"),
        403,
        "AccessDenied",
        "User: arn:aws:iam::444455556666:user/bob is not authorized to perform: iam:CreateUser on"
            + " resource: arn:aws:iam::444455556666:user/x/carl because no identity-based policy"
            + " allows the iam:CreateUser action",
        "CreateUser",
        "UserName", "carl",
        "Path", "/x/");
    iam.assertRefused(
        iam.user("bob"),
        403,
        "AccessDenied",
        "User: arn:aws:iam::444455556666:user/bob is not authorized to perform: iam:ListUsers on"
            + " resource: arn:aws:iam::444455556666:user/ because no identity-based policy allows"
            + " the iam:ListUsers action",
        "ListUsers");
  }

  @Test
  void a_policy_may_let_users_manage_their_own_keys() {
    policies.set(List.of(new NamedPolicy("own-keys", OWN_KEYS)));
    CallerIdentity bob = iam.user("bob");

    String key = iam.call(bob, "CreateAccessKey").text("AccessKey", "AccessKeyId");
    iam.call(bob, "GetUser", "UserName", "BOB");
    iam.call(bob, "GetAccessKeyLastUsed", "AccessKeyId", key);
    iam.call(bob, "DeleteAccessKey", "AccessKeyId", key);

    String evesKey =
        iam.call("CreateAccessKey", "UserName", "eve").text("AccessKey", "AccessKeyId");
    iam.assertRefused(
        bob,
        403,
        "AccessDenied",
        "User: arn:aws:iam::444455556666:user/bob is not authorized to perform:"
            + " iam:GetAccessKeyLastUsed on resource: arn:aws:iam::444455556666:user/evil/eve"
            + " because no identity-based policy allows the iam:GetAccessKeyLastUsed action",
        "GetAccessKeyLastUsed",
        "AccessKeyId",
        evesKey);
    denied(bob, "CreateAccessKey", "UserName", "eve");
  }

  @Test
  void policies_are_held_against_the_arn_with_the_path() {
    policies.set(List.of(allow("iam:*", "arn:aws:iam::444455556666:user/evil/*")));

    iam.call(iam.user("bob"), "GetUser", "UserName", "EVE");
    denied(iam.user("bob"), "GetUser", "UserName", "bob");
    denied(iam.user("bob"), "GetUser", "UserName", "nobody");
  }

  @Test
  void a_rename_has_to_be_allowed_on_the_old_name_and_the_new() {
    policies.set(List.of(allow("iam:UpdateUser", "arn:aws:iam::444455556666:user/evil/*")));
    CallerIdentity bob = iam.user("bob");

    denied(bob, "UpdateUser", "UserName", "eve", "NewPath", "/");
    denied(bob, "UpdateUser", "UserName", "bob", "NewPath", "/evil/");
    iam.call(bob, "UpdateUser", "UserName", "eve", "NewUserName", "mallory");

    assertEquals(
        "/evil/", iam.call("GetUser", "UserName", "mallory").text("User", "Path"));
  }

  @Test
  void an_explicit_denial_wins() {
    policies.set(
        List.of(
            allow("*", "*"),
            new NamedPolicy(
                "no",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\","
                    + "\"Action\":\"iam:DeleteUser\",\"Resource\":\"*\"}}")));

    iam.assertRefused(
        iam.user("bob"),
        403,
        "AccessDenied",
        "User: arn:aws:iam::444455556666:user/bob is not authorized to perform: iam:DeleteUser on"
            + " resource: arn:aws:iam::444455556666:user/evil/eve with an explicit deny in an"
            + " identity-based policy",
        "DeleteUser",
        "UserName",
        "eve");
  }

  @Test
  void conditions_see_the_tags_of_the_request_and_of_the_user() {
    policies.set(
        List.of(
            new NamedPolicy(
                "tags",
                """
                {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "iam:TagUser", "Resource": "*", "Condition":
                   {"StringEquals": {"aws:RequestTag/cost": "1"},
                    "ForAllValues:StringEquals": {"aws:TagKeys": ["cost"]}}},
                 {"Effect": "Allow", "Action": "iam:GetUser", "Resource": "*", "Condition":
                   {"StringEquals": {"iam:ResourceTag/Team": "red"}}}]}""")));
    CallerIdentity bob = iam.user("bob");

    tag(bob, "cost", "1");
    deniedTag(bob, "cost", "2");
    deniedTag(bob, "team", "1");
    iam.call(bob, "GetUser", "UserName", "bob");
    denied(bob, "GetUser", "UserName", "eve");
  }

  /** T-S06, for both kinds of sessions that AWS keeps from IAM. */
  @Test
  void sessions_of_get_session_token_and_get_federation_token_cannot_call_iam() {
    policies.set(List.of(allow("*", "*")));
    Principal.User bob = (Principal.User) iam.user("bob").principal();
    List<CallerIdentity> sessions = new ArrayList<>();
    sessions.add(session(bob, Optional.empty(), false));
    sessions.add(session(new Principal.Root(LocalIdentities.ACCOUNT), Optional.empty(), false));
    sessions.add(
        session(
            new Principal.FederatedUser(bob, "fed", Map.of()),
            Optional.of(new SessionPolicies(List.of("{}"), List.of())),
            false));

    for (CallerIdentity session : sessions) {
      iam.assertRefused(
          session,
          403,
          "AccessDenied",
          "User: "
              + session.principal().arn()
              + " is not authorized to perform: iam:GetUser on resource:"
              + " arn:aws:iam::444455556666:user/bob because sessions of GetSessionToken and"
              + " GetFederationToken cannot call IAM",
          "GetUser",
          "UserName",
          "bob");
    }
  }

  @Test
  void a_session_of_a_role_may_call_iam_and_so_may_one_with_multi_factor_authentication() {
    policies.set(List.of(allow("*", "*")));
    Principal.User bob = (Principal.User) iam.user("bob").principal();

    assertTrue(
        iam.call(session(bob, Optional.empty(), true), "GetUser").has("User"),
        "as AWS has it for sessions with MFA");
    assertTrue(
        iam.call(
                session(
                    new Principal.AssumedRole(
                        LocalIdentities.ACCOUNT, "/", "r", "AROAX", "s", Map.of()),
                    Optional.empty(),
                    false),
                "ListUsers")
            .has("Users"));
  }

  @Test
  void every_operation_says_what_it_works_on() {
    policies.set(List.of());
    for (IamOperation operation : IamOperations.all(iam.environment())) {
      assertTrue(iam.service().hasAction(operation.name()), operation.name());
    }
    assertFalse(iam.service().hasAction("createUser"));
    assertFalse(iam.service().hasAction("CreateSAMLProvider"));
  }

  private static CallerIdentity session(
      Principal principal, Optional<SessionPolicies> sessionPolicies, boolean multiFactor) {
    return new CallerIdentity(
        principal,
        "ELASEXAMPLEEXAMPLE12",
        LocalIam.root().region(),
        Optional.of(
            new SessionContext(
                NOW, NOW.plusSeconds(3600), sessionPolicies, Optional.empty(), multiFactor)),
        RequestOrigin.INTERNAL);
  }

  private void tag(CallerIdentity caller, String key, String value) {
    iam.call(
        caller,
        "TagUser",
        "UserName", "bob",
        "Tags.member.1.Key", key,
        "Tags.member.1.Value", value);
  }

  private void deniedTag(CallerIdentity caller, String key, String value) {
    denied(
        caller,
        "TagUser",
        "UserName", "bob",
        "Tags.member.1.Key", key,
        "Tags.member.1.Value", value);
  }

  private void denied(CallerIdentity caller, String action, String... parameters) {
    QueryFault fault = iam.refused(caller, action, parameters);
    assertEquals("AccessDenied", fault.code(), fault.getMessage());
  }

  private static NamedPolicy allow(String action, String resource) {
    return new NamedPolicy(
        "allow",
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\""
            + action
            + "\",\"Resource\":\""
            + resource
            + "\"}}");
  }
}
