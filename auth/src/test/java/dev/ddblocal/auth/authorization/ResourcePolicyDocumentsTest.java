package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.operation.Operation;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which resource-based policies may be kept. */
class ResourcePolicyDocumentsTest {
  private static final CallerIdentity ALICE = PolicedDynamoDb.ALICE;
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
  private static final String STREAM = TABLE + "/stream/2026-01-01T00:00:00.000";
  private static final String BLOCKED =
      "The policy lets everybody in, and public access is blocked";
  private static final String LOCKED_OUT =
      "The policy denies its author the action dynamodb:PutResourcePolicy: confirm this with"
          + " ConfirmRemoveSelfResourceAccess";

  private static ResourcePolicyDocuments rules(boolean publicAccessBlocked) {
    return new ResourcePolicyDocuments(
        new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.empty()),
        InstantSource.system(),
        publicAccessBlocked);
  }

  private static String statement(String effect, String principal, String action, String resource) {
    return "{'Effect': '%s', 'Principal': {'AWS': '%s'}, 'Action': '%s', 'Resource': '%s'}"
        .formatted(effect, principal, action, resource);
  }

  private static String allow(String action, String resource) {
    return statement("Allow", "444455556666", action, resource);
  }

  private static void assertDefect(String defect, String arn, String... statements) {
    assertEquals(
        Optional.of(defect), rules(true).defectOf(ALICE, arn, document(statements), false));
  }

  private static void assertSound(String arn, String... statements) {
    assertEquals(Optional.empty(), rules(true).defectOf(ALICE, arn, document(statements), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                             | Syntax errors in policy.",
        "{\"Statement\": [{\"Effect\": \"Allow\"}], \"Other\": 1}      | Syntax errors in policy.",
      })
  void what_is_no_policy_is_refused_in_the_words_of_the_grammar(String document, String message) {
    assertEquals(Optional.of(message), rules(true).defectOf(ALICE, TABLE, document, true));
  }

  /** The rules of the grammar that are worded on their own keep their words. */
  @Test
  void a_repeated_statement_id_is_refused_in_the_words_of_the_grammar() {
    String same = allow("dynamodb:GetItem", TABLE).replaceFirst("\\{", "{'Sid': 'S', ");

    assertDefect("Statement IDs (SID) in a single policy must be unique.", TABLE, same, same);
  }

  @Test
  void actions_that_are_none_are_listed() {
    assertDefect(
        "The following action names are invalid: \"dynamodb:ListStreams\"",
        TABLE,
        allow("dynamodb:ListStreams", TABLE));
    assertDefect(
        "The following action names are invalid: \"dynamodb:Get\", \"s3:GetObject\"",
        TABLE,
        allow("dynamodb:Get", TABLE),
        allow("dynamodb:GetItem", TABLE),
        allow("s3:GetObject", TABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "dynamodb:*",
        "dynamodb:List*",
        "dynamodb:GetIte?",
        "DYNAMODB:getitem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:PartiQLSelect",
        "dynamodb:PartiQLInsert",
        "dynamodb:PartiQLUpdate",
        "dynamodb:PartiQLDelete"
      })
  void actions_and_patterns_of_them_are_known(String action) {
    assertSound(TABLE, allow(action, TABLE));
  }

  /** What is on the account, or asks for the actions of others in its own place, is no action. */
  @ParameterizedTest
  @EnumSource(Operation.class)
  void an_operation_on_a_table_or_stream_has_an_action(Operation operation) {
    boolean known =
        switch (operation) {
          case BATCH_EXECUTE_STATEMENT,
              DESCRIBE_ENDPOINTS,
              DESCRIBE_LIMITS,
              EXECUTE_STATEMENT,
              EXECUTE_TRANSACTION,
              LIST_STREAMS,
              LIST_TABLES,
              TRANSACT_GET_ITEMS,
              TRANSACT_WRITE_ITEMS ->
              false;
          default -> true;
        };

    if (known) {
      assertSound(TABLE, allow(operation.iamAction(), TABLE));
    } else {
      assertDefect(
          "The following action names are invalid: \"" + operation.iamAction() + "\"",
          TABLE,
          allow(operation.iamAction(), TABLE));
    }
  }

  @Test
  void a_policy_is_about_its_own_resource() {
    assertSound(TABLE, allow("dynamodb:Query", TABLE), allow("dynamodb:Query", "*"));
    assertSound(TABLE, allow("dynamodb:Query", TABLE + "/index/ByYear"));
    assertSound(TABLE, allow("dynamodb:Query", TABLE + "/index/*"));
    assertSound(STREAM, allow("dynamodb:GetRecords", STREAM));
  }

  @ParameterizedTest
  @CsvSource({
    TABLE + ", " + TABLE + "2",
    TABLE + ", " + TABLE + "*",
    TABLE + ", " + STREAM,
    TABLE + ", arn:aws:dynamodb:us-east-1:444455556666:table/Music",
    TABLE + ", arn:aws:dynamodb:eu-west-1:111122223333:table/Music",
    STREAM + ", " + TABLE,
    STREAM + ", " + STREAM + "/index/ByYear",
  })
  void a_policy_about_anything_else_is_refused(String arn, String resource) {
    assertDefect(
        "The following resources are invalid: \"" + resource + "\"",
        arn,
        allow("dynamodb:DescribeTable", resource));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal': '*'",
        "'Principal': {'AWS': '*'}",
        "'Principal': {'AWS': ['444455556666', '*']}"
      })
  void a_policy_that_lets_everybody_in_is_for_the_operator_to_allow(String principal) {
    String open =
        document(
            "{'Effect': 'Allow', %s, 'Action': 'dynamodb:GetItem', 'Resource': '*'}"
                .formatted(principal));

    assertEquals(Optional.of(BLOCKED), rules(true).defectOf(ALICE, TABLE, open, true));
    assertEquals(Optional.empty(), rules(false).defectOf(ALICE, TABLE, open, true));
  }

  @Test
  void everybody_with_a_condition_that_says_who_is_not_everybody() {
    assertSound(
        TABLE,
        """
        {'Effect': 'Allow', 'Principal': '*', 'Action': 'dynamodb:GetItem', 'Resource': '*',
         'Condition': {'StringEquals': {'aws:PrincipalAccount': '444455556666'}}}
        """);
    assertDefect(
        BLOCKED,
        TABLE,
        """
        {'Effect': 'Allow', 'Principal': '*', 'Action': 'dynamodb:GetItem', 'Resource': '*',
         'Condition': {'StringEquals': {'dynamodb:Select': 'COUNT'}}}
        """);
  }

  @Test
  void everybody_may_be_denied() {
    assertSound(TABLE, statement("Deny", "*", "dynamodb:GetItem", TABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "*,                                   *",
    "111122223333,                        dynamodb:*",
    "arn:aws:iam::111122223333:root,      dynamodb:Put*",
    PolicedDynamoDb.ALICE_ARN + ",        dynamodb:PutResourcePolicy",
  })
  void who_locks_itself_out_has_to_confirm_that(String principal, String action) {
    String policy = document(statement("Deny", principal, action, "*"));

    assertEquals(Optional.of(LOCKED_OUT), rules(true).defectOf(ALICE, TABLE, policy, false));
    assertEquals(Optional.empty(), rules(true).defectOf(ALICE, TABLE, policy, true));
  }

  @Test
  void who_locks_others_out_has_nothing_to_confirm() {
    assertSound(
        TABLE,
        statement("Deny", "arn:aws:iam::111122223333:user/bob", "*", TABLE),
        statement("Deny", PolicedDynamoDb.ALICE_ARN, "dynamodb:GetItem", TABLE));
  }

  /** T-P21. */
  @Test
  void a_root_user_is_never_locked_out() {
    String policy = document(statement("Deny", "*", "*", "*"));

    assertEquals(
        Optional.empty(),
        rules(true).defectOf(LocalDynamoDb.root(LocalDynamoDb.ACCOUNT), TABLE, policy, false));
  }
}
