package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyLayer;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredPoliciesTest {
  private static final String FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess";
  private static final String OWN = "arn:aws:iam::444455556666:policy/own";

  private final LocalIam iam = new LocalIam();
  private final StoredPolicies policies =
      new StoredPolicies(
          new IdentityTransactions(iam.identities().store()), iam.identities().revision());

  @Test
  void a_root_user_has_no_policies() {
    assertSame(EffectivePolicies.NONE, of(LocalIam.root()));
  }

  @Test
  void a_user_has_its_own_policies_and_those_of_its_groups() {
    iam.call("CreateUser", "UserName", "Bob");
    iam.call("CreateGroup", "GroupName", "Readers");
    iam.call("AddUserToGroup", "UserName", "bob", "GroupName", "READERS");
    put("User", "Bob", "inline", Policies.allow("dynamodb:GetItem"));
    put("Group", "Readers", "of-group", Policies.allow("dynamodb:Query"));
    createOwn(Policies.deny("dynamodb:Scan"));
    iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", OWN);
    iam.call("AttachGroupPolicy", "GroupName", "Readers", "PolicyArn", FULL_ACCESS);

    EffectivePolicies found = of(iam.user("Bob"));

    assertEquals(
        List.of("inline", OWN, "of-group", FULL_ACCESS),
        found.identity().stream().map(NamedPolicy::name).toList());
    assertEquals(Policies.allow("dynamodb:GetItem"), found.identity().getFirst().document());
    assertEquals(Policies.deny("dynamodb:Scan"), found.identity().get(1).document());
    assertEquals(Optional.empty(), found.boundary());
    assertEquals(Optional.empty(), found.session());
  }

  @Test
  void reads_once_while_nothing_changes_and_at_once_what_has_changed() {
    iam.call("CreateUser", "UserName", "Bob");
    put("User", "Bob", "p", Policies.allow("dynamodb:GetItem"));
    EffectivePolicies first = of(iam.user("Bob"));
    assertSame(first, of(iam.user("Bob")));

    put("User", "Bob", "p", Policies.allow("dynamodb:PutItem"));
    EffectivePolicies changed = of(iam.user("Bob"));

    assertNotEquals(first.version(), changed.version());
    assertEquals(Policies.allow("dynamodb:PutItem"), changed.identity().getFirst().document());
    put("User", "Bob", "p", Policies.allow("dynamodb:GetItem"));
    assertEquals(first, of(iam.user("Bob")));
  }

  @Test
  void follows_the_default_version_of_a_managed_policy() {
    iam.call("CreateUser", "UserName", "Bob");
    createOwn(Policies.allow("dynamodb:GetItem"));
    iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", OWN);
    iam.call(
        "CreatePolicyVersion", "PolicyArn", OWN, "PolicyDocument", Policies.allow("dynamodb:*"));
    assertEquals(
        Policies.allow("dynamodb:GetItem"), of(iam.user("Bob")).identity().getFirst().document());

    iam.call("SetDefaultPolicyVersion", "PolicyArn", OWN, "VersionId", "v2");

    assertEquals(
        Policies.allow("dynamodb:*"), of(iam.user("Bob")).identity().getFirst().document());
  }

  @Test
  void a_user_made_again_has_nothing_of_its_namesake() {
    iam.call("CreateUser", "UserName", "Bob");
    put("User", "Bob", "p", Policies.allow("dynamodb:GetItem"));
    Principal.User other =
        new Principal.User(LocalIdentities.ACCOUNT, "/", "Bob", "AIDAAAAAAAAAAAAAAAAAA", Map.of());

    assertEquals(List.of(), of(LocalIam.caller(other)).identity());
  }

  @Test
  void a_session_of_a_role_has_the_roles_policies_under_its_boundary_and_session_policies() {
    createOwn(Policies.allow("dynamodb:*"));
    String roleId = createRole("Worker");
    put("Role", "Worker", "p", Policies.allow("dynamodb:GetItem"));
    iam.call("PutRolePermissionsBoundary", "RoleName", "Worker", "PermissionsBoundary", OWN);
    SessionPolicies session =
        new SessionPolicies(List.of(Policies.allow("dynamodb:Query")), List.of(OWN, FULL_ACCESS));

    EffectivePolicies found = of(session(role(roleId), Optional.of(session)));

    assertEquals(List.of("p"), found.identity().stream().map(NamedPolicy::name).toList());
    assertEquals(new NamedPolicy(OWN, Policies.allow("dynamodb:*")), found.boundary().get());
    assertEquals(3, found.session().get().size());
    assertEquals(Policies.allow("dynamodb:Query"), found.session().get().getFirst().document());
    assertEquals(Optional.empty(), of(session(role(roleId), Optional.empty())).session());
  }

  @Test
  void a_role_made_again_gives_nothing_to_sessions_of_its_namesake() {
    String roleId = createRole("Worker");
    iam.call("DeleteRole", "RoleName", "Worker");
    createRole("Worker");
    put("Role", "Worker", "p", Policies.allow("*"));

    assertEquals(List.of(), of(session(role(roleId), Optional.empty())).identity());
  }

  @Test
  void a_policy_of_a_session_that_is_not_there_allows_nothing() {
    String roleId = createRole("Worker");
    put("Role", "Worker", "p", Policies.allow("*"));
    CallerIdentity caller =
        session(
            role(roleId),
            Optional.of(
                new SessionPolicies(
                    List.of(), List.of("arn:aws:iam::444455556666:policy/missing"))));

    assertEquals(new Decision.ImplicitDeny(PolicyLayer.SESSION), decision(caller));
  }

  @Test
  void a_boundary_that_is_not_there_allows_nothing() {
    iam.call("CreateUser", "UserName", "Bob");
    put("User", "Bob", "p", Policies.allow("*"));
    change("Bob", IdentityEntity.BOUNDARY_ARN, "arn:aws:iam::444455556666:policy/missing");

    assertEquals(new Decision.ImplicitDeny(PolicyLayer.BOUNDARY), decision(iam.user("Bob")));
  }

  @Test
  void an_attached_policy_that_is_not_there_denies_all() {
    iam.call("CreateUser", "UserName", "Bob");
    put("User", "Bob", "p", Policies.allow("*"));
    createOwn(Policies.deny("dynamodb:GetItem"));
    iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", OWN);
    LocalIdentities.await(
        iam.identities()
            .store()
            .apply(List.of(new IdentityChange.Delete("ACCT#444455556666", "MPOL#/own#V#1"))));

    assertEquals(new Decision.ImplicitDeny(PolicyLayer.IDENTITY), decision(iam.user("Bob")));
  }

  @Test
  void a_federated_user_has_its_issuers_policies_and_may_do_nothing_that_was_not_passed() {
    iam.call("CreateUser", "UserName", "Bob");
    put("User", "Bob", "p", Policies.allow("*"));
    Principal.FederatedUser federated =
        new Principal.FederatedUser(
            (Principal.User) iam.user("Bob").principal(), "guest", Map.of());
    SessionPolicies passed =
        new SessionPolicies(List.of(Policies.allow("dynamodb:GetItem")), List.of());

    assertTrue(decision(session(federated, Optional.of(passed))) instanceof Decision.Allowed);
    assertEquals(
        new Decision.ImplicitDeny(PolicyLayer.SESSION),
        decision(session(federated, Optional.empty())));
  }

  private EffectivePolicies of(CallerIdentity caller) {
    return LocalIdentities.await(policies.policiesOf(caller));
  }

  private Decision decision(CallerIdentity caller) {
    return new PolicyEvaluator(CrossAccount.OFF, Optional.empty())
        .evaluate(
            of(caller),
            Optional.empty(),
            new PolicyRequest(
                caller,
                LocalIdentities.ACCOUNT,
                "dynamodb:GetItem",
                "arn:aws:dynamodb:us-east-1:444455556666:table/t",
                CallerContext.of(caller, Instant.EPOCH)));
  }

  private void put(String type, String name, String policy, String document) {
    iam.call(
        "Put" + type + "Policy",
        type + "Name",
        name,
        "PolicyName",
        policy,
        "PolicyDocument",
        document);
  }

  private void createOwn(String document) {
    iam.call("CreatePolicy", "PolicyName", "own", "PolicyDocument", document);
  }

  private String createRole(String name) {
    return iam.call(
            "CreateRole",
            "RoleName",
            name,
            "AssumeRolePolicyDocument",
            Policies.trust("444455556666"))
        .text("Role", "RoleId");
  }

  private void change(String user, String attribute, String value) {
    LocalIdentities.await(
        new IdentityTransactions(iam.identities().store())
            .run(transaction -> {
              IdentityEntity entity =
                  Entities.find(transaction, LocalIdentities.ACCOUNT, EntityType.USER, user).get();
              transaction.add(new IdentityChange.Put(entity.touched().with(attribute, value)));
              return null;
            }));
  }

  private static Principal role(String roleId) {
    return new Principal.AssumedRole(
        LocalIdentities.ACCOUNT, "/", "Worker", roleId, "session", Map.of());
  }

  private static CallerIdentity session(
      Principal principal, Optional<SessionPolicies> sessionPolicies) {
    return new CallerIdentity(
        principal,
        "ELASEXAMPLE",
        LocalIam.root().region(),
        Optional.of(
            new SessionContext(
                Instant.EPOCH, Instant.MAX, sessionPolicies, Optional.empty(), false)),
        RequestOrigin.INTERNAL);
  }
}
