package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.auth.identity.EntityType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The calls that Terraform's AWS provider makes for a resource's life, in their order. */
class TerraformTest {
  private static final String POLICY = "arn:aws:iam::444455556666:policy/tf";

  private final LocalIam iam = new LocalIam();

  @Test
  void aws_iam_policy() {
    IamReply made =
        iam.call(
            "CreatePolicy",
            "PolicyName",
            "tf",
            "Path",
            "/",
            "Description",
            "",
            "PolicyDocument",
            Policies.allow("a:B"));
    assertEquals(POLICY, made.text("Policy", "Arn"));
    read(Policies.allow("a:B"));

    iam.call("ListPolicyVersions", "PolicyArn", POLICY);
    iam.call(
        "CreatePolicyVersion",
        "PolicyArn",
        POLICY,
        "PolicyDocument",
        Policies.allow("a:C"),
        "SetAsDefault",
        "true");
    read(Policies.allow("a:C"));

    for (String version :
        iam.call("ListPolicyVersions", "PolicyArn", POLICY)
            .texts("Versions", "member", "VersionId")) {
      if (!version.equals("v2")) {
        iam.call("DeletePolicyVersion", "PolicyArn", POLICY, "VersionId", version);
      }
    }
    iam.call("DeletePolicy", "PolicyArn", POLICY);
    iam.assertRefused(
        404,
        "NoSuchEntity",
        "Policy " + POLICY + " was not found.",
        "GetPolicy",
        "PolicyArn",
        POLICY);
  }

  private void read(String document) {
    String version =
        iam.call("GetPolicy", "PolicyArn", POLICY).text("Policy", "DefaultVersionId");
    String encoded =
        iam.call("GetPolicyVersion", "PolicyArn", POLICY, "VersionId", version)
            .text("PolicyVersion", "Document");
    assertEquals(document, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
  }

  @Test
  void aws_iam_role_with_attachment() {
    Subject role = new Subject(iam, EntityType.ROLE, "tf");
    String arn = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
    role.create();
    role.call("GetRole");
    role.call("ListRolePolicies");
    role.call("ListAttachedRolePolicies");
    role.call("AttachRolePolicy", "PolicyArn", arn);
    assertEquals(
        arn,
        role.call("ListAttachedRolePolicies")
            .text("AttachedPolicies", "member", "PolicyArn"));
    role.call(
        "UpdateAssumeRolePolicy", "PolicyDocument", Policies.trust("111122223333"));
    role.call("UpdateRoleDescription", "Description", "changed");
    role.call("UpdateRole", "MaxSessionDuration", "7200");
    role.call("TagRole", "Tags.member.1.Key", "k", "Tags.member.1.Value", "v");

    role.call("DetachRolePolicy", "PolicyArn", arn);
    role.call("ListInstanceProfilesForRole");
    role.call("ListAttachedRolePolicies");
    role.call("ListRolePolicies");
    role.call("DeleteRole");
    role.assertRefused(
        404, "NoSuchEntity", "The role with name tf cannot be found.", "GetRole");
  }

  @Test
  void aws_iam_user_with_policy_and_group() {
    Subject user = new Subject(iam, EntityType.USER, "tf");
    Subject group = new Subject(iam, EntityType.GROUP, "tf");
    user.create();
    user.call("GetUser");
    user.call("PutUserPolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("a:B"));
    assertEquals(
        Policies.allow("a:B"),
        URLDecoder.decode(
            user.call("GetUserPolicy", "PolicyName", "p").text("PolicyDocument"),
            StandardCharsets.UTF_8));
    group.create();
    group.call("GetGroup");
    group.call("AddUserToGroup", "UserName", "tf");
    assertEquals(
        "tf", user.call("ListGroupsForUser").text("Groups", "member", "GroupName"));

    user.call("DeleteUserPolicy", "PolicyName", "p");
    user.assertRefused(
        404,
        "NoSuchEntity",
        "The user policy with name p cannot be found.",
        "GetUserPolicy",
        "PolicyName",
        "p");
    for (String name :
        user.call("ListGroupsForUser").texts("Groups", "member", "GroupName")) {
      user.call("RemoveUserFromGroup", "GroupName", name);
    }
    user.call("DeleteUser");
    group.call("DeleteGroup");
    assertFalse(iam.call("ListGroups").has("Groups", "member"));
  }

  @Test
  void a_user_is_deleted_when_nothing_hangs_on_it() {
    Subject user = new Subject(iam, EntityType.USER, "tf");
    String arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    user.create();
    new Subject(iam, EntityType.GROUP, "g").create();
    user.call("AttachUserPolicy", "PolicyArn", arn);
    user.call("PutUserPolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("a:B"));
    user.call("AddUserToGroup", "GroupName", "g");

    user.assertRefused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.",
        "DeleteUser");
    user.call("DeleteUserPolicy", "PolicyName", "p");
    user.assertRefused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.",
        "DeleteUser");
    user.call("DetachUserPolicy", "PolicyArn", arn);
    user.assertRefused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must remove users from group first.",
        "DeleteUser");
    user.call("RemoveUserFromGroup", "GroupName", "g");
    user.call("DeleteUser");
  }

  @Test
  void a_renamed_user_keeps_its_policies() {
    Subject user = new Subject(iam, EntityType.USER, "tf");
    String arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    user.create();
    user.call("AttachUserPolicy", "PolicyArn", arn);
    user.call("PutUserPolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("a:B"));

    user.call("UpdateUser", "NewUserName", "renamed");

    Subject renamed = new Subject(iam, EntityType.USER, "renamed");
    assertEquals(
        arn,
        renamed.call("ListAttachedUserPolicies").text("AttachedPolicies", "member", "PolicyArn"));
    assertEquals("p", renamed.call("ListUserPolicies").text("PolicyNames", "member"));
  }
}
