package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InlinePolicyOperationsTest {
  private final LocalIam iam = new LocalIam();

  @ParameterizedTest
  @EnumSource
  void keeps_a_policy_and_answers_it_percent_encoded(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    String document = "{\"Version\":\"2012-10-17\",\n \"Statement\":[{\"Effect\":\"Allow\","
        + "\"Action\":\"a:B\",\"Resource\":\"arn:aws:s3:::~*\"}]}";

    assertEquals(QueryReply.NOTHING, put(subject, "Policy-1", document).reply());
    IamReply found = subject.call("Get%sPolicy", "PolicyName", "policy-1");

    assertEquals("Subject", found.text(type.label() + "Name"));
    assertEquals("Policy-1", found.text("PolicyName"));
    assertEquals(
        "%7B%22Version%22%3A%222012-10-17%22%2C%0A%20%22Statement%22%3A%5B%7B%22Effect%22%3A%22"
            + "Allow%22%2C%22Action%22%3A%22a%3AB%22%2C%22Resource%22%3A%22arn%3Aaws%3As3%3A%3A%3A~%2A%22%7D%5D%7D",
        found.text("PolicyDocument"));
  }

  @ParameterizedTest
  @EnumSource
  void lists_the_names_of_policies_in_pages(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    for (String name : List.of("c", "a", "B")) {
      put(subject, name, Policies.allow("a:B"));
    }

    IamReply first = subject.call("List%sPolicies", "MaxItems", "2");
    IamReply second =
        subject.call("List%sPolicies", "MaxItems", "2", "Marker", first.text("Marker"));

    assertEquals(List.of("a", "B"), first.texts("PolicyNames", "member"));
    assertEquals("true", first.text("IsTruncated"));
    assertEquals(List.of("c"), second.texts("PolicyNames", "member"));
    assertEquals("false", second.text("IsTruncated"));
  }

  @ParameterizedTest
  @EnumSource
  void deletes_a_policy_once(EntityType type) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    put(subject, "p", Policies.allow("a:B"));

    assertFalse(subject.call("Delete%sPolicy", "PolicyName", "p").reply().result().isPresent());

    String missing = "The " + type.word() + " policy with name p cannot be found.";
    subject.assertRefused(404, "NoSuchEntity", missing, "Delete%sPolicy", "PolicyName", "p");
    subject.assertRefused(404, "NoSuchEntity", missing, "Get%sPolicy", "PolicyName", "p");
  }

  @ParameterizedTest
  @EnumSource
  void names_who_is_not_there(EntityType type) {
    Subject subject = new Subject(iam, type, "Nobody");
    String missing = "The " + type.word() + " with name Nobody cannot be found.";

    for (String action : List.of("Get%sPolicy", "Delete%sPolicy")) {
      subject.assertRefused(404, "NoSuchEntity", missing, action, "PolicyName", "p");
    }
    subject.assertRefused(404, "NoSuchEntity", missing, "List%sPolicies");
    subject.assertRefused(
        404,
        "NoSuchEntity",
        missing,
        "Put%sPolicy",
        "PolicyName",
        "p",
        "PolicyDocument",
        Policies.allow("a:B"));
  }

  @ParameterizedTest
  @CsvSource({"USER, 2048", "ROLE, 10240", "GROUP, 5120"})
  void counts_all_policies_together_without_white_space(EntityType type, int limit) {
    Subject subject = new Subject(iam, type, "Subject");
    subject.create();
    put(subject, "half", ofSize(limit / 2) + " ".repeat(3_000));
    put(subject, "other", ofSize(limit - limit / 2));
    put(subject, "half", ofSize(limit / 2));

    subject.assertRefused(
        409,
        "LimitExceeded",
        "Maximum policy size of " + limit + " bytes exceeded for " + type.word() + " Subject",
        "Put%sPolicy",
        "PolicyName",
        "half",
        "PolicyDocument",
        ofSize(limit / 2 + 1));
  }

  @Test
  void refuses_what_is_no_policy() {
    Subject subject = new Subject(iam, EntityType.USER, "Subject");
    subject.create();

    subject.assertRefused(
        400,
        "MalformedPolicyDocument",
        "Syntax errors in policy.",
        "Put%sPolicy",
        "PolicyName",
        "p",
        "PolicyDocument",
        "{");
    subject.assertRefused(
        400,
        "ValidationError",
        "The specified value for policyDocument is invalid. It must contain only printable ASCII"
            + " characters.",
        "Put%sPolicy",
        "PolicyName",
        "p",
        "PolicyDocument",
        "\u0100");
    subject.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'policyDocument' failed to satisfy constraint:"
            + " Member must not be null",
        "Put%sPolicy",
        "PolicyName",
        "p");
    subject.assertRefused(
        400,
        "ValidationError",
        "The specified value for policyName is invalid. It must contain only alphanumeric"
            + " characters and/or the following: +=,.@_-",
        "Put%sPolicy",
        "PolicyName",
        "p/q",
        "PolicyDocument",
        Policies.allow("a:B"));
  }

  @Test
  void leaves_xml_special_characters_to_the_writer_of_the_answer() {
    Subject subject = new Subject(iam, EntityType.USER, "Subject");
    subject.create();
    String document = Policies.allow("a:B").replace("\"*\"", "\"arn:aws:x:::<&>'\"");
    put(subject, "p", document);

    assertEquals(
        PolicyText.encoded(document), subject.call("Get%sPolicy", "PolicyName", "p")
            .text("PolicyDocument"));
  }

  private static IamReply put(Subject subject, String name, String document) {
    return subject.call("Put%sPolicy", "PolicyName", name, "PolicyDocument", document);
  }

  /** A policy of so many characters that are no white space. */
  private static String ofSize(int size) {
    String document = Policies.allow("a:B");
    return document.replace("a:B", "a:" + "B".repeat(size - document.length() + 1));
  }
}
