package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserTagsTest {
  private final LocalIam iam = new LocalIam();

  @Test
  void tags_are_added_replaced_and_removed_without_regard_to_case() {
    iam.call("CreateUser", "UserName", "bob");

    iam.call(
        "TagUser",
        "UserName",
        "bob",
        "Tags.member.1.Key",
        "Team",
        "Tags.member.1.Value",
        "a",
        "Tags.member.2.Key",
        "cost",
        "Tags.member.2.Value",
        "1");
    iam.call("TagUser", "UserName", "bob", "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "b");
    assertEquals(
        "Tags{member{Key=TEAM Value=b} member{Key=cost Value=1}} IsTruncated=false",
        iam.call("ListUserTags", "UserName", "bob").toString());

    iam.call(
        "UntagUser", "UserName", "bob", "TagKeys.member.1", "team", "TagKeys.member.2", "none");
    assertEquals(
        List.of("cost"),
        iam.call("GetUser", "UserName", "bob").texts("User", "Tags", "member", "Key"));
    iam.call("UntagUser", "UserName", "bob", "TagKeys.member.1", "cost");
    assertFalse(iam.call("GetUser", "UserName", "bob").has("User", "Tags"));
  }

  @Test
  void refuses_bad_tags() {
    iam.call("CreateUser", "UserName", "bob");
    iam.assertRefused(
        400,
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        "TagUser",
        "UserName",
        "bob",
        "Tags.member.1.Key",
        "a",
        "Tags.member.1.Value",
        "1",
        "Tags.member.2.Key",
        "A",
        "Tags.member.2.Value",
        "2");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy"
            + " constraint: Member must not be null",
        "TagUser",
        "UserName",
        "bob",
        "Tags.member.1.Key",
        "a");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value '<' at 'tags.1.member.key' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern:"
            + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
        "TagUser",
        "UserName",
        "bob",
        "Tags.member.1.Key",
        "<",
        "Tags.member.1.Value",
        "1");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member"
            + " must not be null",
        "TagUser",
        "UserName",
        "bob");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member"
            + " must not be null",
        "UntagUser",
        "UserName",
        "bob");
  }

  @Test
  void a_user_has_at_most_50_tags() {
    iam.call("CreateUser", "UserName", "bob");
    iam.call("TagUser", tags("a", 50));

    iam.assertRefused(
        409, "LimitExceeded", "Cannot exceed quota for TagsPerEntity: 50", "TagUser", tags("b", 1));
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must"
            + " have length less than or equal to 50",
        "TagUser",
        tags("c", 51));
  }

  private static String[] tags(String prefix, int count) {
    String[] parameters = new String[2 + 4 * count];
    parameters[0] = "UserName";
    parameters[1] = "bob";
    for (int i = 0; i < count; i++) {
      parameters[2 + 4 * i] = "Tags.member." + (i + 1) + ".Key";
      parameters[3 + 4 * i] = prefix + i;
      parameters[4 + 4 * i] = "Tags.member." + (i + 1) + ".Value";
      parameters[5 + 4 * i] = "v";
    }
    return parameters;
  }
}
