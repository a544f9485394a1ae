package dev.ddblocal.domain.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.table.CreateTableRequest;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What condition keys see of requests (spec: authentication, 6.8, T-P11 to T-P15). */
class AccessFactsTest {
  static final Map<String, TableDefinition> MUSIC =
      Map.of(
          "S", MusicTable.definition("S"),
          "N", MusicTable.definition("N"),
          "B", MusicTable.definition("B"));

  /** A value as text. */
  static String shown(ContextValue value) {
    return switch (value) {
      case ContextValue.Absent _ -> "absent";
      case ContextValue.Unknown _ -> "unknown";
      case ContextValue.One(String text) -> text;
      case ContextValue.Many(List<String> texts) -> texts.toString();
    };
  }

  /**
   * A key's value of a request on a table whose partition key is of that type; {@code -} is no
   * table.
   */
  static String fact(DynamoDbConditionKey key, String type, String operation, String request) {
    return fact(key, Optional.ofNullable(MUSIC.get(type)), operation, request, 0);
  }

  /** A key's value of one of the accesses of a request. */
  static String fact(
      DynamoDbConditionKey key,
      Optional<TableDefinition> table,
      String operation,
      String request,
      int access) {
    OperationRequest<?> sent =
        DynamoDbJson.request(operation, "{" + request.replace('\'', '"') + "}");
    return shown(sent.accesses().get(access).facts().valueOf(key, table));
  }

  /** T-P12. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetItem    | 'Key': {'Artist': {'S': 'a'}, 'Song': {'S': 's'}} | [Artist, Song]
          GetItem    | 'Key': {'Artist': {'S': 'a'}}, 'ProjectionExpression': 'Name, Address.City, tags[0], #x.y', 'ExpressionAttributeNames': {'#x': 'with.dot'} | [Artist, Name, Address, tags, with.dot]
          GetItem    | 'Key': {'Artist': {'S': 'a'}}, 'AttributesToGet': ['x', 'y.z'] | [Artist, x, y.z]
          GetItem    | 'Key': {'Artist': {'S': 'a'}}, 'ProjectionExpression': '#x', 'ExpressionAttributeNames': {'#y': 'y'} | unknown
          GetItem    | 'Key': {'Artist': {'S': 'a'}}, 'ProjectionExpression': 'a b' | unknown
          GetItem    | 'Key': {'Artist': {'S': 'a'}}, 'ProjectionExpression': 'name, size, #n', 'ExpressionAttributeNames': {'#n': 'name'} | [Artist, name, size]
          PutItem    | 'Item': {'Artist': {'S': 'a'}, 'x': {'M': {'y': {'S': 'z'}}}}, 'ConditionExpression': 'attribute_not_exists(c.d) AND size(e) > :v OR NOT (f IN (:v, g))' | [Artist, x, c, e, f, g]
          PutItem    | 'Item': {'Artist': {'S': 'a'}}, 'Expected': {'e': {'Exists': false}} | [Artist, e]
          DeleteItem | 'Key': {'Artist': {'S': 'a'}}, 'ConditionExpression': 'x BETWEEN y AND :v' | [Artist, x, y]
          UpdateItem | 'Key': {'Artist': {'S': 'a'}}, 'UpdateExpression': 'SET a.b = if_not_exists(c, :v) + d, e = list_append(f, g) REMOVE h[1] ADD i :v DELETE #j :v', 'ExpressionAttributeNames': {'#j': 'j', '#J': 'j'}, 'ConditionExpression': 'k = :v' | [Artist, k, a, c, d, e, f, g, h, i, j]
          UpdateItem | 'Key': {'Artist': {'S': 'a'}}, 'AttributeUpdates': {'x': {'Action': 'DELETE'}}, 'Expected': {'y': {'Exists': false}} | [Artist, y, x]
          Query      | 'KeyConditionExpression': 'Artist = :v', 'FilterExpression': 'contains(x, y)', 'ProjectionExpression': 'z' | [Artist, x, y, z]
          Query      | 'KeyConditions': {'Artist': {'ComparisonOperator': 'EQ'}}, 'QueryFilter': {'x': {'ComparisonOperator': 'NULL'}}, 'AttributesToGet': ['y'] | [Artist, x, y]
          Scan       | 'FilterExpression': 'secret = :v' | [secret]
          Scan       | 'ScanFilter': {'secret': {'ComparisonOperator': 'NULL'}} | [secret]
          Scan       | 'ProjectionExpression': 'x' | [x]
          Scan       | 'Limit': 1 | []
          """)
  void attributes_are_all_that_a_request_names(String operation, String request, String expected) {
    assertEquals(
        expected,
        fact(DynamoDbConditionKey.ATTRIBUTES, "-", operation, "'TableName': 'Music', " + request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT a, b.c FROM Music WHERE Artist = 'a' AND size(d) > 1 ORDER BY e | [a, b, Artist, d, e]
          SELECT * FROM Music                                                    | []
          INSERT INTO Music VALUE {'Artist': 'a', 'x': {'y': 1}}                 | [Artist, x]
          UPDATE Music SET a.b = c + 1 REMOVE d[0] WHERE Artist = 'a' AND e = 1  | [a, c, d, Artist, e]
          DELETE FROM Music WHERE Artist = 'a' AND x = 1                         | [Artist, x]
          DELETE FROM Music WHERE Artist = ?                                     | unknown
          """)
  void attributes_of_a_statement_are_all_that_it_names(String statement, String expected) {
    OperationRequest<?> request =
        DynamoDbJson.request("ExecuteStatement", Map.of("Statement", statement));
    assertEquals(
        expected,
        shown(
            request
                .accesses()
                .getFirst()
                .facts()
                .valueOf(DynamoDbConditionKey.ATTRIBUTES, Optional.empty())));
  }

  @Test
  void attributes_of_a_batch_or_transaction_are_those_of_all_its_items() {
    assertEquals(
        "[Artist, x, Song]",
        fact(
            DynamoDbConditionKey.ATTRIBUTES,
            "-",
            "BatchWriteItem",
            """
            'RequestItems': {'Music': [{'PutRequest': {'Item': {'Artist': {'S': 'a'}, 'x': {'S': 'b'}}}},
                                       {'DeleteRequest': {'Key': {'Artist': {'S': 'b'}, 'Song': {'S': 's'}}}}]}
            """));
    assertEquals(
        "[Artist, x, y, z]",
        fact(
            DynamoDbConditionKey.ATTRIBUTES,
            "-",
            "TransactWriteItems",
            """
            'TransactItems': [
              {'Update': {'TableName': 'Music', 'Key': {'Artist': {'S': 'b'}}, 'UpdateExpression': 'REMOVE x', 'ConditionExpression': 'attribute_exists(y)'}},
              {'Update': {'TableName': 'Music', 'Key': {'Artist': {'S': 'b'}}, 'UpdateExpression': 'REMOVE #n', 'ExpressionAttributeNames': {'#n': 'z'}}}]
            """));
    assertEquals(
        "[Artist, x, y]",
        fact(
            DynamoDbConditionKey.ATTRIBUTES,
            "-",
            "TransactGetItems",
            """
            'TransactItems': [
              {'Get': {'TableName': 'Music', 'Key': {'Artist': {'S': 'a'}}, 'ProjectionExpression': 'x.a'}},
              {'Get': {'TableName': 'Music', 'Key': {'Artist': {'S': 'b'}}, 'ProjectionExpression': 'y'}}]
            """));
  }

  /** T-P13. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetItem      | 'TableName': 'Music'                                        | ALL_ATTRIBUTES
          GetItem      | 'TableName': 'Music', 'ProjectionExpression': 'x'           | SPECIFIC_ATTRIBUTES
          GetItem      | 'TableName': 'Music', 'AttributesToGet': ['x']              | SPECIFIC_ATTRIBUTES
          BatchGetItem | 'RequestItems': {'Music': {'ProjectionExpression': 'x'}}    | SPECIFIC_ATTRIBUTES
          BatchGetItem | 'RequestItems': {'Music': {'Keys': []}}                     | ALL_ATTRIBUTES
          Query        | 'TableName': 'Music'                                        | ALL_ATTRIBUTES
          Query        | 'TableName': 'Music', 'IndexName': 'ByYear'                 | ALL_PROJECTED_ATTRIBUTES
          Query        | 'TableName': 'Music', 'Select': 'COUNT'                     | COUNT
          Scan         | 'TableName': 'Music', 'IndexName': 'ByYear', 'ProjectionExpression': 'x' | SPECIFIC_ATTRIBUTES
          Scan         | 'TableName': 'Music', 'AttributesToGet': ['x']              | SPECIFIC_ATTRIBUTES
          Scan         | 'TableName': 'Music', 'IndexName': 'ByYear', 'Select': 'ALL_ATTRIBUTES' | ALL_ATTRIBUTES
          TransactGetItems | 'TransactItems': [{'Get': {'TableName': 'Music', 'ProjectionExpression': 'x'}}] | SPECIFIC_ATTRIBUTES
          TransactGetItems | 'TransactItems': [{'Get': {'TableName': 'Music', 'ProjectionExpression': 'x'}}, {'Get': {'TableName': 'Music'}}] | ALL_ATTRIBUTES
          ExecuteStatement | 'Statement': 'SELECT * FROM Music'                      | ALL_ATTRIBUTES
          ExecuteStatement | 'Statement': 'SELECT x FROM Music'                      | SPECIFIC_ATTRIBUTES
          ExecuteStatement | 'Statement': 'SELECT * FROM Music.ByYear'               | ALL_PROJECTED_ATTRIBUTES
          PutItem      | 'TableName': 'Music'                                        | absent
          """)
  void select_is_the_parameter_or_what_it_stands_for(
      String operation, String request, String expected) {
    assertEquals(expected, fact(DynamoDbConditionKey.SELECT, "-", operation, request));
  }

  /** T-P13. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PutItem    | 'TableName': 'Music'                              | NONE
          PutItem    | 'TableName': 'Music', 'ReturnValues': 'ALL_OLD'   | ALL_OLD
          UpdateItem | 'TableName': 'Music', 'ReturnValues': 'UPDATED_NEW' | UPDATED_NEW
          DeleteItem | 'TableName': 'Music'                              | NONE
          Query      | 'TableName': 'Music'                              | NONE
          GetItem    | 'TableName': 'Music'                              | absent
          TransactWriteItems | 'TransactItems': [{'Delete': {'TableName': 'Music'}}] | NONE
          TransactWriteItems | 'TransactItems': [{'Delete': {'TableName': 'Music'}}, {'Delete': {'TableName': 'Music', 'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'}}] | ALL_OLD
          ExecuteStatement | 'Statement': 'DELETE FROM Music WHERE Artist = 1'   | NONE
          ExecuteStatement | 'Statement': 'DELETE FROM Music WHERE Artist = 1 RETURNING ALL OLD *' | ALL_OLD
          ExecuteStatement | 'Statement': 'UPDATE Music SET x = 1 WHERE Artist = 1 RETURNING MODIFIED NEW *' | UPDATED_NEW
          """)
  void return_values_always_has_a_value_on_writes(
      String operation, String request, String expected) {
    assertEquals(expected, fact(DynamoDbConditionKey.RETURN_VALUES, "-", operation, request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetItem | 'TableName': 'Music'                                     | NONE
          GetItem | 'TableName': 'Music', 'ReturnConsumedCapacity': 'TOTAL'  | TOTAL
          ExecuteStatement | 'Statement': 'SELECT * FROM Music'              | NONE
          ExecuteStatement | 'Statement': 'SELECT * FROM Music', 'ReturnConsumedCapacity': 'INDEXES' | INDEXES
          BatchExecuteStatement | 'Statements': [{'Statement': 'SELECT * FROM Music'}] | absent
          """)
  void return_consumed_capacity_is_the_parameter(
      String operation, String request, String expected) {
    assertEquals(
        expected, fact(DynamoDbConditionKey.RETURN_CONSUMED_CAPACITY, "-", operation, request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TransactWriteItems | 'TransactItems': [{'Put': {'TableName': 'Music'}}]                     | TransactWriteItems
          TransactWriteItems | 'TransactItems': [{'ConditionCheck': {'TableName': 'Music'}}]          | TransactWriteItems
          TransactGetItems   | 'TransactItems': [{'Get': {'TableName': 'Music'}}]                     | TransactGetItems
          ExecuteTransaction | 'TransactStatements': [{'Statement': 'SELECT * FROM Music WHERE a=1'}] | ExecuteTransaction
          ExecuteStatement   | 'Statement': 'SELECT * FROM Music'                                     | absent
          BatchWriteItem     | 'RequestItems': {'Music': []}                                          | absent
          PutItem            | 'TableName': 'Music'                                                   | absent
          """)
  void the_enclosing_operation_is_the_transaction(
      String operation, String request, String expected) {
    assertEquals(expected, fact(DynamoDbConditionKey.ENCLOSING_OPERATION, "-", operation, request));
  }

  /** T-P15. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S | SELECT * FROM Music                                                  | true
          - | SELECT * FROM Music                                                  | true
          S | SELECT * FROM Music WHERE Song = 'x'                                 | true
          S | SELECT * FROM Music WHERE Artist > 'x'                               | true
          S | SELECT * FROM Music WHERE Artist = 'x'                               | false
          S | SELECT * FROM Music WHERE Artist IN ['x', 'y']                       | false
          S | SELECT * FROM Music WHERE Artist = 'x' OR Song = 'y'                 | true
          S | SELECT * FROM Music.ByYear WHERE Artist = 'x'                        | true
          S | SELECT * FROM Music.ByYear WHERE "Year" = 1 AND Label = 'x'          | false
          - | SELECT * FROM Music WHERE Artist = 'x'                               | unknown
          S | SELECT * FROM Music.NoIndex WHERE Artist = 'x'                       | unknown
          S | UPDATE Music SET x = 1 WHERE Artist = 'x'                            | absent
          """)
  void a_select_without_a_partition_key_is_a_full_table_scan(
      String type, String statement, String expected) {
    OperationRequest<?> request =
        DynamoDbJson.request("ExecuteStatement", Map.of("Statement", statement));
    assertEquals(
        expected,
        shown(
            request
                .accesses()
                .getFirst()
                .facts()
                .valueOf(
                    DynamoDbConditionKey.FULL_TABLE_SCAN, Optional.ofNullable(MUSIC.get(type)))));
  }

  @Test
  void tags_are_those_that_the_request_gives_or_takes() {
    ResourceAccess creation = tagged("{\"Key\": \"a\", \"Value\": \"1\"}").accesses().getFirst();
    assertEquals(Map.of("a", "1"), creation.facts().requestTags());
    assertEquals(Set.of("a"), creation.facts().tagKeys());
    assertEquals(1, tagged("").accesses().size());
    assertEquals(
        Set.of("a", "b"),
        DynamoDbJson.request(
                "UntagResource", "{\"ResourceArn\": \"x\", \"TagKeys\": [\"a\", \"b\"]}")
            .accesses()
            .getFirst()
            .facts()
            .tagKeys());
    assertEquals(
        Map.of(),
        DynamoDbJson.request("UntagResource", "{\"ResourceArn\": \"x\", \"TagKeys\": [\"a\"]}")
            .accesses()
            .getFirst()
            .facts()
            .requestTags());
  }

  private static CreateTableRequest tagged(String tags) {
    return (CreateTableRequest)
        DynamoDbJson.request("CreateTable", "{\"TableName\": \"Music\", \"Tags\": [" + tags + "]}");
  }

  /** Whatever is missing: the operation words it, the facts do not throw. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BatchGetItem       | 'RequestItems': {'Music': null}
          BatchWriteItem     | 'RequestItems': {'Music': null}
          BatchWriteItem     | 'RequestItems': {'Music': [null, {}, {'PutRequest': {}}]}
          TransactGetItems   | 'TransactItems': [null, {}, {'Get': {}}, {'Get': {'TableName': 'Music'}}]
          TransactWriteItems | 'TransactItems': [null, {}, {'Put': {}}, {'Put': {'TableName': 'Music'}}, {'Update': {'TableName': 'Music', 'UpdateExpression': ''}}]
          GetItem            | 'TableName': 'Music', 'Key': {'Artist': {'N': 'x'}}
          PutItem            | 'TableName': 'Music', 'Item': {'Artist': {'N': 'x'}}, 'Expected': {'a': null}
          UpdateItem         | 'TableName': 'Music', 'UpdateExpression': 'SET', 'AttributeUpdates': {'a': null}
          Query              | 'TableName': 'Music', 'IndexName': 'ByYear', 'KeyConditions': {'Year': {}}
          Query              | 'TableName': 'Music', 'IndexName': '', 'KeyConditionExpression': ''
          Scan               | 'TableName': 'Music', 'IndexName': '', 'AttributesToGet': [null]
          ExecuteStatement   | 'Statement': 'SELECT * FROM Music WHERE Artist = ?'
          ExecuteStatement   | 'Statement': 'INSERT INTO Music.a.b VALUE 3'
          BatchExecuteStatement | 'Statements': [{}, {'Statement': 'DELETE FROM Music', 'Parameters': [{'N': 'x'}]}]
          ExecuteTransaction | 'TransactStatements': [{'Statement': 'EXISTS(SELECT * FROM Music)'}]
          CreateTable        | 'TableName': 'Music', 'Tags': [null, {}]
          TagResource        | 'ResourceArn': '', 'Tags': [null, {}]
          UntagResource      | 'ResourceArn': 'x', 'TagKeys': [null]
          """)
  void facts_never_throw_however_broken_the_request_is(String operation, String request) {
    OperationRequest<?> broken =
        DynamoDbJson.request(operation, "{" + request.replace('\'', '"') + "}");
    for (ResourceAccess access : broken.accesses()) {
      for (DynamoDbConditionKey key : DynamoDbConditionKey.values()) {
        assertNotNull(access.facts().valueOf(key, Optional.empty()));
        assertNotNull(access.facts().valueOf(key, Optional.of(MUSIC.get("S"))));
      }
      assertNotNull(access.facts().requestTags());
      assertNotNull(access.facts().tagKeys());
    }
  }
}
