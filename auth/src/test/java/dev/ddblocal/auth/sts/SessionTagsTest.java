package dev.ddblocal.auth.sts;

import static dev.ddblocal.auth.sts.SessionFixture.ACCOUNT;
import static dev.ddblocal.auth.sts.StsFixture.ALLOW_ALL;
import static dev.ddblocal.auth.sts.StsFixture.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Session tags: who may pass them, what becomes of them, and how many there may be. */
class SessionTagsTest {
  private static final String BOB = "arn:aws:iam::111122223333:user/bob";
  private static final String OWN_ROOT = "arn:aws:iam::111122223333:root";
  private static final String MAY_TAG = "[\"sts:AssumeRole\",\"sts:TagSession\"]";

  private final StsFixture sts = new StsFixture();
  private final CallerIdentity bob = sts.user(ACCOUNT, "bob");

  private static String[] call(String role, String... tags) {
    List<String> parameters = new ArrayList<>(List.of("RoleArn", role, "RoleSessionName", "s1"));
    int transitive = 1;
    for (int i = 0; i < tags.length; i++) {
      String[] tag = tags[i].split("=", 2);
      String key = tag[0].replace("*", "");
      parameters.addAll(List.of("Tags.member." + (i + 1) + ".Key", key));
      parameters.addAll(List.of("Tags.member." + (i + 1) + ".Value", tag[1]));
      if (tag[0].endsWith("*")) {
        parameters.addAll(List.of("TransitiveTagKeys.member." + transitive++, key));
      }
    }
    return parameters.toArray(String[]::new);
  }

  private CallerIdentity assume(CallerIdentity caller, String role, String... tags) {
    return sts.caller(sts.call(caller, "AssumeRole", call(role, tags)));
  }

  private void refused(String message, CallerIdentity caller, String... call) {
    sts.refuses(400, "InvalidParameterValue", message, caller, "AssumeRole", call);
  }

  @Test
  void tags_need_their_own_permission() {
    String role = sts.role(ACCOUNT, "Reader", trust(BOB));
    String[] call = new String[1 + call(role, "a=1").length];
    call[0] = "AssumeRole";
    System.arraycopy(call(role, "a=1"), 0, call, 1, call.length - 1);

    sts.denies(BOB, "sts:TagSession", role, bob, call);
  }

  @Test
  void tags_of_the_request_and_of_the_role_are_condition_keys() {
    String condition =
        "{\"StringEquals\":{\"aws:RequestTag/team\":\"red\",\"aws:ResourceTag/team\":\"red\","
            + "\"sts:RoleSessionName\":\"s1\"},"
            + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"],"
            + "\"sts:TransitiveTagKeys\":[\"team\"]}}";
    String role =
        sts.role(ACCOUNT, "Reader", trust(BOB, MAY_TAG, condition), Map.of("Team", "red"), 3_600);

    assertEquals(Map.of("team", "red"), assume(bob, role, "team*=red").principal().tags());
    assertEquals("AccessDenied", sts.refused(bob, "AssumeRole", call(role, "team=blue")).code());
    assertEquals(
        "AccessDenied", sts.refused(bob, "AssumeRole", call(role, "team=red", "x=1")).code());
  }

  @Test
  void transitive_tags_are_inherited_by_sessions_of_sessions() {
    String first = sts.role(ACCOUNT, "First", trust(BOB, MAY_TAG, ""), ALLOW_ALL);
    String second =
        sts.role(
            ACCOUNT, "Second", trust(OWN_ROOT, MAY_TAG, ""), Map.of("a", "role"), 3_600, ALLOW_ALL);
    String untagged = sts.role(ACCOUNT, "Untagged", trust(OWN_ROOT));

    CallerIdentity one = assume(bob, first, "a*=1", "b=2");
    CallerIdentity two = assume(one, second, "c=3");
    CallerIdentity three = assume(two, first.replace("First", "Second"));

    assertEquals(Map.of("a", "1", "b", "2"), one.principal().tags());
    assertEquals(Map.of("a", "1"), one.session().orElseThrow().transitiveTags());
    assertEquals(Map.of("a", "1", "c", "3"), two.principal().tags());
    assertEquals(Map.of("a", "1"), three.principal().tags());
    sts.denies(
        one.principal().arn(),
        "sts:TagSession",
        untagged,
        one,
        "AssumeRole",
        "RoleArn",
        untagged,
        "RoleSessionName",
        "s1");
    refused(
        "One of the specified tag keys can't be set because it conflicts with a transitive tag key"
            + " from the calling session.",
        one,
        call(second, "A=9"));
  }

  @Test
  void keys_of_tags_are_compared_without_regard_to_case() {
    String role = sts.role(ACCOUNT, "Reader", trust(BOB, MAY_TAG, ""), Map.of("TEAM", "x"), 3_600);

    refused(
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        bob,
        call(role, "a=1", "A=2"));
    assertEquals(Map.of("Team", "red"), assume(bob, role, "Team=red").principal().tags());
  }

  @Test
  void keys_have_to_go_together() {
    String role = sts.role(ACCOUNT, "Reader", trust(BOB, MAY_TAG, ""));

    refused(
        "The specified transitive tag key must be included in the requested tags.",
        bob,
        "RoleArn",
        role,
        "RoleSessionName",
        "s1",
        "TransitiveTagKeys.member.1",
        "a");
    refused(
        "aws: prefixed tag key names are not allowed for external use.",
        bob,
        call(role, "AWS:a=1"));
  }

  @Test
  void tags_that_do_not_fit_into_a_token_are_too_many() {
    String role = sts.role(ACCOUNT, "Reader", trust(BOB, MAY_TAG, ""));
    Random random = new Random(5);
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      StringBuilder value = new StringBuilder();
      random.ints(200, 'A', 'Z' + 1).forEach(c -> value.append((char) c));
      tags.add("key" + i + "=" + value);
    }

    assertEquals(
        10,
        assume(bob, role, tags.subList(0, 10).toArray(String[]::new)).principal().tags().size());
    String message =
        sts.refused(bob, "AssumeRole", call(role, tags.toArray(String[]::new))).getMessage();
    assertEquals(
        "Packed size of session tags consumes #% of allotted space.",
        message.replaceFirst("[0-9]{3}", "#"));
    tags.add("more=1");
    String tooMany =
        sts.refused(bob, "AssumeRole", call(role, tags.toArray(String[]::new))).getMessage();
    assertEquals(
        "' at 'tags' failed to satisfy constraint: Member must have length less than or equal to"
            + " 50",
        tooMany.substring(tooMany.indexOf("' at")));
  }
}
