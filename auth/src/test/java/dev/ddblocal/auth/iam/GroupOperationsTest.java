package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GroupOperationsTest {
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private final LocalIam iam = new LocalIam();

  @Test
  void makes_groups_and_lists_them_by_path() {
    IamReply made = iam.call("CreateGroup", "GroupName", "Readers", "Path", "/x/");
    iam.call("CreateGroup", "GroupName", "all");

    assertEquals("arn:aws:iam::444455556666:group/x/Readers", made.text("Group", "Arn"));
    assertTrue(made.text("Group", "GroupId").matches("AGPA[A-Z2-7]{17}"));
    assertEquals("2026-01-02T03:04:05Z", made.text("Group", "CreateDate"));
    assertEquals(
        List.of("all", "Readers"), iam.call("ListGroups").texts("Groups", "member", "GroupName"));
    assertEquals(
        "Readers",
        iam.call("ListGroups", "PathPrefix", "/x/").text("Groups", "member", "GroupName"));
    iam.assertRefused(
        409,
        "EntityAlreadyExists",
        "Group with name READERS already exists.",
        "CreateGroup",
        "GroupName",
        "READERS");
  }

  @Test
  void users_come_and_go() {
    iam.call("CreateGroup", "GroupName", "Readers");
    for (String name : List.of("carl", "Bob", "anna")) {
      iam.call("CreateUser", "UserName", name);
      iam.call("AddUserToGroup", "GroupName", "readers", "UserName", name);
    }
    iam.call("AddUserToGroup", "GroupName", "Readers", "UserName", "Bob");

    IamReply first = iam.call("GetGroup", "GroupName", "Readers", "MaxItems", "2");
    assertEquals("Readers", first.text("Group", "GroupName"));
    assertEquals(List.of("anna", "Bob"), first.texts("Users", "member", "UserName"));
    assertEquals(
        "carl",
        iam.call("GetGroup", "GroupName", "Readers", "Marker", first.text("Marker"))
            .text("Users", "member", "UserName"));

    iam.call("RemoveUserFromGroup", "GroupName", "Readers", "UserName", "bob");
    assertEquals(
        List.of("anna", "carl"),
        iam.call("GetGroup", "GroupName", "Readers").texts("Users", "member", "UserName"));
  }

  @Test
  void a_user_is_in_at_most_ten_groups() {
    iam.call("CreateUser", "UserName", "Bob");
    for (int i = 0; i < 11; i++) {
      iam.call("CreateGroup", "GroupName", "g" + i);
    }
    for (int i = 0; i < 10; i++) {
      iam.call("AddUserToGroup", "GroupName", "g" + i, "UserName", "Bob");
    }

    iam.assertRefused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for GroupsPerUser: 10",
        "AddUserToGroup",
        "GroupName",
        "g10",
        "UserName",
        "Bob");
  }

  @Test
  void names_who_is_not_there() {
    iam.call("CreateGroup", "GroupName", "Readers");
    for (String action : List.of("AddUserToGroup", "RemoveUserFromGroup")) {
      iam.assertRefused(
          404,
          "NoSuchEntity",
          "The user with name Nobody cannot be found.",
          action,
          "GroupName",
          "Readers",
          "UserName",
          "Nobody");
      iam.assertRefused(
          404,
          "NoSuchEntity",
          "The group with name None cannot be found.",
          action,
          "GroupName",
          "None",
          "UserName",
          "Nobody");
    }
    for (String action : List.of("GetGroup", "DeleteGroup", "UpdateGroup")) {
      iam.assertRefused(
          404,
          "NoSuchEntity",
          "The group with name None cannot be found.",
          action,
          "GroupName",
          "None");
    }
  }

  @Test
  void a_renamed_group_keeps_its_users_and_policies() {
    iam.call("CreateGroup", "GroupName", "Readers");
    iam.call("CreateUser", "UserName", "Bob");
    iam.call("AddUserToGroup", "GroupName", "Readers", "UserName", "Bob");
    iam.call("AttachGroupPolicy", "GroupName", "Readers", "PolicyArn", READ_ONLY);
    iam.call(
        "PutGroupPolicy",
        "GroupName",
        "Readers",
        "PolicyName",
        "p",
        "PolicyDocument",
        Policies.allow("a:B"));
    String id = iam.call("GetGroup", "GroupName", "Readers").text("Group", "GroupId");

    iam.call("UpdateGroup", "GroupName", "Readers", "NewGroupName", "Writers", "NewPath", "/new/");

    IamReply renamed = iam.call("GetGroup", "GroupName", "Writers");
    assertEquals("arn:aws:iam::444455556666:group/new/Writers", renamed.text("Group", "Arn"));
    assertEquals(id, renamed.text("Group", "GroupId"));
    assertEquals("Bob", renamed.text("Users", "member", "UserName"));
    assertEquals(
        READ_ONLY,
        iam.call("ListAttachedGroupPolicies", "GroupName", "Writers")
            .text("AttachedPolicies", "member", "PolicyArn"));
    assertEquals(
        "p", iam.call("ListGroupPolicies", "GroupName", "Writers").text("PolicyNames", "member"));
    assertEquals("Writers", iam.call("ListGroups").text("Groups", "member", "GroupName"));

    iam.call("UpdateGroup", "GroupName", "Writers", "NewGroupName", "WRITERS");
    assertEquals(
        "WRITERS", iam.call("GetGroup", "GroupName", "writers").text("Group", "GroupName"));
    iam.call("CreateGroup", "GroupName", "Readers");
    iam.assertRefused(
        409,
        "EntityAlreadyExists",
        "Group with name readers already exists.",
        "UpdateGroup",
        "GroupName",
        "Writers",
        "NewGroupName",
        "readers");
  }

  @Test
  void a_renaming_is_authorized_for_both_names() {
    List<String> asked = new ArrayList<>();
    LocalIam guarded =
        new LocalIam((_, _, resources, _) -> {
          asked.addAll(resources);
          return CompletableFuture.completedFuture(null);
        });
    guarded.call("CreateGroup", "GroupName", "Readers", "Path", "/x/");
    guarded.call("CreateUser", "UserName", "Bob");

    guarded.call(
        guarded.user("Bob"), "UpdateGroup", "GroupName", "readers", "NewGroupName", "Writers");

    assertEquals(
        List.of(
            "arn:aws:iam::444455556666:group/x/Readers",
            "arn:aws:iam::444455556666:group/x/Writers"),
        asked);
  }

  @Test
  void deletes_a_group_when_it_is_empty() {
    iam.call("CreateGroup", "GroupName", "Readers");
    iam.call("CreateUser", "UserName", "Bob");
    iam.call("AddUserToGroup", "GroupName", "Readers", "UserName", "Bob");
    iam.call("AttachGroupPolicy", "GroupName", "Readers", "PolicyArn", READ_ONLY);
    iam.call(
        "PutGroupPolicy",
        "GroupName",
        "Readers",
        "PolicyName",
        "p",
        "PolicyDocument",
        Policies.allow("a:B"));

    assertConflict("Cannot delete entity, must remove users from group first.");
    iam.call("RemoveUserFromGroup", "GroupName", "Readers", "UserName", "Bob");
    assertConflict("Cannot delete entity, must detach all policies first.");
    iam.call("DetachGroupPolicy", "GroupName", "Readers", "PolicyArn", READ_ONLY);
    assertConflict("Cannot delete entity, must delete policies first.");
    iam.call("DeleteGroupPolicy", "GroupName", "Readers", "PolicyName", "p");
    iam.call("DeleteGroup", "GroupName", "Readers");

    assertFalse(iam.call("ListGroups").has("Groups", "member"));
  }

  private void assertConflict(String message) {
    iam.assertRefused(409, "DeleteConflict", message, "DeleteGroup", "GroupName", "Readers");
  }
}
