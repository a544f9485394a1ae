package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.policy.PolicyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedPolicyOperationsTest {
  private static final String OWN = "arn:aws:iam::444455556666:policy/own";
  private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final String MISSING = "arn:aws:iam::444455556666:policy/missing";

  private final LocalIam iam = new LocalIam();

  @Test
  void makes_a_policy_and_describes_it() {
    IamReply made =
        iam.call(
            "CreatePolicy",
            "PolicyName",
            "Own",
            "Path",
            "/a/b/",
            "Description",
            "what <it> & is for",
            "Tags.member.1.Key",
            "team",
            "Tags.member.1.Value",
            "blue",
            "PolicyDocument",
            Policies.allow("a:B"));

    String arn = made.text("Policy", "Arn");
    assertEquals("arn:aws:iam::444455556666:policy/a/b/Own", arn);
    assertTrue(made.text("Policy", "PolicyId").matches("ANPA[A-Z2-7]{17}"));
    assertEquals("/a/b/", made.text("Policy", "Path"));
    assertEquals("v1", made.text("Policy", "DefaultVersionId"));
    assertEquals("0", made.text("Policy", "AttachmentCount"));
    assertEquals("true", made.text("Policy", "IsAttachable"));
    assertEquals("what <it> & is for", made.text("Policy", "Description"));
    assertEquals("2026-01-02T03:04:05Z", made.text("Policy", "CreateDate"));
    assertEquals(made, iam.call("GetPolicy", "PolicyArn", arn));
    assertEquals("blue", made.text("Policy", "Tags", "member", "Value"));
  }

  @Test
  void refuses_a_name_that_is_taken_in_any_path_and_case() {
    create("own", Policies.allow("a:B"));

    iam.assertRefused(
        409,
        "EntityAlreadyExists",
        "A policy called OWN already exists. Duplicate names are not allowed.",
        "CreatePolicy",
        "PolicyName",
        "OWN",
        "Path",
        "/other/",
        "PolicyDocument",
        Policies.allow("a:B"));
  }

  @Test
  void refuses_bad_documents_and_paths() {
    iam.assertRefused(
        400,
        "MalformedPolicyDocument",
        "Policy document must be version 2012-10-17 or greater.",
        "CreatePolicy",
        "PolicyName",
        "p",
        "PolicyDocument",
        Policies.allow("a:B").replace("2012-10-17", "2008-10-17"));
    iam.assertRefused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for PolicySize: 6144",
        "CreatePolicy",
        "PolicyName",
        "p",
        "PolicyDocument",
        Policies.allow("a:" + "B".repeat(6_144)));
    iam.assertRefused(
        400,
        "ValidationError",
        "The specified value for path is invalid. It must begin and end with / and contain only"
            + " alphanumeric characters and/or / characters.",
        "CreatePolicy",
        "PolicyName",
        "p",
        "Path",
        "x",
        "PolicyDocument",
        Policies.allow("a:B"));
  }

  @Test
  void keeps_up_to_five_versions() {
    create("own", Policies.allow("a:V1"));
    for (int i = 2; i <= 5; i++) {
      IamReply made = createVersion(Policies.allow("a:V" + i), i == 3);
      assertEquals("v" + i, made.text("PolicyVersion", "VersionId"));
      assertEquals(String.valueOf(i == 3), made.text("PolicyVersion", "IsDefaultVersion"));
    }

    iam.assertRefused(
        409,
        "LimitExceeded",
        "A managed policy can have up to 5 versions. Before you create a new version, you must"
            + " delete an existing version.",
        "CreatePolicyVersion",
        "PolicyArn",
        OWN,
        "PolicyDocument",
        Policies.allow("a:V6"));
    IamReply versions = iam.call("ListPolicyVersions", "PolicyArn", OWN);
    assertEquals(
        List.of("v5", "v4", "v3", "v2", "v1"), versions.texts("Versions", "member", "VersionId"));
    assertEquals(
        List.of("false", "false", "true", "false", "false"),
        versions.texts("Versions", "member", "IsDefaultVersion"));
    assertFalse(versions.has("Versions", "member", "Document"));
  }

  @Test
  void a_number_is_never_given_to_a_second_version() {
    create("own", Policies.allow("a:V1"));
    createVersion(Policies.allow("a:V2"), false);
    iam.call("DeletePolicyVersion", "PolicyArn", OWN, "VersionId", "v2");

    assertEquals(
        "v3", createVersion(Policies.allow("a:V3"), false).text("PolicyVersion", "VersionId"));
    iam.assertRefused(
        404,
        "NoSuchEntity",
        "Policy " + OWN + " version v2 does not exist or is not attachable.",
        "GetPolicyVersion",
        "PolicyArn",
        OWN,
        "VersionId",
        "v2");
  }

  @Test
  void puts_another_version_in_force() {
    create("own", Policies.allow("a:V1"));
    createVersion(Policies.allow("a:V2"), false);

    iam.call("SetDefaultPolicyVersion", "PolicyArn", OWN, "VersionId", "v2");
    IamReply version = iam.call("GetPolicyVersion", "PolicyArn", OWN, "VersionId", "v2");

    assertEquals("true", version.text("PolicyVersion", "IsDefaultVersion"));
    assertEquals(
        PolicyText.encoded(Policies.allow("a:V2")), version.text("PolicyVersion", "Document"));
    assertEquals("v2", iam.call("GetPolicy", "PolicyArn", OWN).text("Policy", "DefaultVersionId"));
    iam.assertRefused(
        409,
        "DeleteConflict",
        "Cannot delete the default version of a policy.",
        "DeletePolicyVersion",
        "PolicyArn",
        OWN,
        "VersionId",
        "v2");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value 'two' at 'versionId' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern:"
            + " v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?",
        "SetDefaultPolicyVersion",
        "PolicyArn",
        OWN,
        "VersionId",
        "two");
  }

  @Test
  void deletes_a_policy_only_when_nothing_holds_it() {
    create("own", Policies.allow("a:B"));
    createVersion(Policies.allow("a:C"), false);
    Subject role = new Subject(iam, EntityType.ROLE, "Role");
    role.create();
    role.call("AttachRolePolicy", "PolicyArn", OWN);
    role.call("PutRolePermissionsBoundary", "PermissionsBoundary", OWN);
    String attached = "Cannot delete a policy attached to entities.";

    iam.assertRefused(409, "DeleteConflict", attached, "DeletePolicy", "PolicyArn", OWN);
    role.call("DetachRolePolicy", "PolicyArn", OWN);
    iam.assertRefused(409, "DeleteConflict", attached, "DeletePolicy", "PolicyArn", OWN);
    role.call("DeleteRolePermissionsBoundary");
    iam.assertRefused(
        409,
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the"
            + " policy's versions. The default version is deleted with the policy.",
        "DeletePolicy",
        "PolicyArn",
        OWN);
    iam.call("DeletePolicyVersion", "PolicyArn", OWN, "VersionId", "v2");
    iam.call("DeletePolicy", "PolicyArn", OWN);

    iam.assertRefused(
        404, "NoSuchEntity", "Policy " + OWN + " was not found.", "GetPolicy", "PolicyArn", OWN);
    assertEquals("v1", create("own", Policies.allow("a:B")).text("Policy", "DefaultVersionId"));
  }

  @Test
  void lists_by_scope_path_and_use() {
    create("own", Policies.allow("a:B"));
    iam.call(
        "CreatePolicy",
        "PolicyName",
        "deep",
        "Path",
        "/deep/",
        "PolicyDocument",
        Policies.allow("a:B"));
    Subject user = new Subject(iam, EntityType.USER, "Bob");
    user.create();
    user.call("AttachUserPolicy", "PolicyArn", ADMINISTRATOR);
    user.call("PutUserPermissionsBoundary", "PermissionsBoundary", OWN);

    assertEquals(List.of("deep", "own"), list("Scope", "Local"));
    assertEquals(List.of("deep"), list("Scope", "Local", "PathPrefix", "/deep/"));
    assertEquals(List.of("own", "AdministratorAccess"), list("OnlyAttached", "true"));
    assertEquals(List.of("own"), list("PolicyUsageFilter", "PermissionsBoundary"));
    assertEquals(List.of("AdministratorAccess"), list("PolicyUsageFilter", "PermissionsPolicy"));
    assertTrue(list("Scope", "AWS").contains("AmazonDynamoDBFullAccess_v2"));
    assertEquals(list("Scope", "AWS").size() + 2, list().size());
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value 'Mine' at 'scope' failed to satisfy constraint: Member"
            + " must satisfy enum value set: [All, AWS, Local]",
        "ListPolicies",
        "Scope",
        "Mine");
  }

  @Test
  void lists_who_uses_a_policy() {
    create("own", Policies.allow("a:B"));
    for (EntityType type : EntityType.values()) {
      Subject subject = new Subject(iam, type, "Some" + type.label());
      subject.create();
      subject.call("Attach%sPolicy", "PolicyArn", OWN);
    }
    new Subject(iam, EntityType.USER, "Limited").create();
    iam.call("PutUserPermissionsBoundary", "UserName", "Limited", "PermissionsBoundary", OWN);

    IamReply all = iam.call("ListEntitiesForPolicy", "PolicyArn", OWN);
    assertEquals(List.of("SomeGroup"), all.texts("PolicyGroups", "member", "GroupName"));
    assertEquals(List.of("SomeRole"), all.texts("PolicyRoles", "member", "RoleName"));
    assertEquals(List.of("Limited", "SomeUser"), all.texts("PolicyUsers", "member", "UserName"));
    IamReply boundary =
        iam.call(
            "ListEntitiesForPolicy", "PolicyArn", OWN, "PolicyUsageFilter", "PermissionsBoundary");
    assertEquals("Limited", boundary.text("PolicyUsers", "member", "UserName"));
    assertFalse(boundary.has("PolicyRoles", "member"));
    IamReply roles = iam.call("ListEntitiesForPolicy", "PolicyArn", OWN, "EntityFilter", "Role");
    assertFalse(roles.has("PolicyUsers", "member"));
    assertEquals("SomeRole", roles.text("PolicyRoles", "member", "RoleName"));
    IamReply first = iam.call("ListEntitiesForPolicy", "PolicyArn", OWN, "MaxItems", "3");
    IamReply rest =
        iam.call("ListEntitiesForPolicy", "PolicyArn", OWN, "Marker", first.text("Marker"));
    assertEquals("SomeUser", rest.text("PolicyUsers", "member", "UserName"));
    assertFalse(rest.has("PolicyGroups", "member"));
  }

  @Test
  void what_aws_manages_is_there_to_read_only() {
    IamReply policy = iam.call("GetPolicy", "PolicyArn", ADMINISTRATOR);
    assertEquals("ANPAIWMBCKSKIEE64ZLYK", policy.text("Policy", "PolicyId"));
    assertEquals(
        "v1",
        iam.call("ListPolicyVersions", "PolicyArn", ADMINISTRATOR)
            .text("Versions", "member", "VersionId"));
    String message = "Policy is outside your own account.";
    iam.assertRefused(400, "InvalidInput", message, "DeletePolicy", "PolicyArn", ADMINISTRATOR);
    iam.assertRefused(
        400,
        "InvalidInput",
        message,
        "CreatePolicyVersion",
        "PolicyArn",
        ADMINISTRATOR,
        "PolicyDocument",
        Policies.allow("a:B"));
    for (ManagedPolicy each : AwsManagedPolicies.all()) {
      String document = AwsManagedPolicies.version(each.arn()).orElseThrow().document();
      assertFalse(PolicyDocument.parseManaged(document).statements().isEmpty());
    }
  }

  @Test
  void tags_a_policy() {
    create("own", Policies.allow("a:B"));

    iam.call(
        "TagPolicy",
        "PolicyArn",
        OWN,
        "Tags.member.1.Key",
        "a",
        "Tags.member.1.Value",
        "1",
        "Tags.member.2.Key",
        "b",
        "Tags.member.2.Value",
        "x=y @z");
    iam.call("UntagPolicy", "PolicyArn", OWN, "TagKeys.member.1", "a");
    IamReply tags = iam.call("ListPolicyTags", "PolicyArn", OWN);

    assertEquals("b", tags.text("Tags", "member", "Key"));
    assertEquals("x=y @z", tags.text("Tags", "member", "Value"));
  }

  @Test
  void names_the_policy_that_is_not_there() {
    String message = "Policy " + MISSING + " was not found.";
    for (String action :
        List.of(
            "GetPolicy",
            "DeletePolicy",
            "ListPolicyVersions",
            "ListEntitiesForPolicy",
            "ListPolicyTags")) {
      iam.assertRefused(404, "NoSuchEntity", message, action, "PolicyArn", MISSING);
    }
  }

  @Test
  void an_arn_in_another_case_is_another_one() {
    create("own", Policies.allow("a:B"));
    String other = "arn:aws:iam::444455556666:policy/OWN";

    iam.assertRefused(
        404,
        "NoSuchEntity",
        "Policy " + other + " was not found.",
        "GetPolicy",
        "PolicyArn",
        other);
  }

  private IamReply create(String name, String document) {
    return iam.call("CreatePolicy", "PolicyName", name, "PolicyDocument", document);
  }

  private IamReply createVersion(String document, boolean asDefault) {
    return iam.call(
        "CreatePolicyVersion",
        "PolicyArn",
        OWN,
        "PolicyDocument",
        document,
        "SetAsDefault",
        Boolean.toString(asDefault));
  }

  private List<String> list(String... parameters) {
    return iam.call("ListPolicies", parameters).texts("Policies", "member", "PolicyName");
  }
}
