package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static dev.ddblocal.auth.authorization.TwoAccounts.BOB;
import static dev.ddblocal.auth.authorization.TwoAccounts.GUEST;
import static dev.ddblocal.auth.authorization.TwoAccounts.IAM_ACCOUNT;
import static dev.ddblocal.auth.authorization.TwoAccounts.OWNER;
import static dev.ddblocal.auth.authorization.TwoAccounts.TABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.item.GetItemResponse;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.partiql.BatchExecuteStatementResponse;
import dev.ddblocal.domain.partiql.BatchStatementErrorCode;
import dev.ddblocal.domain.stream.DescribeStreamResponse;
import dev.ddblocal.domain.stream.GetShardIteratorResponse;
import dev.ddblocal.domain.table.DescribeTableResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with what belongs to another account (spec: authentication, T-I01, T-I02). */
class CrossAccountOperationsTest {
  private static final String NO_RESOURCE_POLICY =
      "because no resource-based policy allows the dynamodb:%s action";
  private static final String NO_IDENTITY_POLICY =
      "because no identity-based policy allows the dynamodb:%s action";
  private static final String MISSING_ACCOUNT = "123123123123";

  /** An operation, a request of it on {@code %s}, and the action that this has to be allowed. */
  record Row(Operation operation, String action, String request) {
    private static Row of(Operation operation, String request) {
      return new Row(operation, operation.apiName(), request);
    }

    boolean isOnStream() {
      return request.contains("'StreamArn'") || request.contains("'ShardIterator'");
    }

    @Override
    public String toString() {
      return operation.apiName() + " for " + action;
    }
  }

  static Stream<Row> acrossAccounts() {
    String key = "{'TableName': '%s', 'Key': {'Artist': {'S': 'a'}}}";
    String item = "{'TableName': '%s', 'Item': {'Artist': {'S': 'b'}}}";
    String table = "{'TableName': '%s'}";
    return Stream.of(
        Row.of(
            Operation.BATCH_GET_ITEM,
            "{'RequestItems': {'%s': {'Keys': [{'Artist': {'S': 'a'}}]}}}"),
        Row.of(
            Operation.BATCH_WRITE_ITEM,
            "{'RequestItems': {'%s': [{'PutRequest': {'Item': {'Artist': {'S': 'b'}}}}]}}"),
        Row.of(Operation.DELETE_ITEM, key),
        Row.of(Operation.DELETE_TABLE, table),
        Row.of(Operation.DESCRIBE_STREAM, "{'StreamArn': '%s'}"),
        Row.of(Operation.DESCRIBE_TABLE, table),
        Row.of(Operation.GET_ITEM, key),
        Row.of(Operation.GET_RECORDS, "{'ShardIterator': '%s'}"),
        Row.of(
            Operation.GET_SHARD_ITERATOR,
            "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': 'TRIM_HORIZON'}"),
        Row.of(Operation.LIST_TAGS_OF_RESOURCE, "{'ResourceArn': '%s'}"),
        Row.of(Operation.PUT_ITEM, item),
        Row.of(
            Operation.QUERY,
            "{'TableName': '%s', 'KeyConditionExpression': 'Artist = :a',"
                + " 'ExpressionAttributeValues': {':a': {'S': 'a'}}}"),
        Row.of(Operation.SCAN, table),
        Row.of(
            Operation.TAG_RESOURCE, "{'ResourceArn': '%s', 'Tags': [{'Key': 'k', 'Value': 'v'}]}"),
        new Row(
            Operation.TRANSACT_GET_ITEMS, "GetItem", "{'TransactItems': [{'Get': " + key + "}]}"),
        new Row(
            Operation.TRANSACT_WRITE_ITEMS,
            "PutItem",
            "{'TransactItems': [{'Put': " + item + "}]}"),
        Row.of(Operation.UNTAG_RESOURCE, "{'ResourceArn': '%s', 'TagKeys': ['k']}"),
        Row.of(Operation.UPDATE_ITEM, key),
        Row.of(Operation.UPDATE_TABLE, "{'TableName': '%s', 'DeletionProtectionEnabled': true}"));
  }

  static Stream<Row> onTablesAcrossAccounts() {
    return acrossAccounts().filter(row -> !row.isOnStream());
  }

  static Stream<Row> atHomeAlone() {
    String table = "{'TableName': '%s'}";
    String select =
        "'Statement': 'SELECT * FROM \\\"%s\\\" WHERE Artist = ?', 'Parameters': [{'S': 'a'}]";
    return Stream.of(
        Row.of(Operation.BATCH_EXECUTE_STATEMENT, "{'Statements': [{" + select + "}]}"),
        Row.of(
            Operation.CREATE_TABLE,
            """
            {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
             'AttributeDefinitions': [{'AttributeName': 'Artist', 'AttributeType': 'S'}],
             'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'}]}
            """),
        Row.of(Operation.DELETE_RESOURCE_POLICY, "{'ResourceArn': '%s'}"),
        Row.of(Operation.DESCRIBE_CONTINUOUS_BACKUPS, table),
        Row.of(Operation.DESCRIBE_TIME_TO_LIVE, table),
        Row.of(Operation.EXECUTE_STATEMENT, "{" + select + "}"),
        Row.of(Operation.EXECUTE_TRANSACTION, "{'TransactStatements': [{" + select + "}]}"),
        Row.of(Operation.GET_RESOURCE_POLICY, "{'ResourceArn': '%s'}"),
        Row.of(
            Operation.PUT_RESOURCE_POLICY,
            "{'ResourceArn': '%s', 'Policy': '{\\\"Statement\\\": []}'}"),
        Row.of(
            Operation.UPDATE_TIME_TO_LIVE,
            "{'TableName': '%s', 'TimeToLiveSpecification': {'AttributeName': 't', 'Enabled':"
                + " true}}"));
  }

  @Test
  void these_are_all_operations_on_tables_and_streams() {
    Set<Operation> here =
        Stream.concat(acrossAccounts(), atHomeAlone())
            .map(Row::operation)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));
    Set<Operation> all =
        Arrays.stream(Operation.values())
            .filter(operation -> !operation.isOnAccount())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));

    assertEquals(all, here);
    assertTrue(acrossAccounts().allMatch(row -> row.operation().supportsCrossAccount()));
    assertTrue(atHomeAlone().noneMatch(row -> row.operation().supportsCrossAccount()));
  }

  private static String request(TwoAccounts db, Row row) {
    if (!row.isOnStream()) {
      return row.request().replace("%s", TABLE);
    }
    String stream = db.stream();
    String shard =
        ((DescribeStreamResponse)
                db.call(OWNER, "DescribeStream", "{'StreamArn': '" + stream + "'}"))
            .streamDescription()
            .shards()
            .getFirst()
            .shardId();
    String ofShard =
        "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': 'TRIM_HORIZON'}"
            .formatted(stream, shard);
    return switch (row.operation()) {
      case GET_SHARD_ITERATOR -> ofShard;
      case GET_RECORDS ->
          row.request()
              .formatted(
                  ((GetShardIteratorResponse) db.call(OWNER, "GetShardIterator", ofShard))
                      .shardIterator());
      default -> row.request().formatted(stream);
    };
  }

  private static void denied(TwoAccounts db, CallerIdentity caller, Row row, String tail) {
    db.denied(
        caller,
        row.operation().apiName(),
        request(db, row),
        row.action(),
        row.isOnStream() ? db.stream() : TABLE,
        tail.formatted(row.action()));
  }

  @ParameterizedTest
  @MethodSource("acrossAccounts")
  void no_consent_opens_another_account_while_cross_account_access_is_off(Row row) {
    TwoAccounts db = new TwoAccounts(CrossAccount.OFF);
    db.ownerAllows("*", "*");
    db.usersMay(allow("'*'", "*", ""));

    denied(db, GUEST, row, NO_RESOURCE_POLICY);
    denied(db, BOB, row, NO_RESOURCE_POLICY);
    assertTrue(db.has(OWNER, "a"));
    assertFalse(db.has(OWNER, "b"));
  }

  @ParameterizedTest
  @MethodSource("acrossAccounts")
  void without_the_owners_consent_nothing_is_reached(Row row) {
    TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);
    db.usersMay(allow("'*'", "*", ""));

    denied(db, GUEST, row, NO_RESOURCE_POLICY);
    denied(db, BOB, row, NO_RESOURCE_POLICY);
    db.ownerAllows("222222222222", "*");
    denied(db, GUEST, row, NO_RESOURCE_POLICY);
    denied(db, BOB, row, NO_RESOURCE_POLICY);
  }

  @ParameterizedTest
  @MethodSource("acrossAccounts")
  void without_a_policy_of_its_own_a_user_reaches_nothing(Row row) {
    TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);
    db.ownerAllows(BOB.principal().arn(), "*");

    denied(db, BOB, row, NO_IDENTITY_POLICY);
  }

  @ParameterizedTest
  @MethodSource("acrossAccounts")
  void with_the_consent_of_both_sides_the_operation_is_done_there(Row row) {
    TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);
    db.ownerAllows("444455556666", "dynamodb:" + row.action());
    db.usersMay(allow("'dynamodb:" + row.action() + "'", "*", ""));

    db.call(BOB, row.operation().apiName(), request(db, row));

    boolean deletes = row.operation() == Operation.DELETE_ITEM;
    boolean puts = Set.of("PutItem", "BatchWriteItem").contains(row.action());
    if (row.operation() != Operation.DELETE_TABLE) {
      assertEquals(!deletes, db.has(OWNER, "a"));
      assertEquals(puts, db.has(OWNER, "b"));
    }
    assertFalse(db.has(GUEST, "b"));
  }

  @Test
  void a_table_of_another_account_is_described_as_that_accounts() {
    TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);
    db.ownerAllows("444455556666", "dynamodb:DescribeTable");

    var answer =
        (DescribeTableResponse) db.call(GUEST, "DescribeTable", "{'TableName': '" + TABLE + "'}");

    assertEquals(TABLE, answer.table().tableArn());
    assertEquals(db.stream(), answer.table().latestStreamArn());
  }

  /** An explicit denial wins over everything, of the owner's side as of the caller's. */
  @Test
  void either_side_can_deny() {
    TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);
    Row get = acrossAccounts().filter(row -> row.operation() == Operation.GET_ITEM).findAny().get();
    db.policy(
        OWNER,
        TABLE,
        TwoAccounts.resourceStatement("Allow", "444455556666", "*"),
        TwoAccounts.resourceStatement("Deny", BOB.principal().arn(), "dynamodb:GetItem"));
    db.usersMay(allow("'*'", "*", ""));

    denied(db, BOB, get, "with an explicit deny in a resource-based policy");
    assertTrue(((GetItemResponse) db.call(GUEST, "GetItem", request(db, get))).item() != null);

    db.usersMay(
        allow("'*'", "*", ""), PolicedDynamoDb.statement("Deny", "'dynamodb:Get*'", TABLE, ""));
    denied(db, BOB, get, "with an explicit deny in an identity-based policy");
  }

  @ParameterizedTest
  @MethodSource("atHomeAlone")
  void what_never_works_across_accounts_finds_nothing_there(Row row) {
    for (CrossAccount mode : CrossAccount.values()) {
      TwoAccounts db = new TwoAccounts(mode);
      db.ownerAllows("444455556666", "*");
      db.usersMay(allow("'*'", "*", ""));
      String before = policyOf(db);
      String request = row.request().formatted(TABLE);

      for (CallerIdentity caller : new CallerIdentity[] {GUEST, BOB}) {
        assertNotFound(db, caller, row, request);
      }
      assertEquals(before, policyOf(db));
    }
  }

  private static String policyOf(TwoAccounts db) {
    return db.call(OWNER, "GetResourcePolicy", "{'ResourceArn': '" + TABLE + "'}").toString();
  }

  private static void assertNotFound(
      TwoAccounts db, CallerIdentity caller, Row row, String request) {
    if (row.operation() == Operation.BATCH_EXECUTE_STATEMENT) {
      var answer =
          (BatchExecuteStatementResponse) db.call(caller, row.operation().apiName(), request);
      assertEquals(
          BatchStatementErrorCode.ResourceNotFound, answer.responses().getFirst().error().code());
      return;
    }
    DynamoDbException error = db.refused(caller, row.operation().apiName(), request);
    ErrorCode wanted =
        switch (row.operation()) {
          case DESCRIBE_CONTINUOUS_BACKUPS -> ErrorCode.TABLE_NOT_FOUND;
          default -> ErrorCode.RESOURCE_NOT_FOUND;
        };
    assertEquals(wanted, error.code(), error.getMessage());
  }

  /** T-I01: nobody can tell what there is in another account, nor whether there is an account. */
  @ParameterizedTest
  @EnumSource(CrossAccount.class)
  void what_is_not_there_is_denied_in_the_words_of_what_is(CrossAccount mode) {
    TwoAccounts db = new TwoAccounts(mode);
    db.usersMay(allow("'*'", "*", ""));

    for (Row row : onTablesAcrossAccounts().toList()) {
      for (CallerIdentity caller : new CallerIdentity[] {GUEST, BOB}) {
        denied(db, caller, row, NO_RESOURCE_POLICY);
        for (String elsewhere :
            new String[] {TABLE + "2", TABLE.replace("111122223333", MISSING_ACCOUNT)}) {
          db.denied(
              caller,
              row.operation().apiName(),
              row.request().replace("%s", elsewhere),
              row.action(),
              elsewhere,
              NO_RESOURCE_POLICY.formatted(row.action()));
        }
      }
    }
    assertFalse(db.isKept(new AccountId(MISSING_ACCOUNT)));
  }

  @ParameterizedTest
  @EnumSource(CrossAccount.class)
  void the_same_goes_for_streams(CrossAccount mode) {
    TwoAccounts db = new TwoAccounts(mode);
    String stream = db.stream();
    for (String arn :
        new String[] {
          stream,
          stream.replaceAll("stream/.*", "stream/2020-01-01T00:00:00.000"),
          stream.replace("Music", "Other"),
          stream.replace("111122223333", MISSING_ACCOUNT)
        }) {
      db.denied(
          GUEST,
          "DescribeStream",
          "{'StreamArn': '" + arn + "'}",
          "DescribeStream",
          arn,
          NO_RESOURCE_POLICY.formatted("DescribeStream"));
    }
    assertFalse(db.isKept(new AccountId(MISSING_ACCOUNT)));
  }

  /** T-I09 and T-I10: whatever policies say, and whatever the mode. */
  @ParameterizedTest
  @MethodSource("onTablesAcrossAccounts")
  void the_iam_account_reaches_nobody_and_nobody_reaches_it(Row row) {
    for (CrossAccount mode : CrossAccount.values()) {
      TwoAccounts db = new TwoAccounts(mode);
      CallerIdentity iam = LocalDynamoDb.root(IAM_ACCOUNT);
      String iamTable = TABLE.replace("111122223333", IAM_ACCOUNT.value());
      db.makeTable(iam);
      db.policy(iam, iamTable, TwoAccounts.resourceStatement("Allow", "*", "*"));
      db.ownerAllows("*", "*");
      db.usersMay(allow("'*'", "*", ""));

      denied(db, iam, row, NO_RESOURCE_POLICY);
      for (CallerIdentity caller : new CallerIdentity[] {OWNER, GUEST, BOB}) {
        db.denied(
            caller,
            row.operation().apiName(),
            row.request().replace("%s", iamTable),
            row.action(),
            iamTable,
            NO_RESOURCE_POLICY.formatted(row.action()));
      }
      assertFalse(db.has(iam, "b"));
    }
  }
}
