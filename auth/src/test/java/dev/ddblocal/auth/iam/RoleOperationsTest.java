package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleOperationsTest {
  private static final String TRUST = Policies.trust("444455556666");

  private final LocalIam iam = new LocalIam();

  @Test
  void makes_a_role_and_describes_it() {
    IamReply made =
        iam.call(
            "CreateRole",
            "RoleName",
            "Worker",
            "Path",
            "/service/",
            "AssumeRolePolicyDocument",
            TRUST,
            "Description",
            "a <role> & more",
            "MaxSessionDuration",
            "7200",
            "Tags.member.1.Key",
            "team",
            "Tags.member.1.Value",
            "blue");

    assertEquals("arn:aws:iam::444455556666:role/service/Worker", made.text("Role", "Arn"));
    assertTrue(made.text("Role", "RoleId").matches("AROA[A-Z2-7]{17}"));
    assertEquals("2026-01-02T03:04:05Z", made.text("Role", "CreateDate"));
    assertEquals(PolicyText.encoded(TRUST), made.text("Role", "AssumeRolePolicyDocument"));
    assertEquals("a <role> & more", made.text("Role", "Description"));
    assertEquals("7200", made.text("Role", "MaxSessionDuration"));
    assertEquals("team", made.text("Role", "Tags", "member", "Key"));
    assertEquals(made, iam.call("GetRole", "RoleName", "WORKER"));
  }

  @Test
  void what_is_recorded_of_a_role_is_what_sessions_need() {
    create("Worker");

    RoleRecord role =
        LocalIdentities.await(
                iam.identities().store().get("ACCT#444455556666", "ROLE#worker"))
            .map(RoleRecord::of)
            .orElseThrow();

    assertEquals("Worker", role.entity().name());
    assertEquals(LocalIdentities.ACCOUNT, role.account());
    assertEquals(TRUST, role.trustPolicy());
    assertEquals(Duration.ofHours(1), role.maxSession());
    assertEquals(
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")), role.revokeSessionsBefore());
  }

  @Test
  void a_role_made_again_is_another_one() {
    String first = create("Worker").text("Role", "RoleId");
    iam.call("DeleteRole", "RoleName", "Worker");

    assertNotEquals(first, create("Worker").text("Role", "RoleId"));
  }

  @Test
  void refuses_bad_roles() {
    create("Worker");
    iam.assertRefused(
        409,
        "EntityAlreadyExists",
        "Role with name worker already exists.",
        "CreateRole",
        "RoleName",
        "worker",
        "AssumeRolePolicyDocument",
        TRUST);
    assertInvalid(
        "1 validation error detected: Value '3599' at 'maxSessionDuration' failed to satisfy"
            + " constraint: Member must have value greater than or equal to 3600",
        "MaxSessionDuration",
        "3599");
    assertInvalid(
        "1 validation error detected: Value '43201' at 'maxSessionDuration' failed to satisfy"
            + " constraint: Member must have value less than or equal to 43200",
        "MaxSessionDuration",
        "43201");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + "r".repeat(65)
            + "' at 'roleName' failed to satisfy constraint: Member must have length less than or"
            + " equal to 64",
        "CreateRole",
        "RoleName",
        "r".repeat(65),
        "AssumeRolePolicyDocument",
        TRUST);
    iam.assertRefused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for ACLSizePerRole: 2048",
        "CreateRole",
        "RoleName",
        "big",
        "AssumeRolePolicyDocument",
        TRUST.replace("\"Effect\"", "\"Sid\":\"" + "s".repeat(2_048) + "\",\"Effect\""));
    iam.assertRefused(
        404,
        "NoSuchEntity",
        "Scope ARN: arn:aws:iam::444455556666:policy/missing does not exist or is not attachable.",
        "CreateRole",
        "RoleName",
        "other",
        "AssumeRolePolicyDocument",
        TRUST,
        "PermissionsBoundary",
        "arn:aws:iam::444455556666:policy/missing");
  }

  @Test
  void a_trust_policy_names_only_who_is_there() {
    String bob = "arn:aws:iam::444455556666:user/Bob";
    iam.assertRefused(
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy: \"AWS\":\"" + bob + "\"",
        "CreateRole",
        "RoleName",
        "Worker",
        "AssumeRolePolicyDocument",
        Policies.trust(bob));
    iam.call("CreateUser", "UserName", "Bob");

    iam.call(
        "CreateRole", "RoleName", "Worker", "AssumeRolePolicyDocument", Policies.trust(bob));

    iam.assertRefused(
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::444455556666:role/None\"",
        "UpdateAssumeRolePolicy",
        "RoleName",
        "Worker",
        "PolicyDocument",
        Policies.trust("arn:aws:iam::444455556666:role/None"));
  }

  @Test
  void lists_roles_by_path() {
    create("b");
    create("A");
    iam.call(
        "CreateRole", "RoleName", "deep", "Path", "/x/y/", "AssumeRolePolicyDocument", TRUST);
    new Subject(iam, EntityType.ROLE, "b")
        .call("Put%sPolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("a:B"));

    assertEquals(
        List.of("A", "b", "deep"), iam.call("ListRoles").texts("Roles", "member", "RoleName"));
    assertEquals(
        "deep", iam.call("ListRoles", "PathPrefix", "/x").text("Roles", "member", "RoleName"));
    assertFalse(iam.call("ListRoles").has("Roles", "member", "RoleLastUsed"));
    iam.assertRefused(
        400,
        "ValidationError",
        "The specified value for pathPrefix is invalid. It must begin with the / character and"
            + " contain only alphanumeric characters and/or / characters.",
        "ListRoles",
        "PathPrefix",
        "x");
  }

  @Test
  void changes_a_role() {
    create("Worker");

    IamReply updated =
        iam.call(
            "UpdateRole",
            "RoleName",
            "Worker",
            "Description",
            "new",
            "MaxSessionDuration",
            "43200");
    assertEquals(QueryReply.of(), updated.reply());
    IamReply role = iam.call("GetRole", "RoleName", "Worker");
    assertEquals("new", role.text("Role", "Description"));
    assertEquals("43200", role.text("Role", "MaxSessionDuration"));

    iam.call("UpdateRole", "RoleName", "Worker", "Description", "");
    assertFalse(iam.call("GetRole", "RoleName", "Worker").has("Role", "Description"));
    assertEquals(
        "43200", iam.call("GetRole", "RoleName", "Worker").text("Role", "MaxSessionDuration"));
    assertEquals(
        "newest",
        iam.call("UpdateRoleDescription", "RoleName", "Worker", "Description", "newest")
            .text("Role", "Description"));

    String trust = Policies.trust("arn:aws:iam::111122223333:root");
    iam.call("UpdateAssumeRolePolicy", "RoleName", "Worker", "PolicyDocument", trust);
    assertEquals(
        PolicyText.encoded(trust),
        iam.call("GetRole", "RoleName", "Worker").text("Role", "AssumeRolePolicyDocument"));
  }

  @Test
  void deletes_a_role_when_its_policies_are_gone() {
    create("Worker");
    String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    iam.call("AttachRolePolicy", "RoleName", "Worker", "PolicyArn", arn);
    iam.call(
        "PutRolePolicy",
        "RoleName",
        "Worker",
        "PolicyName",
        "p",
        "PolicyDocument",
        Policies.allow("a:B"));

    iam.assertRefused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.",
        "DeleteRole",
        "RoleName",
        "Worker");
    iam.call("DetachRolePolicy", "RoleName", "Worker", "PolicyArn", arn);
    iam.assertRefused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.",
        "DeleteRole",
        "RoleName",
        "Worker");
    iam.call("DeleteRolePolicy", "RoleName", "Worker", "PolicyName", "p");
    iam.call("DeleteRole", "RoleName", "Worker");

    for (String action : List.of("GetRole", "DeleteRole", "ListInstanceProfilesForRole")) {
      iam.assertRefused(
          404,
          "NoSuchEntity",
          "The role with name Worker cannot be found.",
          action,
          "RoleName",
          "Worker");
    }
  }

  @Test
  void a_role_has_tags_and_no_instance_profiles() {
    create("Worker");
    iam.call(
        "TagRole",
        "RoleName",
        "Worker",
        "Tags.member.1.Key",
        "Team",
        "Tags.member.1.Value",
        "blue",
        "Tags.member.2.Key",
        "a",
        "Tags.member.2.Value",
        "");
    iam.call(
        "TagRole",
        "RoleName",
        "Worker",
        "Tags.member.1.Key",
        "team",
        "Tags.member.1.Value",
        "red");

    IamReply tags = iam.call("ListRoleTags", "RoleName", "Worker");
    assertEquals(List.of("a", "team"), tags.texts("Tags", "member", "Key"));
    assertEquals(List.of("", "red"), tags.texts("Tags", "member", "Value"));
    iam.call(
        "UntagRole", "RoleName", "Worker", "TagKeys.member.1", "A", "TagKeys.member.2", "TEAM");
    assertFalse(iam.call("ListRoleTags", "RoleName", "Worker").has("Tags", "member"));
    iam.assertRefused(
        404,
        "NoSuchEntity",
        "The role with name Nobody cannot be found.",
        "ListRoleTags",
        "RoleName",
        "Nobody");
    assertEquals(
        "InstanceProfiles{} IsTruncated=false",
        iam.call("ListInstanceProfilesForRole", "RoleName", "Worker").toString());
  }

  private IamReply create(String name) {
    return iam.call("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", TRUST);
  }

  private void assertInvalid(String message, String parameter, String value) {
    iam.assertRefused(
        400,
        "ValidationError",
        message,
        "CreateRole",
        "RoleName",
        "other",
        "AssumeRolePolicyDocument",
        TRUST,
        parameter,
        value);
  }
}
