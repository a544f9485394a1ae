package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchExecuteStatementTest {
  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("t", "pk:S", "sk:N");
    db.createTable("u", "pk:S");
    db.put("t", "pk", "a", "sk", 1, "v", 1);
    db.put("u", "pk", "a", "v", 2);
  }

  @Test
  void reads_items_each_by_its_key() {
    json.answers(
        """
        {"Responses": [
          {"TableName": "u", "Item": {"pk": {"S": "a"}, "v": {"N": "2"}}},
          {"TableName": "t", "Item": {"v": {"N": "1"}}},
          {"TableName": "t"},
          {"TableName": "t"}],
         "ConsumedCapacity": [
          {"TableName": "u", "CapacityUnits": 1}, {"TableName": "t", "CapacityUnits": 1.5}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "SELECT * FROM u WHERE pk = ?", "Parameters": [{"S": "a"}],
           "ConsistentRead": true},
          {"Statement": "SELECT v FROM t WHERE pk = 'a' AND sk = 1"},
          {"Statement": "SELECT v FROM t WHERE pk = 'a' AND sk = 2"},
          {"Statement": "SELECT v FROM t WHERE pk = 'a' AND sk = 1 AND v = 7"}],
         "ReturnConsumedCapacity": "TOTAL"}
        """);
  }

  @Test
  void a_read_that_cannot_be_done_does_not_keep_the_others_from_being_done() {
    json.answers(
        """
        {"Responses": [
          {"Error": {"Code": "ValidationError", "Message": "Select statements within BatchExecuteStatement must specify the primary key in the where clause."}},
          {"Error": {"Code": "ValidationError", "Message": "Select statements within BatchExecuteStatement must specify the primary key in the where clause."}},
          {"Error": {"Code": "ResourceNotFound", "Message": "Requested resource not found"}},
          {"Error": {"Code": "ValidationError", "Message": "Statement wasn't well formed, can't be processed: Expected data manipulation"}},
          {"Error": {"Code": "ValidationError", "Message": "Number of parameters in request and statement don't match."}},
          {"Error": {"Code": "ValidationError", "Message": "The provided key element does not match the schema"}},
          {"TableName": "u", "Item": {"pk": {"S": "a"}, "v": {"N": "2"}}}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "SELECT * FROM t WHERE pk = 'a'"},
          {"Statement": "SELECT * FROM u.none WHERE pk = 'a'"},
          {"Statement": "SELECT * FROM none WHERE pk = 'a'"},
          {"Statement": "GRANT"},
          {"Statement": "SELECT * FROM u WHERE pk = ?"},
          {"Statement": "SELECT * FROM u WHERE pk = 1"},
          {"Statement": "SELECT * FROM u WHERE pk = 'a'"}]}
        """);
  }

  @Test
  void writes_items_each_by_itself() {
    json.answers(
        """
        {"Responses": [
          {"TableName": "t"},
          {"TableName": "t", "Error": {"Code": "DuplicateItem", "Message": "Duplicate primary key exists in table"}},
          {"TableName": "t", "Error": {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}},
          {"TableName": "u", "Error": {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": {"pk": {"S": "a"}, "v": {"N": "2"}}}},
          {"TableName": "u"},
          {"TableName": "u", "Item": {"v": {"N": "3"}}},
          {"Error": {"Code": "ValidationError", "Message": "Where clause does not contain a mandatory equality on all key attributes"}},
          {"TableName": "u", "Error": {"Code": "ValidationError", "Message": "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"}}],
         "ConsumedCapacity": [
          {"TableName": "t", "CapacityUnits": 1}, {"TableName": "u", "CapacityUnits": 2}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "INSERT INTO t VALUE {'pk': 'b', 'sk': 1}"},
          {"Statement": "INSERT INTO t VALUE {'pk': 'b', 'sk': 1}"},
          {"Statement": "UPDATE t SET v = 2 WHERE pk = 'none' AND sk = 1"},
          {"Statement": "DELETE FROM u WHERE pk = 'a' AND v = 7",
           "ReturnValuesOnConditionCheckFailure": "ALL_OLD"},
          {"Statement": "DELETE FROM u WHERE pk = 'none'"},
          {"Statement": "UPDATE u SET v = 3 WHERE pk = 'a' RETURNING MODIFIED NEW *"},
          {"Statement": "DELETE FROM t WHERE pk = 'a'"},
          {"Statement": "UPDATE u SET pk = 'x' WHERE pk = 'a'"}],
         "ReturnConsumedCapacity": "TOTAL"}
        """);
    assertNotNull(db.get("t", "pk", "b", "sk", 1).item());
    assertNotNull(db.get("t", "pk", "a", "sk", 1).item());
    assertEquals("3", db.get("u", "pk", "a").item().get("v").toString().replaceAll("\\D", ""));
  }

  @Test
  void reads_and_writes_do_not_go_together() {
    json.refuses(
        "Batch cannot contain both read and write statements",
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "INSERT INTO u VALUE {'pk': 'b'}"},
          {"Statement": "SELECT * FROM u WHERE pk = 'a'"}]}
        """);
    assertNull(db.get("u", "pk", "b").item());
  }

  @Test
  void exists_is_for_transactions_only() {
    json.answers(
        """
        {"Responses": [{"Error": {"Code": "ValidationError", "Message": "Statement wasn't well formed, can't be processed: Expected data manipulation"}}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "EXISTS(SELECT * FROM u WHERE pk = 'a' AND v = 1)"}]}
        """);
  }

  @Test
  void capacity_is_told_table_by_table_with_indexes_if_asked_for() {
    json.answers(
        """
        {"Responses": [{"TableName": "u"}, {"TableName": "u"}],
         "ConsumedCapacity": [
          {"TableName": "u", "CapacityUnits": 2, "Table": {"CapacityUnits": 2}}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "INSERT INTO u VALUE {'pk': 'b'}"},
          {"Statement": "DELETE FROM u WHERE pk = 'b'"}],
         "ReturnConsumedCapacity": "INDEXES"}
        """);
  }
}
