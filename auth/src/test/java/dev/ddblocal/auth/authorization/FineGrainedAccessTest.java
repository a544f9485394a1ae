package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The examples of the DynamoDB Developer Guide: "Using IAM policy conditions for fine-grained
 * access control", "Using IAM with DynamoDB transactions" and "IAM security policies with PartiQL".
 */
class FineGrainedAccessTest {
  private static final String GAME_SCORES =
      "arn:aws:dynamodb:us-east-1:111122223333:table/GameScores";

  private final PolicedDynamoDb db = new PolicedDynamoDb();

  @BeforeEach
  void makeTable() {
    db.asRoot(
        "CreateTable",
        """
        {'TableName': 'GameScores', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [{'AttributeName': 'UserId', 'AttributeType': 'S'}, {'AttributeName': 'GameTitle', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'UserId', 'KeyType': 'HASH'}],
         'GlobalSecondaryIndexes': [{'IndexName': 'ByTitle', 'KeySchema': [{'AttributeName': 'GameTitle', 'KeyType': 'HASH'}], 'Projection': {'ProjectionType': 'ALL'}}]}
        """);
    for (String user : new String[] {"alice", "bob"}) {
      put(user);
    }
  }

  private void put(String user) {
    db.asRoot(
        "PutItem",
        "{'TableName': 'GameScores', 'Item': {'UserId': {'S': '%s'}, 'TopScore': {'N': '1'}, 'GameTitle': {'S': 'alice'}}}"
            .formatted(user));
  }

  /** Example 1, and T-P11. */
  @Test
  void access_to_items_with_a_specific_partition_key_value() {
    db.policy(
        allow(
            "['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem',"
                + " 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem']",
            GAME_SCORES,
            "{'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': ['${aws:username}']}}"));
    String own = "'TableName': 'GameScores', 'Key': {'UserId': {'S': 'alice'}}";
    String other = "'TableName': 'GameScores', 'Key': {'UserId': {'S': 'bob'}}";

    for (String operation : new String[] {"GetItem", "UpdateItem", "DeleteItem"}) {
      db.allows(operation, "{" + own + "}");
      db.denies(operation, "{" + other + "}");
    }
    db.allows("PutItem", "{'TableName': 'GameScores', 'Item': {'UserId': {'S': 'alice'}}}");
    db.denies("PutItem", "{'TableName': 'GameScores', 'Item': {'UserId': {'S': 'bob'}}}");
    db.allows(
        "Query",
        "{'TableName': 'GameScores', 'KeyConditionExpression': '#u = :u',"
            + " 'ExpressionAttributeNames': {'#u': 'UserId'}, 'ExpressionAttributeValues': {':u':"
            + " {'S': 'alice'}}}");
    db.denies(
        "Query",
        "{'TableName': 'GameScores', 'KeyConditions': {'UserId': {'ComparisonOperator': 'EQ',"
            + " 'AttributeValueList': [{'S': 'bob'}]}}}");
    db.allows(
        "Query",
        "{'TableName': 'GameScores', 'KeyConditions': {'UserId': {'ComparisonOperator': 'EQ',"
            + " 'AttributeValueList': [{'S': 'alice'}]}}}");
    db.denies("Scan", "{'TableName': 'GameScores'}");
  }

  /** T-P11: one foreign key denies the batch, of which nothing is written. */
  @Test
  void a_batch_with_one_foreign_key_is_denied_as_a_whole() {
    db.policy(
        allow(
            "['dynamodb:BatchWriteItem', 'dynamodb:BatchGetItem']",
            GAME_SCORES,
            "{'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': ['${aws:username}']}}"));

    db.denies(
        "BatchWriteItem",
        """
        {'RequestItems': {'GameScores': [{'PutRequest': {'Item': {'UserId': {'S': 'alice'}, 'new': {'S': 'x'}}}},
                                         {'DeleteRequest': {'Key': {'UserId': {'S': 'bob'}}}}]}}
        """);
    db.denies(
        "BatchGetItem",
        "{'RequestItems': {'GameScores': {'Keys': [{'UserId': {'S': 'alice'}}, {'UserId': {'S':"
            + " 'bob'}}]}}}");
    db.allows(
        "BatchGetItem", "{'RequestItems': {'GameScores': {'Keys': [{'UserId': {'S': 'alice'}}]}}}");
    assertEquals(
        2,
        ((dev.ddblocal.domain.query.ScanResponse)
                db.asRoot(
                    "Scan",
                    "{'TableName': 'GameScores', 'FilterExpression': 'attribute_not_exists(#n)',"
                        + " 'ExpressionAttributeNames': {'#n': 'new'}}"))
            .count());
  }

  /** T-P11: an index has leading keys of its own, and is a resource of its own. */
  @Test
  void a_query_of_an_index_addresses_the_indexs_partition_key() {
    db.policy(
        allow(
            "'dynamodb:Query'",
            GAME_SCORES + "/index/*",
            "{'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': ['${aws:username}']}}"));
    String query =
        "{'TableName': 'GameScores', 'IndexName': 'ByTitle', 'KeyConditionExpression': 'GameTitle ="
            + " :v', 'ExpressionAttributeValues': {':v': {'S': '%s'}}}";

    db.allows("Query", query.formatted("alice"));
    db.denies(
        "dynamodb:Query on resource: "
            + GAME_SCORES
            + "/index/ByTitle because no identity-based policy allows the dynamodb:Query action",
        "Query",
        query.formatted("bob"));
    db.denies(
        "Query",
        "{'TableName': 'GameScores', 'KeyConditionExpression': 'UserId = :v',"
            + " 'ExpressionAttributeValues': {':v': {'S': 'alice'}}}");
  }

  /** T-P11: 1, 1.0 and 1e0 are one number. */
  @Test
  void numbers_are_compared_by_value() {
    db.asRoot(
        "CreateTable",
        """
        {'TableName': 'Numbers', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [{'AttributeName': 'n', 'AttributeType': 'N'}], 'KeySchema': [{'AttributeName': 'n', 'KeyType': 'HASH'}]}
        """);
    db.policy(
        allow(
            "'dynamodb:GetItem'",
            "arn:aws:dynamodb:*:*:table/Numbers",
            "{'ForAllValues:StringEquals': {'dynamodb:FirstPartitionKeyValues': '1'}}"));

    for (String number : new String[] {"1", "1.0", "1e0", "0.1E1", "01"}) {
      db.allows("GetItem", "{'TableName': 'Numbers', 'Key': {'n': {'N': '" + number + "'}}}");
    }
    db.denies("GetItem", "{'TableName': 'Numbers', 'Key': {'n': {'N': '1.1'}}}");
  }

  /** Example 2. */
  @Test
  void access_to_specific_attributes_only() {
    db.policy(
        allow(
            "['dynamodb:UpdateItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem',"
                + " 'dynamodb:Scan']",
            GAME_SCORES,
            "{'ForAllValues:StringEquals': {'dynamodb:Attributes': ['UserId', 'TopScore']},"
                + " 'StringEqualsIfExists': {'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',"
                + " 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW']}}"));
    String key = "'TableName': 'GameScores', 'Key': {'UserId': {'S': 'alice'}}";

    db.allows("GetItem", "{" + key + ", 'ProjectionExpression': 'UserId, TopScore'}");
    db.denies("GetItem", "{" + key + ", 'ProjectionExpression': 'UserId, Wins'}");
    db.denies("GetItem", "{" + key + "}");
    db.allows("Scan", "{'TableName': 'GameScores', 'ProjectionExpression': 'TopScore'}");
    db.denies("Scan", "{'TableName': 'GameScores'}");
    db.denies("Scan", "{'TableName': 'GameScores', 'Select': 'COUNT'}");
    db.denies(
        "Scan",
        "{'TableName': 'GameScores', 'ProjectionExpression': 'TopScore', 'FilterExpression':"
            + " 'attribute_exists(Wins)'}");
    db.allows("UpdateItem", "{" + key + ", 'UpdateExpression': 'REMOVE TopScore'}");
    db.denies("UpdateItem", "{" + key + ", 'UpdateExpression': 'REMOVE Wins'}");
    db.denies(
        "UpdateItem",
        "{"
            + key
            + ", 'UpdateExpression': 'SET TopScore = #w', 'ExpressionAttributeNames': {'#w':"
            + " 'Wins'}}");
    db.denies(
        "UpdateItem",
        "{"
            + key
            + ", 'UpdateExpression': 'REMOVE TopScore', 'ConditionExpression':"
            + " 'attribute_exists(Wins.x)'}");
    db.denies(
        "UpdateItem",
        "{" + key + ", 'UpdateExpression': 'REMOVE TopScore', 'ReturnValues': 'ALL_NEW'}");
  }

  /** Example 3, and T-P13. */
  @Test
  void no_updates_of_certain_attributes() {
    db.policy(
        allow(
            "'dynamodb:UpdateItem'",
            GAME_SCORES,
            "{'ForAllValues:StringNotLike': {'dynamodb:Attributes': ['FreeGamesAvailable',"
                + " 'BossLevelUnlocked']}, 'StringEquals': {'dynamodb:ReturnValues': ['NONE',"
                + " 'UPDATED_OLD', 'UPDATED_NEW']}}"));
    String key = "'TableName': 'GameScores', 'Key': {'UserId': {'S': 'alice'}}";

    db.allows("UpdateItem", "{" + key + ", 'UpdateExpression': 'REMOVE TopScore'}");
    db.allows(
        "UpdateItem",
        "{" + key + ", 'UpdateExpression': 'REMOVE TopScore', 'ReturnValues': 'UPDATED_OLD'}");
    db.denies(
        "UpdateItem",
        "{" + key + ", 'UpdateExpression': 'REMOVE TopScore', 'ReturnValues': 'ALL_OLD'}");
    db.denies("UpdateItem", "{" + key + ", 'UpdateExpression': 'REMOVE BossLevelUnlocked.x'}");
    db.denies(
        "UpdateItem",
        "{" + key + ", 'AttributeUpdates': {'FreeGamesAvailable': {'Action': 'DELETE'}}}");
  }

  private static final String ACTIONS_OF_TRANSACTIONS =
      "['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem',"
          + " 'dynamodb:DeleteItem', 'dynamodb:GetItem']";
  private static final String IN_TRANSACTIONS =
      "{'ForAnyValue:StringEquals': {'dynamodb:EnclosingOperation': ['TransactWriteItems',"
          + " 'TransactGetItems']}}";
  private static final String PUT_AND_CHECK =
      """
      {'TransactItems': [
        {'Put': {'TableName': 'GameScores', 'Item': {'UserId': {'S': 'alice'}}}},
        {'ConditionCheck': {'TableName': 'GameScores', 'Key': {'UserId': {'S': 'bob'}}, 'ConditionExpression': 'attribute_exists(UserId)'}}]}
      """;
  private static final String TRANSACT_GET =
      "{'TransactItems': [{'Get': {'TableName': 'GameScores', 'Key': {'UserId': {'S':"
          + " 'alice'}}}}]}";
  private static final String GET =
      "{'TableName': 'GameScores', 'Key': {'UserId': {'S': 'alice'}}}";

  /** Example 1 of transactions. */
  @Test
  void transactions_are_allowed_by_their_actions() {
    db.policy(allow(ACTIONS_OF_TRANSACTIONS, GAME_SCORES, ""));
    db.allows("TransactWriteItems", PUT_AND_CHECK);
    db.allows("TransactGetItems", TRANSACT_GET);
  }

  /** T-P14: there is no action of the transaction itself. */
  @Test
  void a_condition_check_needs_an_action_of_its_own() {
    db.policy(allow("['dynamodb:PutItem', 'dynamodb:TransactWriteItems']", GAME_SCORES, ""));
    db.denies(
        "dynamodb:ConditionCheckItem on resource: "
            + GAME_SCORES
            + " because no identity-based policy allows the dynamodb:ConditionCheckItem action",
        "TransactWriteItems",
        PUT_AND_CHECK);
  }

  /** Example 2 of transactions. */
  @Test
  void transactions_alone_are_allowed() {
    db.policy(allow(ACTIONS_OF_TRANSACTIONS, GAME_SCORES, IN_TRANSACTIONS));
    db.allows("TransactWriteItems", PUT_AND_CHECK);
    db.allows("TransactGetItems", TRANSACT_GET);
    db.denies("GetItem", GET);
  }

  /** Example 3 of transactions. */
  @Test
  void transactions_alone_are_denied() {
    db.policy(
        statement("Deny", ACTIONS_OF_TRANSACTIONS, GAME_SCORES, IN_TRANSACTIONS),
        allow(
            "['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem',"
                + " 'dynamodb:UpdateItem']",
            GAME_SCORES,
            ""));
    db.denies(
        "dynamodb:PutItem on resource: "
            + GAME_SCORES
            + " with an explicit deny in an identity-based policy",
        "TransactWriteItems",
        PUT_AND_CHECK);
    db.denies("TransactGetItems", TRANSACT_GET);
    db.allows("GetItem", GET);
  }

  /** T-P15. */
  @Test
  void full_table_scans_are_denied_to_statements() {
    db.policy(
        statement(
            "Deny",
            "'dynamodb:PartiQLSelect'",
            GAME_SCORES + "*",
            "{'Bool': {'dynamodb:FullTableScan': 'true'}}"),
        allow("'dynamodb:PartiQLSelect'", GAME_SCORES + "*", ""));

    db.denies(
        "dynamodb:PartiQLSelect on resource: "
            + GAME_SCORES
            + " with an explicit deny in an identity-based policy",
        "ExecuteStatement",
        "{'Statement': 'SELECT * FROM GameScores'}");
    db.denies("ExecuteStatement", "{'Statement': 'SELECT * FROM GameScores WHERE TopScore = 1'}");
    db.denies(
        "ExecuteStatement",
        "{'Statement': 'SELECT * FROM GameScores.ByTitle WHERE UserId = ?', 'Parameters': [{'S':"
            + " 'alice'}]}");
    db.allows(
        "ExecuteStatement",
        "{'Statement': 'SELECT * FROM GameScores WHERE UserId = ?', 'Parameters': [{'S':"
            + " 'alice'}]}");
    db.allows(
        "ExecuteStatement",
        "{'Statement': 'SELECT * FROM GameScores.ByTitle WHERE GameTitle = ?', 'Parameters': [{'S':"
            + " 'alice'}]}");
  }

  /** Whoever may read some partitions may not read all of them. */
  @Test
  void leading_keys_hold_for_statements() {
    db.policy(
        allow(
            "['dynamodb:PartiQLSelect', 'dynamodb:PartiQLInsert', 'dynamodb:PartiQLUpdate']",
            GAME_SCORES,
            "{'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': ['${aws:username}']}}"));

    String where = "{'Statement': '%s WHERE UserId = ?', 'Parameters': [{'S': '%s'}]}";
    for (String statement :
        new String[] {"SELECT * FROM GameScores", "UPDATE GameScores SET TopScore = 2"}) {
      db.allows("ExecuteStatement", where.formatted(statement, "alice"));
      db.denies("ExecuteStatement", where.formatted(statement, "bob"));
    }
    db.denies("ExecuteStatement", "{'Statement': 'SELECT * FROM GameScores'}");
    db.denies(
        "ExecuteStatement",
        "{'Statement': 'INSERT INTO GameScores VALUE ?', 'Parameters': [{'M': {'UserId': {'S':"
            + " 'bob'}}}]}");
    db.denies("ExecuteStatement", where.formatted("DELETE FROM GameScores", "alice"));
  }
}
