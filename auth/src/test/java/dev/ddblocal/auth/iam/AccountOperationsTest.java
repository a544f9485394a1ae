package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.auth.identity.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountOperationsTest {
  private static final String OWN = "arn:aws:iam::444455556666:policy/own";
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private final LocalIam iam = new LocalIam();

  @BeforeEach
  void make() {
    iam.call("CreatePolicy", "PolicyName", "own", "PolicyDocument", Policies.allow("a:B"));
    for (EntityType type : EntityType.values()) {
      Subject subject = new Subject(iam, type, "Some" + type.label());
      subject.create();
      subject.call("Attach%sPolicy", "PolicyArn", READ_ONLY);
      subject.call("Put%sPolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("a:C"));
    }
    iam.call("AddUserToGroup", "GroupName", "SomeGroup", "UserName", "SomeUser");
    iam.call("PutUserPermissionsBoundary", "UserName", "SomeUser", "PermissionsBoundary", OWN);
    iam.call(
        "TagUser",
        "UserName",
        "SomeUser",
        "Tags.member.1.Key",
        "k",
        "Tags.member.1.Value",
        "v");
  }

  @Test
  void counts_what_the_account_has_and_may_have() {
    IamReply reply = iam.call("GetAccountSummary");
    List<String> keys = reply.texts("SummaryMap", "entry", "key");
    List<String> values = reply.texts("SummaryMap", "entry", "value");
    Map<String, String> summary = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      summary.put(keys.get(i), values.get(i));
    }

    assertEquals("1", summary.get("Users"));
    assertEquals("1", summary.get("Roles"));
    assertEquals("1", summary.get("Groups"));
    assertEquals("1", summary.get("Policies"));
    assertEquals("1", summary.get("PolicyVersionsInUse"));
    assertEquals("2048", summary.get("UserPolicySizeQuota"));
    assertEquals("5", summary.get("VersionsPerPolicyQuota"));
    assertEquals("2", summary.get("AccessKeysPerUserQuota"));
  }

  @Test
  void tells_all_there_is_of_everybody() {
    IamReply all = iam.call("GetAccountAuthorizationDetails");

    assertEquals("SomeUser", all.text("UserDetailList", "member", "UserName"));
    assertEquals("SomeGroup", all.text("UserDetailList", "member", "GroupList", "member"));
    assertEquals(
        OWN,
        all.text(
            "UserDetailList", "member", "PermissionsBoundary", "PermissionsBoundaryArn"));
    assertEquals("v", all.text("UserDetailList", "member", "Tags", "member", "Value"));
    for (EntityType type : EntityType.values()) {
      String list = type.label() + "DetailList";
      String policies = type.label() + "PolicyList";
      assertEquals("p", all.text(list, "member", policies, "member", "PolicyName"));
      assertEquals(
          PolicyText.encoded(Policies.allow("a:C")),
          all.text(list, "member", policies, "member", "PolicyDocument"));
      assertEquals(
          READ_ONLY,
          all.text(list, "member", "AttachedManagedPolicies", "member", "PolicyArn"));
    }
    assertEquals(
        PolicyText.encoded(Policies.trust("444455556666")),
        all.text("RoleDetailList", "member", "AssumeRolePolicyDocument"));
    assertEquals(
        List.of("own", "ReadOnlyAccess"), all.texts("Policies", "member", "PolicyName"));
    assertEquals(
        List.of("0", "3"), all.texts("Policies", "member", "AttachmentCount"));
    assertEquals(
        List.of("v1", "v1"),
        all.texts("Policies", "member", "PolicyVersionList", "member", "VersionId"));
  }

  @Test
  void tells_only_of_kinds_that_are_asked_for() {
    IamReply reply =
        iam.call(
            "GetAccountAuthorizationDetails",
            "Filter.member.1",
            "Role",
            "Filter.member.2",
            "LocalManagedPolicy");

    assertEquals("SomeRole", reply.text("RoleDetailList", "member", "RoleName"));
    assertEquals("own", reply.text("Policies", "member", "PolicyName"));
    assertFalse(reply.has("UserDetailList", "member"));
    assertFalse(reply.has("GroupDetailList", "member"));
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value 'Robot' at 'filter' failed to satisfy constraint:"
            + " Member must satisfy enum value set: [User, Role, Group, LocalManagedPolicy,"
            + " AWSManagedPolicy]",
        "GetAccountAuthorizationDetails",
        "Filter.member.1",
        "Robot");
  }

  @Test
  void every_element_is_on_exactly_one_page() {
    List<String> names = new ArrayList<>();
    String[] parameters = {"MaxItems", "1"};
    IamReply page;
    do {
      page = iam.call("GetAccountAuthorizationDetails", parameters);
      names.addAll(page.texts("UserDetailList", "member", "UserName"));
      names.addAll(page.texts("GroupDetailList", "member", "GroupName"));
      names.addAll(page.texts("RoleDetailList", "member", "RoleName"));
      names.addAll(page.texts("Policies", "member", "PolicyName"));
      if (page.has("Marker")) {
        parameters = new String[] {"MaxItems", "1", "Marker", page.text("Marker")};
      }
    } while (page.text("IsTruncated").equals("true"));

    assertEquals(
        List.of("SomeGroup", "SomeRole", "SomeUser", "own", "ReadOnlyAccess"), names);
  }

  @Test
  void an_account_has_no_aliases() {
    assertEquals(
        "AccountAliases{} IsTruncated=false", iam.call("ListAccountAliases").toString());
  }

  @Test
  void a_new_user_can_have_a_boundary_at_once() {
    IamReply made =
        iam.call("CreateUser", "UserName", "Limited", "PermissionsBoundary", OWN);

    assertEquals(OWN, made.text("User", "PermissionsBoundary", "PermissionsBoundaryArn"));
    assertEquals(
        "2",
        iam.call("GetPolicy", "PolicyArn", OWN).text("Policy", "PermissionsBoundaryUsageCount"));
    String missing = "arn:aws:iam::444455556666:policy/missing";
    iam.assertRefused(
        404,
        "NoSuchEntity",
        "Scope ARN: " + missing + " does not exist or is not attachable.",
        "CreateUser",
        "UserName",
        "Other",
        "PermissionsBoundary",
        missing);
  }
}
