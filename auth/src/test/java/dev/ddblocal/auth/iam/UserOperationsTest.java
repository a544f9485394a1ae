package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserOperationsTest {
  private final LocalIam iam = new LocalIam();

  @Test
  void makes_a_user_and_describes_it() {
    IamReply made = iam.call("CreateUser", "UserName", "Bob", "Path", "/division_abc/");

    assertEquals("/division_abc/", made.text("User", "Path"));
    assertEquals("Bob", made.text("User", "UserName"));
    assertEquals("arn:aws:iam::444455556666:user/division_abc/Bob", made.text("User", "Arn"));
    assertEquals("2026-01-02T03:04:05Z", made.text("User", "CreateDate"));
    assertTrue(made.text("User", "UserId").matches("AIDA[A-Z2-7]{17}"));
    assertEquals(made, iam.call("GetUser", "UserName", "bob"));
    assertFalse(made.has("User", "Tags"));
  }

  @Test
  void lists_users_by_path_in_pages() {
    for (String name : List.of("carl", "Bob", "anna")) {
      iam.call("CreateUser", "UserName", name, "Path", "/x/");
    }
    iam.call("CreateUser", "UserName", "dora");

    IamReply first = iam.call("ListUsers", "PathPrefix", "/x", "MaxItems", "2");
    IamReply second =
        iam.call("ListUsers", "PathPrefix", "/x", "MaxItems", "2", "Marker", first.text("Marker"));

    assertEquals(List.of("anna", "Bob"), first.texts("Users", "member", "UserName"));
    assertEquals("true", first.text("IsTruncated"));
    assertEquals(List.of("carl"), second.texts("Users", "member", "UserName"));
    assertEquals("false", second.text("IsTruncated"));
    assertFalse(second.has("Marker"));
  }
}
