package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.document;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.item.GetItemResponse;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies of tables, between two accounts and within one. */
class CrossAccountTest {
  private static final CallerIdentity OWNER = LocalDynamoDb.root(LocalDynamoDb.ACCOUNT);
  private static final CallerIdentity STRANGER = LocalDynamoDb.root(new AccountId("444455556666"));
  private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";

  private final LocalDynamoDb db =
      new LocalDynamoDb(
          DynamoDbSettings.DEFAULT,
          storage ->
              new PolicyAuthorizer(
                  _ -> CompletableFuture.completedStage(EffectivePolicies.NONE),
                  new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.empty()),
                  ResourcePolicyLookup.ATTACHED,
                  storage,
                  InstantSource.system(),
                  new AuditTrail(AuditLog.NONE, InstantSource.system())));

  @BeforeEach
  void makeTables() {
    db.createTable("Music", "Artist:S");
    db.put("Music", "Artist", "a");
    db.call(STRANGER, LocalDynamoDb.createTableRequest("Music", "Artist:S"));
  }

  private void policy(String statement) {
    db.call(
        OWNER,
        DynamoDbJson.request(
            "PutResourcePolicy", Map.of("ResourceArn", ARN, "Policy", document(statement))));
  }

  private Object call(CallerIdentity caller, String operation, String request) {
    return db.call(caller, DynamoDbJson.request(operation, request.replace('\'', '"')));
  }

  private GetItemResponse get(CallerIdentity caller, String table) {
    return (GetItemResponse)
        call(caller, "GetItem", "{'TableName': '" + table + "', 'Key': {'Artist': {'S': 'a'}}}");
  }

  private void denies(String tail, CallerIdentity caller, String operation, String request) {
    DynamoDbException error =
        assertThrows(DynamoDbException.class, () -> call(caller, operation, request));
    assertEquals(ErrorCode.ACCESS_DENIED, error.code());
    assertEquals(
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: dynamodb:"
            + operation
            + " on resource: "
            + ARN
            + tail,
        error.getMessage());
  }

  @Test
  void another_accounts_table_is_reached_by_its_arn_once_its_policy_allows() {
    String request = "{'TableName': '" + ARN + "', 'Key': {'Artist': {'S': 'a'}}}";
    denies(
        " because no resource-based policy allows the dynamodb:GetItem action",
        STRANGER,
        "GetItem",
        request);

    policy(
        "{'Effect': 'Allow', 'Principal': {'AWS': '444455556666'}, 'Action': 'dynamodb:*Item', 'Resource': '%s'}"
            .formatted(ARN));

    assertNotNull(get(STRANGER, ARN).item());
    assertNull(get(STRANGER, "Music").item());
    call(STRANGER, "DeleteItem", request);
    assertNull(get(OWNER, "Music").item());
    denies(
        " because no resource-based policy allows the dynamodb:DeleteTable action",
        STRANGER,
        "DeleteTable",
        "{'TableName': '" + ARN + "'}");
  }

  /** A transaction lives in one keyspace; so does every other call. */
  @Test
  void a_call_over_two_accounts_is_refused_before_anything_is_written() {
    policy(
        "{'Effect': 'Allow', 'Principal': {'AWS': '444455556666'}, 'Action': 'dynamodb:*Item', 'Resource': '%s'}"
            .formatted(ARN));
    DynamoDbException error =
        assertThrows(
            DynamoDbException.class,
            () ->
                call(
                    STRANGER,
                    "TransactWriteItems",
                    """
                    {'TransactItems': [{'Put': {'TableName': 'Music', 'Item': {'Artist': {'S': 'new'}}}},
                                       {'Delete': {'TableName': '%s', 'Key': {'Artist': {'S': 'a'}}}}]}
                    """
                        .formatted(ARN)));

    assertEquals(ErrorCode.VALIDATION, error.code());
    assertNotNull(get(OWNER, "Music").item());
  }

  /** What an account's root user does with its own tables is not changed by what they allow. */
  @Test
  void a_policy_that_allows_others_takes_nothing_from_the_owner() {
    policy(
        "{'Effect': 'Allow', 'Principal': {'AWS': '444455556666'}, 'Action': 'dynamodb:Query', 'Resource': '%s'}"
            .formatted(ARN));

    assertNotNull(get(OWNER, "Music").item());
    assertNotNull(get(OWNER, ARN).item());
  }

  /** T-P21. */
  @Test
  void a_root_user_who_is_locked_out_may_still_delete_the_policy() {
    policy("{'Effect': 'Deny', 'Principal': '*', 'Action': '*', 'Resource': '%s'}".formatted(ARN));
    denies(
        " with an explicit deny in a resource-based policy",
        OWNER,
        "GetItem",
        "{'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}}");

    call(OWNER, "DeleteResourcePolicy", "{'ResourceArn': '" + ARN + "'}");

    assertNotNull(get(OWNER, "Music").item());
  }
}
