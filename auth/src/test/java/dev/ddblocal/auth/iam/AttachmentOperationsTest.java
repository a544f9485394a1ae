package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttachmentOperationsTest {
  private static final String OWN = "arn:aws:iam::444455556666:policy/dev/own";
  private static final String AWS = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";

  private final LocalIam iam = new LocalIam();

  @ParameterizedTest
  @EnumSource
  void attaches_lists_and_detaches_policies(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    createOwn();

    assertEquals(QueryReply.NOTHING, subject.call("Attach%sPolicy", "PolicyArn", OWN).reply());
    subject.call("Attach%sPolicy", "PolicyArn", OWN);
    subject.call("Attach%sPolicy", "PolicyArn", AWS);
    IamReply all = subject.call("ListAttached%sPolicies");

    assertEquals(List.of(OWN, AWS), all.texts("AttachedPolicies", "member", "PolicyArn"));
    assertEquals(
        List.of("own", "AmazonDynamoDBReadOnlyAccess"),
        all.texts("AttachedPolicies", "member", "PolicyName"));
    assertEquals(
        List.of(OWN),
        subject
            .call("ListAttached%sPolicies", "PathPrefix", "/dev/")
            .texts("AttachedPolicies", "member", "PolicyArn"));
    assertEquals("1", iam.call("GetPolicy", "PolicyArn", OWN).text("Policy", "AttachmentCount"));

    subject.call("Detach%sPolicy", "PolicyArn", OWN);

    assertEquals(
        List.of(AWS),
        subject
            .call("ListAttached%sPolicies")
            .texts("AttachedPolicies", "member", "PolicyArn"));
    subject.assertRefused(
        404,
        "NoSuchEntity",
        "Policy " + OWN + " was not found.",
        "Detach%sPolicy",
        "PolicyArn",
        OWN);
  }

  @ParameterizedTest
  @EnumSource
  void refuses_a_policy_that_is_not_there(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();

    for (String arn :
        List.of(
            OWN,
            "arn:aws:iam::aws:policy/NoSuchPolicy",
            "arn:aws:iam::111111111111:policy/others")) {
      subject.assertRefused(
          404,
          "NoSuchEntity",
          "Policy " + arn + " does not exist or is not attachable.",
          "Attach%sPolicy",
          "PolicyArn",
          arn);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attaches_at_most_ten(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    for (int i = 0; i < 11; i++) {
      iam.call(
          "CreatePolicy", "PolicyName", "p" + i, "PolicyDocument", Policies.allow("a:B"));
    }
    for (int i = 0; i < 10; i++) {
      subject.call("Attach%sPolicy", "PolicyArn", "arn:aws:iam::444455556666:policy/p" + i);
    }

    subject.assertRefused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for PoliciesPer" + type.label() + ": 10",
        "Attach%sPolicy",
        "PolicyArn",
        "arn:aws:iam::444455556666:policy/p10");
  }

  @ParameterizedTest
  @EnumSource
  void names_who_is_not_there(EntityType type) {
    Subject subject = new Subject(iam, type, "Nobody");
    String missing = "The " + type.word() + " with name Nobody cannot be found.";

    subject.assertRefused(404, "NoSuchEntity", missing, "Attach%sPolicy", "PolicyArn", AWS);
    subject.assertRefused(404, "NoSuchEntity", missing, "Detach%sPolicy", "PolicyArn", AWS);
    subject.assertRefused(404, "NoSuchEntity", missing, "ListAttached%sPolicies");
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "ROLE"})
  void sets_and_deletes_a_permissions_boundary(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    createOwn();

    subject.call("Put%sPermissionsBoundary", "PermissionsBoundary", OWN);
    IamReply found = subject.call("Get%s");

    assertEquals(
        OWN, found.text(type.label(), "PermissionsBoundary", "PermissionsBoundaryArn"));
    assertEquals(
        "Policy", found.text(type.label(), "PermissionsBoundary", "PermissionsBoundaryType"));
    assertEquals(
        "1",
        iam.call("GetPolicy", "PolicyArn", OWN).text("Policy", "PermissionsBoundaryUsageCount"));

    subject.call("Delete%sPermissionsBoundary");
    assertFalse(subject.call("Get%s").has(type.label(), "PermissionsBoundary"));
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "ROLE"})
  void refuses_a_boundary_that_is_not_there(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();

    subject.assertRefused(
        404,
        "NoSuchEntity",
        "Scope ARN: " + OWN + " does not exist or is not attachable.",
        "Put%sPermissionsBoundary",
        "PermissionsBoundary",
        OWN);
    new Subject(iam, type, "Nobody")
        .assertRefused(
            404,
            "NoSuchEntity",
            "The " + type.word() + " with name Nobody cannot be found.",
            "Delete%sPermissionsBoundary");
  }

  @Test
  void refuses_what_is_no_arn_of_a_policy() {
    Subject subject = new Subject(iam, EntityType.USER, "Subject");
    subject.create();

    subject.assertRefused(
        400,
        "InvalidInput",
        "ARN arn:aws:iam::444455556666:role/r is not valid.",
        "Attach%sPolicy",
        "PolicyArn",
        "arn:aws:iam::444455556666:role/r");
    subject.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value 'short' at 'policyArn' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 20",
        "Attach%sPolicy",
        "PolicyArn",
        "short");
  }

  private void createOwn() {
    iam.call(
        "CreatePolicy",
        "PolicyName",
        "own",
        "Path",
        "/dev/",
        "PolicyDocument",
        Policies.allow("a:B"));
  }
}
