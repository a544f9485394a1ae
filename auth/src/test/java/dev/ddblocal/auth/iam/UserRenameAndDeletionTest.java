package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.identity.UserRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserRenameAndDeletionTest {
  private final LocalIam iam = new LocalIam();

  @Test
  void a_renamed_user_keeps_everything() {
    iam.call("CreateUser", "UserName", "bob", "Path", "/a/");
    String key = iam.call("CreateAccessKey", "UserName", "bob").text("AccessKey", "AccessKeyId");
    put(policy("USER#bob#POL#inline"));
    put(policy("ATT#USER#bob#arn:aws:iam::444455556666:policy/p"));
    String id = iam.call("GetUser", "UserName", "bob").text("User", "UserId");

    iam.call("UpdateUser", "UserName", "BOB", "NewUserName", "Rob", "NewPath", "/b/");

    iam.assertRefused(
        404,
        "NoSuchEntity",
        "The user with name bob cannot be found.",
        "GetUser",
        "UserName",
        "bob");
    IamReply renamed = iam.call("GetUser", "UserName", "rob");
    assertEquals("arn:aws:iam::444455556666:user/b/Rob", renamed.text("User", "Arn"));
    assertEquals(id, renamed.text("User", "UserId"));
    IamReply keys = iam.call("ListAccessKeys", "UserName", "rob");
    assertEquals(key, keys.text("AccessKeyMetadata", "member", "AccessKeyId"));
    assertEquals("Rob", keys.text("AccessKeyMetadata", "member", "UserName"));
    assertEquals(List.of(), sorts("USER#bob"));
    assertEquals(
        List.of("USER#rob", "USER#rob#KEY#" + key, "USER#rob#POL#inline"), sorts("USER#rob"));
    assertEquals(List.of("ATT#USER#rob#arn:aws:iam::444455556666:policy/p"), sorts("ATT#USER#"));
  }

  @Test
  void a_name_may_change_in_case_only_and_not_to_another_users() {
    iam.call("CreateUser", "UserName", "bob");
    iam.call("CreateUser", "UserName", "eve");
    iam.call("CreateAccessKey", "UserName", "bob");

    iam.call("UpdateUser", "UserName", "bob", "NewUserName", "Bob");

    assertEquals("Bob", iam.call("GetUser", "UserName", "bob").text("User", "UserName"));
    assertEquals(
        "Bob",
        iam.call("ListAccessKeys", "UserName", "bob")
            .text("AccessKeyMetadata", "member", "UserName"));
    iam.assertRefused(
        409,
        "EntityAlreadyExists",
        "User with name EVE already exists.",
        "UpdateUser",
        "UserName",
        "bob",
        "NewUserName",
        "EVE");
    iam.call("UpdateUser", "UserName", "bob");
    iam.call("UpdateUser", "UserName", "bob", "NewPath", "/n/");
    assertEquals("/n/", iam.call("GetUser", "UserName", "bob").text("User", "Path"));
  }

  @Test
  void a_user_is_deleted_when_nothing_hangs_on_it() {
    iam.call("CreateUser", "UserName", "bob");
    iam.call("CreateAccessKey", "UserName", "bob");
    put(policy("USER#bob#POL#inline"));
    put(policy("ATT#USER#bob#arn"));
    UserRecord user = user("bob");
    put(user.withGroups(List.of("Admins")).record());

    assertUndeletable("Cannot delete entity, must delete access keys first.");
    iam.call("DeleteAccessKey", "UserName", "bob", "AccessKeyId", key("bob"));
    assertUndeletable("Cannot delete entity, must delete policies first.");
    delete("USER#bob#POL#inline");
    assertUndeletable("Cannot delete entity, must detach all policies first.");
    delete("ATT#USER#bob#arn");
    assertUndeletable("Cannot delete entity, must remove users from group first.");
    put(user("bob").withGroups(List.of()).record());
    iam.call("DeleteUser", "UserName", "bob");

    assertEquals(List.of(), iam.call("ListUsers").texts("Users", "member", "UserName"));
    iam.call("CreateUser", "UserName", "bob");
  }

  private void assertUndeletable(String message) {
    iam.assertRefused(409, "DeleteConflict", message, "DeleteUser", "UserName", "bob");
  }

  private String key(String user) {
    return iam.call("ListAccessKeys", "UserName", user)
        .text("AccessKeyMetadata", "member", "AccessKeyId");
  }

  private UserRecord user(String name) {
    return LocalIdentities.await(
        new Users(iam.identities().store()).require(LocalIdentities.ACCOUNT, name));
  }

  private static IdentityRecord policy(String sort) {
    return IdentityRecord.of("ACCT#444455556666", sort).with("document", "{}");
  }

  private void put(IdentityRecord record) {
    LocalIdentities.await(iam.identities().store().apply(List.of(new IdentityChange.Put(record))));
  }

  private void delete(String sort) {
    LocalIdentities.await(
        iam.identities()
            .store()
            .apply(List.of(new IdentityChange.Delete("ACCT#444455556666", sort))));
  }

  private List<String> sorts(String prefix) {
    return LocalIdentities.await(iam.identities().store().list("ACCT#444455556666", prefix))
        .stream()
        .map(IdentityRecord::sort)
        .toList();
  }
}
