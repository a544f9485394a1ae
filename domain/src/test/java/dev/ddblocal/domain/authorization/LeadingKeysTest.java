package dev.ddblocal.domain.authorization;

import static dev.ddblocal.domain.authorization.AccessFactsTest.MUSIC;
import static dev.ddblocal.domain.authorization.AccessFactsTest.fact;
import static dev.ddblocal.domain.authorization.AccessFactsTest.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the condition keys of partition keys see of requests (spec: authentication, 6.8, T-P11). */
class LeadingKeysTest {
  /** T-P11. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'S': 'a b'}, 'Song': {'S': 's'}} | [a b]
          N | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'N': '1'}, 'Song': {'S': 's'}}   | [1]
          N | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'N': '1.0'}, 'Song': {'S': 's'}} | [1]
          N | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'N': '1e0'}, 'Song': {'S': 's'}} | [1]
          N | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'N': '-12e1'}}                   | [-120]
          B | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'B': 'AQID'}}                    | [AQID]
          S | GetItem    | 'TableName': 'Music', 'Key': {'Song': {'S': 's'}}                         | unknown
          S | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'M': {}}}                        | unknown
          S | GetItem    | 'TableName': 'Music', 'Key': {}                                           | unknown
          S | GetItem    | 'TableName': 'Music'                                                      | unknown
          - | GetItem    | 'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}                       | unknown
          S | PutItem    | 'TableName': 'Music', 'Item': {'Artist': {'S': 'a'}, 'x': {'S': 'b'}}     | [a]
          S | UpdateItem | 'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}                       | [a]
          S | DeleteItem | 'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}                       | [a]
          S | DeleteItem | 'TableName': 'Music'                                                      | unknown
          S | BatchGetItem | 'RequestItems': {'Music': {'Keys': [{'Artist': {'S': 'a'}}, {'Artist': {'S': 'b'}}, {'Artist': {'S': 'a'}}]}} | [a, b]
          S | BatchGetItem | 'RequestItems': {'Music': {'Keys': [{'Artist': {'S': 'a'}}, {'Song': {'S': 'b'}}]}} | unknown
          S | BatchGetItem | 'RequestItems': {'Music': {'Keys': []}}                                 | unknown
          S | BatchWriteItem | 'RequestItems': {'Music': [{'PutRequest': {'Item': {'Artist': {'S': 'a'}}}}, {'DeleteRequest': {'Key': {'Artist': {'S': 'b'}}}}]} | [a, b]
          S | BatchWriteItem | 'RequestItems': {'Music': []}                                         | unknown
          S | Query      | 'TableName': 'Music', 'KeyConditionExpression': 'Artist = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | [a]
          S | Query      | 'TableName': 'Music', 'KeyConditionExpression': '(#n = :v) AND begins_with(Song, :v)', 'ExpressionAttributeNames': {'#n': 'Artist'}, 'ExpressionAttributeValues': {':v': {'S': 'a'}} | [a]
          N | Query      | 'TableName': 'Music', 'KeyConditionExpression': ':v = Artist', 'ExpressionAttributeValues': {':v': {'N': '10e-1'}} | [1]
          S | Query      | 'TableName': 'Music', 'KeyConditions': {'Song': {'ComparisonOperator': 'NE', 'AttributeValueList': [{'S': 'x'}]}, 'Artist': {'ComparisonOperator': 'EQ', 'AttributeValueList': [{'S': 'a'}]}} | unknown
          S | Query      | 'TableName': 'Music', 'KeyConditions': {'Song': {'ComparisonOperator': 'GT', 'AttributeValueList': [{'S': 'x'}]}, 'Artist': {'ComparisonOperator': 'EQ', 'AttributeValueList': [{'S': 'a'}]}} | [a]
          S | Query      | 'TableName': 'Music', 'KeyConditionExpression': 'Artist > :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | unknown
          S | Query      | 'TableName': 'Music', 'KeyConditionExpression': 'Artist = ', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | unknown
          S | Query      | 'TableName': 'Music', 'KeyConditionExpression': 'Artist = :b', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | unknown
          S | Query      | 'TableName': 'Music', 'KeyConditionExpression': 'Song = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | unknown
          S | Query      | 'TableName': 'Music'                                                      | unknown
          S | Query      | 'TableName': 'Music', 'IndexName': 'ByYear', 'KeyConditionExpression': '#y = :y AND Label = :l', 'ExpressionAttributeNames': {'#y': 'Year'}, 'ExpressionAttributeValues': {':y': {'N': '1977.0'}, ':l': {'S': 'x'}} | [1977]
          S | Query      | 'TableName': 'Music', 'IndexName': 'ByYear', 'KeyConditionExpression': 'Artist = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | unknown
          S | Query      | 'TableName': 'Music', 'IndexName': 'ByAlbum', 'KeyConditionExpression': 'Artist = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | [a]
          S | Query      | 'TableName': 'Music', 'IndexName': 'Missing', 'KeyConditionExpression': 'Artist = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | unknown
          S | Scan       | 'TableName': 'Music', 'FilterExpression': 'Artist = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}} | []
          - | Scan       | 'TableName': 'Music'                                                      | []
          S | ListTables | 'Limit': 1                                                                | absent
          S | DescribeTable | 'TableName': 'Music'                                                   | absent
          """)
  void leading_keys_are_the_partition_keys_that_a_request_addresses(
      String type, String operation, String request, String expected) {
    assertEquals(expected, fact(DynamoDbConditionKey.LEADING_KEYS, type, operation, request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM Music WHERE Artist = ?                                   | [a]
          SELECT * FROM Music WHERE "Artist" = 'b' AND Song > 'x'                | [b]
          SELECT * FROM Music WHERE Artist IN ['a', 'b', 'a']                    | [a, b]
          SELECT * FROM Music WHERE Artist = 'a' OR Artist = 'b'                 | [a, b]
          SELECT * FROM Music WHERE Artist = 'a' OR x = 1                        | unknown
          SELECT * FROM Music WHERE Artist > 'a'                                 | unknown
          SELECT * FROM Music                                                    | unknown
          SELECT * FROM "Music"."ByYear" WHERE "Year" = 1977.0 AND Label = 'x'   | [1977]
          SELECT * FROM "Music"."ByYear" WHERE "Year" = 1977                     | unknown
          SELECT * FROM "Music"."Missing" WHERE Artist = 'a'                     | unknown
          EXISTS(SELECT * FROM Music WHERE Artist = 'a' AND Song = 's' AND x = 1) | [a]
          INSERT INTO Music VALUE {'Artist': 'a', 'Song': 's'}                   | [a]
          INSERT INTO Music VALUE {'Song': 's'}                                  | unknown
          UPDATE Music SET x = 1 WHERE Artist = 'a' AND Song = 's'               | [a]
          UPDATE Music SET x = 1 WHERE Song = 's'                                | unknown
          DELETE FROM Music WHERE Song = 's' AND Artist = 'a'                    | [a]
          DELETE FROM Music                                                      | unknown
          """)
  void leading_keys_of_a_statement_are_those_of_its_where_clause_or_item(
      String statement, String expected) {
    OperationRequest<?> request =
        DynamoDbJson.request(
            "ExecuteTransaction",
            Map.of(
                "TransactStatements",
                List.of(
                    statement.contains("?")
                        ? Map.of("Statement", statement, "Parameters", List.of(Map.of("S", "a")))
                        : Map.of("Statement", statement))));
    assertEquals(
        expected,
        shown(
            request
                .accesses()
                .getFirst()
                .facts()
                .valueOf(DynamoDbConditionKey.LEADING_KEYS, Optional.of(MUSIC.get("S")))));
  }

  @Test
  void each_access_of_a_transaction_has_the_keys_of_its_own_actions_on_its_table() {
    String request =
        """
        'TransactItems': [
          {'Put': {'TableName': 'Music', 'Item': {'Artist': {'S': 'a'}}}},
          {'Update': {'TableName': 'Music', 'Key': {'Artist': {'S': 'b'}}, 'UpdateExpression': 'REMOVE x'}},
          {'Put': {'TableName': 'Other', 'Item': {'Artist': {'S': 'c'}}}},
          {'Put': {'TableName': 'Music', 'Item': {'Artist': {'S': 'd'}}}}]
        """;
    Optional<TableDefinition> table = Optional.of(MUSIC.get("S"));
    for (int access = 0; access < 3; access++) {
      assertEquals(
          List.of("[a, d]", "[b]", "[c]").get(access),
          fact(DynamoDbConditionKey.LEADING_KEYS, table, "TransactWriteItems", request, access));
    }
    assertEquals(
        "[a, b]",
        fact(
            DynamoDbConditionKey.LEADING_KEYS,
            "S",
            "TransactGetItems",
            """
            'TransactItems': [
              {'Get': {'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}}},
              {'Get': {'TableName': 'Music', 'Key': {'Artist': {'S': 'b'}}}}]
            """));
  }

  @Test
  void further_partition_keys_are_those_of_an_index() {
    String request =
        """
        'TableName': 'Music', 'IndexName': 'ByYear',
        'KeyConditionExpression': '#y = :y AND Label = :l', 'ExpressionAttributeNames': {'#y': 'Year'},
        'ExpressionAttributeValues': {':y': {'N': '1977'}, ':l': {'S': 'x'}}
        """;
    assertEquals(
        "[x]", fact(DynamoDbConditionKey.SECOND_PARTITION_KEY_VALUES, "S", "Query", request));
    assertEquals(
        "absent", fact(DynamoDbConditionKey.THIRD_PARTITION_KEY_VALUES, "S", "Query", request));
    assertEquals(
        "unknown", fact(DynamoDbConditionKey.FOURTH_PARTITION_KEY_VALUES, "-", "Query", request));
    assertEquals(
        "absent",
        fact(
            DynamoDbConditionKey.SECOND_PARTITION_KEY_VALUES,
            "-",
            "GetItem",
            "'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}"));
  }
}
