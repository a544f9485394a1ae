package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserOperationsTest {
  private final LocalIam iam = new LocalIam();

  @Test
  void makes_a_user_and_describes_it() {
    IamReply made =
        iam.call(
            "CreateUser",
            "UserName",
            "Bob",
            "Path",
            "/division_abc/",
            "Tags.member.1.Key",
            "team",
            "Tags.member.1.Value",
            "");

    String id = made.text("User", "UserId");
    assertTrue(id.matches("AIDA[A-Z2-7]{17}"), id);
    assertEquals(
        "User{Path=/division_abc/ UserName=Bob UserId="
            + id
            + " Arn=arn:aws:iam::444455556666:user/division_abc/Bob"
            + " CreateDate=2026-01-02T03:04:05Z Tags{member{Key=team Value=}}}",
        made.toString());
    assertEquals(made, iam.call("GetUser", "UserName", "bOB"));
  }

  @Test
  void names_are_unique_without_regard_to_case_within_an_account() {
    iam.call("CreateUser", "UserName", "Bob");

    iam.assertRefused(
        409,
        "EntityAlreadyExists",
        "User with name bob already exists.",
        "CreateUser",
        "UserName",
        "bob");
    iam.call(LocalDynamoDb.root(new AccountId("777777777777")), "CreateUser", "UserName", "bob");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "UserName|a b|The specified value for userName is invalid. It must contain only"
            + " alphanumeric characters and/or the following: +=,.@_-",
        "UserName|a#b|The specified value for userName is invalid. It must contain only"
            + " alphanumeric characters and/or the following: +=,.@_-",
        "UserName|\"\"|1 validation error detected: Value '' at 'userName' failed to satisfy"
            + " constraint: Member must have length greater than or equal to 1",
        "UserNames|a|1 validation error detected: Value null at 'userName' failed to satisfy"
            + " constraint: Member must not be null",
        "Path|a/|The specified value for path is invalid. It must begin and end with / and contain"
            + " only alphanumeric characters and/or / characters.",
        "Path|/a|The specified value for path is invalid. It must begin and end with / and contain"
            + " only alphanumeric characters and/or / characters.",
      })
  void refuses_bad_names_and_paths(String parameter, String value, String message) {
    String[] parameters =
        parameter.equals("Path")
            ? new String[] {"UserName", "bob", parameter, value}
            : new String[] {parameter, value};

    iam.assertRefused(400, "ValidationError", message, "CreateUser", parameters);
  }

  @Test
  void refuses_names_and_paths_that_are_too_long() {
    String name = "a".repeat(65);
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + name
            + "' at 'userName' failed to satisfy constraint: Member must have length less than or"
            + " equal to 64",
        "CreateUser",
        "UserName",
        name);
    String path = "/" + "p".repeat(511) + "/";
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + path
            + "' at 'path' failed to satisfy constraint: Member must have length less than or equal"
            + " to 512",
        "CreateUser",
        "UserName",
        "bob",
        "Path",
        path);
  }

  @Test
  void lists_users_by_path_in_pages() {
    for (String name : List.of("carl", "Bob", "anna")) {
      iam.call(
          "CreateUser",
          "UserName",
          name,
          "Path",
          "/x/",
          "Tags.member.1.Key",
          "k",
          "Tags.member.1.Value",
          "v");
      iam.call("CreateAccessKey", "UserName", name);
    }
    iam.call("CreateUser", "UserName", "dora");

    IamReply first = iam.call("ListUsers", "PathPrefix", "/x", "MaxItems", "2");
    iam.call("DeleteAccessKey", "UserName", "bob", "AccessKeyId", key("bob"));
    iam.call("DeleteUser", "UserName", "bob");
    IamReply second =
        iam.call("ListUsers", "PathPrefix", "/x", "MaxItems", "2", "Marker", first.text("Marker"));

    assertEquals(List.of("anna", "Bob"), first.texts("Users", "member", "UserName"));
    assertEquals("true", first.text("IsTruncated"));
    assertFalse(first.has("Users", "member", "Tags"), "lists of users have no tags");
    assertEquals(List.of("carl"), second.texts("Users", "member", "UserName"));
    assertEquals("false", second.text("IsTruncated"));
    assertFalse(second.has("Marker"));
    assertEquals(
        List.of("anna", "carl", "dora"),
        iam.call("ListUsers").texts("Users", "member", "UserName"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MaxItems|0|ValidationError|1 validation error detected: Value '0' at 'maxItems' failed to"
            + " satisfy constraint: Member must have value greater than or equal to 1",
        "MaxItems|1001|ValidationError|1 validation error detected: Value '1001' at 'maxItems'"
            + " failed to satisfy constraint: Member must have value less than or equal to 1000",
        "MaxItems|many|MalformedInput|Invalid Argument",
        "Marker|~|ValidationError|Invalid Marker.",
        "PathPrefix|x|ValidationError|The specified value for pathPrefix is invalid. It must begin"
            + " with the / character and contain only alphanumeric characters and/or / characters.",
      })
  void refuses_bad_pages(String parameter, String value, String code, String message) {
    iam.assertRefused(400, code, message, "ListUsers", parameter, value);
  }

  @Test
  void who_names_no_user_means_itself() {
    iam.call("CreateUser", "UserName", "bob");
    LocalIam open = allowing();
    open.call("CreateUser", "UserName", "eve");

    assertEquals("eve", open.call(open.user("eve"), "GetUser").text("User", "UserName"));
    assertEquals(
        "User{UserId=444455556666 Arn=arn:aws:iam::444455556666:root"
            + " CreateDate=1970-01-01T00:00:00Z}",
        iam.call("GetUser").toString());
    open.assertRefused(
        LocalIam.caller(
            new Principal.AssumedRole(
                LocalIdentities.ACCOUNT, "/", "r", "AROAX", "session", Map.of())),
        400,
        "ValidationError",
        "Must specify userName when calling with non-User credentials",
        "GetUser");
  }

  @Test
  void a_recorded_account_tells_when_its_root_user_was_made() {
    put(
        AccountRecord.create(LocalIdentities.ACCOUNT, "acme", Instant.parse("2025-01-01T00:00:00Z"))
            .record());

    assertEquals("2025-01-01T00:00:00Z", iam.call("GetUser").text("User", "CreateDate"));
  }

  @Test
  void a_user_who_is_not_there_is_no_entity() {
    for (String action :
        List.of(
            "GetUser",
            "DeleteUser",
            "UpdateUser",
            "ListUserTags",
            "ListGroupsForUser",
            "ListAccessKeys",
            "CreateAccessKey",
            "ListSSHPublicKeys",
            "GetLoginProfile")) {
      iam.assertRefused(
          404,
          "NoSuchEntity",
          "The user with name nobody cannot be found.",
          action,
          "UserName",
          "nobody");
    }
  }

  @Test
  void lists_the_groups_a_user_is_in() {
    iam.call("CreateUser", "UserName", "bob");
    put(user("bob").withGroups(List.of("Admins")).record());
    put(
        IdentityRecord.of("ACCT#444455556666", "GROUP#admins")
            .with("name", "Admins")
            .with("groupId", "AGPAX")
            .with("path", "/g/")
            .with("createdAt", "2026-01-01T00:00:00Z"));

    assertEquals(
        "Groups{member{Path=/g/ GroupName=Admins GroupId=AGPAX"
            + " Arn=arn:aws:iam::444455556666:group/g/Admins CreateDate=2026-01-01T00:00:00Z}}"
            + " IsTruncated=false",
        iam.call("ListGroupsForUser", "UserName", "bob").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "ListMFADevices, MFADevices",
    "ListSSHPublicKeys, SSHPublicKeys",
    "ListServiceSpecificCredentials, ServiceSpecificCredentials",
    "ListSigningCertificates, Certificates",
    "ListVirtualMFADevices, VirtualMFADevices",
  })
  void lists_what_tools_ask_for_and_nobody_has(String action, String list) {
    iam.call("CreateUser", "UserName", "bob");

    assertEquals(list + "{} IsTruncated=false", iam.call(action, "UserName", "bob").toString());
  }

  @ParameterizedTest
  @CsvSource({"DeleteLoginProfile", "GetLoginProfile"})
  void nobody_has_a_password(String action) {
    iam.call("CreateUser", "UserName", "bob");

    iam.assertRefused(
        404,
        "NoSuchEntity",
        "Login Profile for User bob cannot be found.",
        action,
        "UserName",
        "bob");
  }

  private static LocalIam allowing() {
    return new LocalIam((_, _, _, _) -> CompletableFuture.completedFuture(null));
  }

  private String key(String user) {
    return iam.call("ListAccessKeys", "UserName", user)
        .text("AccessKeyMetadata", "member", "AccessKeyId");
  }

  private UserRecord user(String name) {
    return LocalIdentities.await(
        new Users(iam.identities().store()).require(LocalIdentities.ACCOUNT, name));
  }

  private void put(IdentityRecord record) {
    LocalIdentities.await(iam.identities().store().apply(List.of(new IdentityChange.Put(record))));
  }
}
