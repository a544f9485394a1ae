package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static dev.ddblocal.auth.authorization.TwoAccounts.ALICE;
import static dev.ddblocal.auth.authorization.TwoAccounts.OWNER;
import static dev.ddblocal.auth.authorization.TwoAccounts.TABLE;
import static dev.ddblocal.auth.authorization.TwoAccounts.resourceStatement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.authorization.MusicTable;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.ResourcePolicies;
import dev.ddblocal.domain.schema.ResourcePolicy;
import dev.ddblocal.domain.schema.TableDefinition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies of tables and streams within their own account. */
class AttachedPoliciesTest {
  private static final String GET = "{'TableName': '%s', 'Key': {'Artist': {'S': 'a'}}}";
  private static final String OWN_DENY = "with an explicit deny in a resource-based policy";

  private static ResourcePolicy policy(String revision) {
    return new ResourcePolicy(document(), revision, Instant.EPOCH);
  }

  @Test
  void a_table_and_each_of_its_streams_have_policies_of_their_own() {
    Optional<String> label = Optional.of("2026-01-01T00:00:00.000");
    TableDefinition bare = MusicTable.definition("S");
    TableDefinition table =
        bare.change()
            .resourcePolicies(
                ResourcePolicies.NONE
                    .with(Optional.empty(), Optional.of(policy("1")))
                    .with(label, Optional.of(policy("2"))))
            .build();
    AttachedPolicies policies = new AttachedPolicies();

    assertEquals(
        Optional.of(new NamedPolicy("1", document())), policies.policyOf(table, Optional.empty()));
    assertEquals(Optional.of(new NamedPolicy("2", document())), policies.policyOf(table, label));
    assertEquals(Optional.empty(), policies.policyOf(table, Optional.of("another")));
    assertEquals(Optional.empty(), policies.policyOf(bare, Optional.empty()));
  }

  /** Evaluation, 2b: whom the policy of a resource names needs no other, whatever the mode. */
  @ParameterizedTest
  @EnumSource(CrossAccount.class)
  void a_user_whom_the_tables_policy_names_needs_no_other(CrossAccount mode) {
    TwoAccounts db = new TwoAccounts(mode);
    db.policy(
        OWNER, TABLE, resourceStatement("Allow", ALICE.principal().arn(), "dynamodb:GetItem"));

    assertTrue(db.has(ALICE, "a"));
    assertTrue(db.has(ALICE, TABLE, "a"));
    db.denied(
        ALICE,
        "DeleteItem",
        GET.formatted("Music"),
        "DeleteItem",
        TABLE,
        "because no identity-based policy allows the dynamodb:DeleteItem action");
  }

  @Test
  void an_account_that_is_named_leaves_it_to_its_own_policies() {
    TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);
    db.policy(OWNER, TABLE, resourceStatement("Allow", "111122223333", "*"));

    db.denied(
        ALICE,
        "GetItem",
        GET.formatted("Music"),
        "GetItem",
        TABLE,
        "because no identity-based policy allows the dynamodb:GetItem action");
    db.usersMay(PolicedDynamoDb.allow("'dynamodb:GetItem'", TABLE, ""));
    assertTrue(db.has(ALICE, "a"));
  }

  /** By its name and by its ARN, in a batch and in a transaction. */
  @ParameterizedTest
  @ValueSource(strings = {"Music", TABLE})
  void a_root_user_is_subject_to_a_denial_of_its_own_table(String table) {
    TwoAccounts db = new TwoAccounts(CrossAccount.OFF);
    db.policy(OWNER, TABLE, resourceStatement("Deny", "*", "dynamodb:*"));

    db.denied(OWNER, "GetItem", GET.formatted(table), "GetItem", TABLE, OWN_DENY);
    db.denied(
        OWNER,
        "BatchGetItem",
        "{'RequestItems': {'%s': {'Keys': [{'Artist': {'S': 'a'}}]}}}".formatted(table),
        "BatchGetItem",
        TABLE,
        OWN_DENY);
    db.denied(
        OWNER,
        "TransactGetItems",
        "{'TransactItems': [{'Get': " + GET.formatted(table) + "}]}",
        "GetItem",
        TABLE,
        OWN_DENY);
    db.denied(
        OWNER, "DeleteTable", "{'TableName': '" + table + "'}", "DeleteTable", TABLE, OWN_DENY);
    db.denied(
        OWNER,
        "ExecuteStatement",
        "{'Statement': 'SELECT * FROM \\\"" + table + "\\\"'}",
        "PartiQLSelect",
        TABLE,
        OWN_DENY);
  }

  /** T-P21. */
  @Test
  void a_root_user_may_always_read_replace_and_delete_the_policy() {
    TwoAccounts db = new TwoAccounts(CrossAccount.OFF);
    db.policy(OWNER, TABLE, resourceStatement("Deny", "*", "*"));

    db.call(OWNER, "GetResourcePolicy", "{'ResourceArn': '" + TABLE + "'}");
    // The same document again is no change, so that it need not rest before.
    db.policy(OWNER, TABLE, resourceStatement("Deny", "*", "*"));
    db.call(OWNER, "DeleteResourcePolicy", "{'ResourceArn': '" + TABLE + "'}");

    assertTrue(db.has(OWNER, "a"));
  }

  @Test
  void the_policy_of_a_stream_is_not_that_of_its_table() {
    TwoAccounts db = new TwoAccounts(CrossAccount.OFF);
    String stream = db.stream();
    db.policy(OWNER, stream, resourceStatement("Deny", "*", "*"));

    db.denied(
        OWNER,
        "DescribeStream",
        "{'StreamArn': '" + stream + "'}",
        "DescribeStream",
        stream,
        OWN_DENY);
    assertTrue(db.has(OWNER, "a"));
  }

  /** What is malformed or names another region is no table of anybody. */
  @ParameterizedTest
  @ValueSource(strings = {"GetResourcePolicy", "DeleteResourcePolicy", "ListTagsOfResource"})
  void what_is_no_arn_is_denied_and_what_is_an_arn_of_nothing_is_worded_by_the_operation(
      String operation) {
    TwoAccounts db = new TwoAccounts(CrossAccount.OFF);
    String request = "{'ResourceArn': '%s'}";
    for (String text : new String[] {"abcd", "a:b:c:d:e:f", "Music"}) {
      var error = db.refused(OWNER, operation, request.formatted(text));
      assertEquals(ErrorCode.ACCESS_DENIED, error.code());
      assertEquals(
          "User: arn:aws:iam::111122223333:root is not authorized to perform: dynamodb:%s on resource: %s"
              .formatted(operation, text),
          error.getMessage());
    }
    var malformed = db.refused(OWNER, operation, request.formatted("a:b:c:d:e:f/g"));
    assertEquals(ErrorCode.VALIDATION, malformed.code());
    assertEquals(
        "Invalid TableArn: Invalid ResourceArn provided as input a:b:c:d:e:f/g",
        malformed.getMessage());
    assertEquals(
        ErrorCode.RESOURCE_NOT_FOUND,
        db.refused(OWNER, operation, request.formatted(TABLE.replace("us-east-1", "eu-west-1")))
            .code());
  }
}
