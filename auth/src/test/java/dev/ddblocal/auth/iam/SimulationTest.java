package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.auth.identity.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:444455556666:table/t";
  private static final String LEADING_KEYS =
      """
      {
        "Version": "2012-10-17",
        "Statement": {
          "Sid": "Own",
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}",
          "Condition": {
            "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "${aws:username}"}
          }
        }
      }
      """;

  private final LocalIam iam = new LocalIam();

  @Test
  void says_what_policies_say_to_each_action_on_each_resource() {
    IamReply reply =
        custom(
            "PolicyInputList.member.1",
            Policies.allow("dynamodb:Get*"),
            "PolicyInputList.member.2",
            Policies.deny("dynamodb:GetRecords"),
            "ActionNames.member.1",
            "dynamodb:GetItem",
            "ActionNames.member.2",
            "dynamodb:GetRecords",
            "ActionNames.member.3",
            "dynamodb:PutItem");

    assertEquals(
        List.of("dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:PutItem"),
        reply.texts("EvaluationResults", "member", "EvalActionName"));
    assertEquals(
        List.of("allowed", "explicitDeny", "implicitDeny"),
        reply.texts("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        List.of("*", "*", "*"), reply.texts("EvaluationResults", "member", "EvalResourceName"));
    assertEquals(
        List.of("PolicyInputList.1", "PolicyInputList.2"),
        reply.texts(
            "EvaluationResults", "member", "MatchedStatements", "member", "SourcePolicyId"));
    assertEquals("false", reply.text("IsTruncated"));
  }

  @Test
  void tells_where_the_matching_statement_stands() {
    IamReply reply =
        custom(
            "PolicyInputList.member.1",
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\n    \"Effect\": \"Allow\",\n"
                + "    \"Action\": \"a:B\",\n    \"Resource\": \"*\"\n  }\n}",
            "ActionNames.member.1",
            "a:B");

    String[] matched = {"EvaluationResults", "member", "MatchedStatements", "member"};
    assertEquals("3", text(reply, matched, "StartPosition", "Line"));
    assertEquals("16", text(reply, matched, "StartPosition", "Column"));
    assertEquals("7", text(reply, matched, "EndPosition", "Line"));
    assertEquals("4", text(reply, matched, "EndPosition", "Column"));
  }

  @Test
  void answers_by_resource_and_in_pages() {
    String[] parameters = {
      "PolicyInputList.member.1",
      Policies.allow("a:B").replace("\"*\"", "\"" + TABLE + "\""),
      "ActionNames.member.1",
      "a:B",
      "ResourceArns.member.1",
      TABLE,
      "ResourceArns.member.2",
      TABLE + "2"
    };
    IamReply all = custom(parameters);

    assertEquals(
        List.of("allowed", "implicitDeny"),
        all.texts("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        List.of("allowed", "implicitDeny"),
        all.texts(
            "EvaluationResults",
            "member",
            "ResourceSpecificResults",
            "member",
            "EvalResourceDecision"));
    IamReply first = custom(with(parameters, "MaxItems", "1"));
    assertEquals("allowed", first.text("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        "implicitDeny",
        custom(with(parameters, "Marker", first.text("Marker")))
            .text("EvaluationResults", "member", "EvalDecision"));
  }

  @Test
  void names_the_condition_keys_that_are_missing_and_takes_them_by_their_types() {
    String[] parameters = {
      "PolicyInputList.member.1", LEADING_KEYS,
      "ActionNames.member.1", "dynamodb:GetItem",
      "ResourceArns.member.1", TABLE,
      "ContextEntries.member.1.ContextKeyName", "aws:principaltag/TABLE",
      "ContextEntries.member.1.ContextKeyType", "string",
      "ContextEntries.member.1.ContextKeyValues.member.1", "t",
      "ContextEntries.member.2.ContextKeyName", "dynamodb:LeadingKeys",
      "ContextEntries.member.2.ContextKeyType", "stringList",
      "ContextEntries.member.2.ContextKeyValues.member.1", "Bob"
    };
    IamReply missing = custom(parameters);

    assertEquals("implicitDeny", missing.text("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        "aws:username",
        missing.text("EvaluationResults", "member", "MissingContextValues", "member"));

    IamReply complete =
        custom(
            with(
                parameters,
                "ContextEntries.member.3.ContextKeyName",
                "aws:username",
                "ContextEntries.member.3.ContextKeyType",
                "string",
                "ContextEntries.member.3.ContextKeyValues.member.1",
                "Bob"));
    assertEquals("allowed", complete.text("EvaluationResults", "member", "EvalDecision"));
    assertFalse(complete.has("EvaluationResults", "member", "MissingContextValues", "member"));
  }

  @Test
  void a_boundary_limits_what_is_allowed() {
    IamReply reply =
        custom(
            "PolicyInputList.member.1",
            Policies.allow("*"),
            "PermissionsBoundaryPolicyInputList.member.1",
            Policies.allow("dynamodb:GetItem"),
            "ActionNames.member.1",
            "dynamodb:GetItem",
            "ActionNames.member.2",
            "dynamodb:PutItem");

    assertEquals(
        List.of("allowed", "implicitDeny"),
        reply.texts("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        List.of("true", "false"),
        reply.texts(
            "EvaluationResults",
            "member",
            "PermissionsBoundaryDecisionDetail",
            "AllowedByPermissionsBoundary"));
  }

  @Test
  void the_policies_of_a_user_are_its_own_and_its_groups() {
    Subject user = new Subject(iam, EntityType.USER, "Bob");
    user.create();
    user.call("TagUser", "Tags.member.1.Key", "table", "Tags.member.1.Value", "t");
    user.call("PutUserPolicy", "PolicyName", "own", "PolicyDocument", LEADING_KEYS);
    iam.call("CreateGroup", "GroupName", "Readers");
    iam.call("AddUserToGroup", "GroupName", "Readers", "UserName", "Bob");
    iam.call(
        "AttachGroupPolicy",
        "GroupName",
        "Readers",
        "PolicyArn",
        "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess");

    IamReply reply =
        iam.call(
            "SimulatePrincipalPolicy",
            "PolicySourceArn",
            "arn:aws:iam::444455556666:user/Bob",
            "ActionNames.member.1",
            "dynamodb:GetItem",
            "ResourceArns.member.1",
            TABLE,
            "ContextEntries.member.1.ContextKeyName",
            "dynamodb:LeadingKeys",
            "ContextEntries.member.1.ContextKeyType",
            "stringList",
            "ContextEntries.member.1.ContextKeyValues.member.1",
            "Bob");

    assertEquals("allowed", reply.text("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        List.of("user_Bob_own", "AmazonDynamoDBReadOnlyAccess"),
        reply.texts(
            "EvaluationResults", "member", "MatchedStatements", "member", "SourcePolicyId"));
    assertEquals(
        List.of("aws:PrincipalTag/table", "aws:username", "dynamodb:LeadingKeys"),
        iam.call(
                "GetContextKeysForPrincipalPolicy",
                "PolicySourceArn",
                "arn:aws:iam::444455556666:user/Bob")
            .texts("ContextKeyNames", "member"));
  }

  @Test
  void roles_and_groups_can_be_tried_and_a_boundary_that_is_attached_counts() {
    Subject role = new Subject(iam, EntityType.ROLE, "Worker");
    role.create();
    role.call("PutRolePolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("*"));
    role.call(
        "PutRolePermissionsBoundary",
        "PermissionsBoundary",
        "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess");
    Subject group = new Subject(iam, EntityType.GROUP, "Readers");
    group.create();
    group.call("PutGroupPolicy", "PolicyName", "p", "PolicyDocument", Policies.allow("*"));

    assertEquals("implicitDeny", principal("role/Worker", "dynamodb:PutItem"));
    assertEquals("allowed", principal("role/Worker", "dynamodb:GetItem"));
    assertEquals("allowed", principal("group/Readers", "dynamodb:PutItem"));
  }

  @Test
  void a_resource_policy_counts_for_its_caller() {
    new Subject(iam, EntityType.USER, "Bob").create();
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::444455556666:user/Bob\"},\"Action\":\"dynamodb:GetItem\","
            + "\"Resource\":\""
            + TABLE
            + "\"}]}";

    IamReply reply =
        custom(
            "PolicyInputList.member.1",
            Policies.allow("a:B"),
            "ResourcePolicy",
            policy,
            "CallerArn",
            "arn:aws:iam::444455556666:user/Bob",
            "ActionNames.member.1",
            "dynamodb:GetItem",
            "ResourceArns.member.1",
            TABLE);

    assertEquals("allowed", reply.text("EvaluationResults", "member", "EvalDecision"));
    assertEquals(
        "Resource Policy",
        reply.text(
            "EvaluationResults", "member", "MatchedStatements", "member", "SourcePolicyType"));
  }

  @Test
  void refuses_bad_input() {
    iam.assertRefused(
        400,
        "InvalidInput",
        "Syntax errors in policy.",
        "SimulateCustomPolicy",
        "PolicyInputList.member.1",
        "{",
        "ActionNames.member.1",
        "a:B");
    iam.assertRefused(
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'actionNames' failed to satisfy constraint:"
            + " Member must not be null",
        "SimulateCustomPolicy",
        "PolicyInputList.member.1",
        Policies.allow("a:B"));
    iam.assertRefused(
        404,
        "NoSuchEntity",
        "The user with name Nobody cannot be found.",
        "SimulatePrincipalPolicy",
        "PolicySourceArn",
        "arn:aws:iam::444455556666:user/Nobody",
        "ActionNames.member.1",
        "a:B");
    iam.assertRefused(
        400,
        "InvalidInput",
        "Invalid Entity Arn: arn:aws:iam::444455556666:root does not clearly define entity type"
            + " and name.",
        "GetContextKeysForPrincipalPolicy",
        "PolicySourceArn",
        "arn:aws:iam::444455556666:root");
    iam.assertRefused(
        400,
        "InvalidInput",
        "The context key k of type string must have exactly one value.",
        "SimulateCustomPolicy",
        "PolicyInputList.member.1",
        Policies.allow("a:B"),
        "ActionNames.member.1",
        "a:B",
        "ContextEntries.member.1.ContextKeyName",
        "k",
        "ContextEntries.member.1.ContextKeyType",
        "string");
  }

  @Test
  void an_arn_with_another_path_is_of_nobody() {
    new Subject(iam, EntityType.USER, "Bob").create();

    iam.assertRefused(
        404,
        "NoSuchEntity",
        "The user with name Bob cannot be found.",
        "SimulatePrincipalPolicy",
        "PolicySourceArn",
        "arn:aws:iam::444455556666:user/other/Bob",
        "ActionNames.member.1",
        "a:B");
  }

  @Test
  void names_the_condition_keys_of_policies() {
    assertEquals(
        List.of("aws:PrincipalTag/table", "aws:username", "dynamodb:LeadingKeys"),
        iam.call("GetContextKeysForCustomPolicy", "PolicyInputList.member.1", LEADING_KEYS)
            .texts("ContextKeyNames", "member"));
  }

  private IamReply custom(String... parameters) {
    return iam.call("SimulateCustomPolicy", parameters);
  }

  private String principal(String entity, String action) {
    return iam.call(
            "SimulatePrincipalPolicy",
            "PolicySourceArn",
            "arn:aws:iam::444455556666:" + entity,
            "ActionNames.member.1",
            action)
        .text("EvaluationResults", "member", "EvalDecision");
  }

  private static String[] with(String[] parameters, String... more) {
    String[] all = new String[parameters.length + more.length];
    System.arraycopy(parameters, 0, all, 0, parameters.length);
    System.arraycopy(more, 0, all, parameters.length, more.length);
    return all;
  }

  private static String text(IamReply reply, String[] path, String... more) {
    return reply.text(with(path, more));
  }
}
