package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** PartiQL with the AWS SDK for Java, as two accounts. */
class AwsSdkPartiQlIT {
  private static final int SONGS = 12;

  @TempDir static Path folder;

  private static TenantServer server;
  private static DynamoDbClient first;
  private static DynamoDbClient second;

  @BeforeAll
  static void start() throws IOException {
    server = TenantServer.start(folder);
    first = server.first(Region.US_EAST_1);
    second = server.second(Region.US_EAST_1);
    for (DynamoDbClient client : List.of(first, second)) {
      client.createTable(table ->
          table
              .tableName("Music")
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  attribute("Artist", ScalarAttributeType.S),
                  attribute("Year", ScalarAttributeType.N))
              .keySchema(
                  KeySchemaElement.builder().attributeName("Artist").keyType(KeyType.HASH).build(),
                  KeySchemaElement.builder().attributeName("Year").keyType(KeyType.RANGE).build()));
      client.waiter().waitUntilTableExists(table -> table.tableName("Music"));
    }
    for (int i = 0; i < SONGS; i++) {
      run(
          first,
          "INSERT INTO Music VALUE {'Artist': ?, 'Year': ?, 'Sold': ?}",
          s("Acme"),
          n(2000 + i),
          n(i * 10));
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue n(int number) {
    return AttributeValue.fromN(Integer.toString(number));
  }

  private static ExecuteStatementResponse run(
      DynamoDbClient client, String statement, AttributeValue... parameters) {
    return client.executeStatement(call -> {
      call.statement(statement).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
      if (parameters.length > 0) {
        call.parameters(parameters);
      }
    });
  }

  private static DynamoDbException refused(DynamoDbClient client, String statement) {
    return assertThrows(DynamoDbException.class, () -> run(client, statement));
  }

  @Test
  void an_item_lives_its_life_in_statements() {
    String key = " WHERE Artist = 'Life' AND \"Year\" = 1";
    assertFalse(
        run(first, "INSERT INTO Music VALUE {'Artist': 'Life', 'Year': 1, 'Tags': <<'a'>>}")
            .items()
            .iterator()
            .hasNext());
    assertThrows(
        DuplicateItemException.class,
        () -> run(first, "INSERT INTO Music VALUE {'Artist': 'Life', 'Year': 1}"));
    assertEquals(
        List.of(Map.of("Sold", n(5))),
        run(first, "UPDATE Music SET Sold = ?" + key + " RETURNING MODIFIED NEW *", n(5)).items());
    run(first, "UPDATE Music SET Tags = set_add(Tags, <<'b'>>) REMOVE Sold" + key);
    Map<String, AttributeValue> item =
        Map.of("Artist", s("Life"), "Year", n(1), "Tags", AttributeValue.fromSs(List.of("a", "b")));
    assertEquals(List.of(item), run(first, "SELECT * FROM Music" + key).items());
    ConditionalCheckFailedException failed =
        assertThrows(
            ConditionalCheckFailedException.class,
            () ->
                first.executeStatement(call ->
                    call.statement("DELETE FROM Music" + key + " AND Sold > 1")
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    assertEquals(item, failed.item());
    assertEquals(
        List.of(item), run(first, "DELETE FROM Music" + key + " RETURNING ALL OLD *").items());
    assertEquals(List.of(), run(first, "SELECT * FROM Music" + key).items());
  }

  @Test
  void every_type_of_value_travels_as_a_parameter() {
    Map<String, AttributeValue> values =
        Map.of(
            "b", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")),
            "ns", AttributeValue.fromNs(List.of("1", "2.5")),
            "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))),
            "l", AttributeValue.fromL(List.of(s(""), n(1), AttributeValue.fromNul(true))),
            "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromBool(false))),
            "bool", AttributeValue.fromBool(true),
            "null", AttributeValue.fromNul(true));
    values.forEach((name, value) -> {
      run(
          first,
          "INSERT INTO Music VALUE {'Artist': ?, 'Year': 1, 'v': ?}",
          s("type " + name),
          value);
      assertEquals(
          List.of(Map.of("v", value)),
          run(first, "SELECT v FROM Music WHERE Artist = ? AND v = ?", s("type " + name), value)
              .items());
    });
  }

  @Test
  void pages_are_followed_by_their_tokens() {
    List<Integer> years = new ArrayList<>();
    String token = null;
    int pages = 0;
    do {
      String next = token;
      ExecuteStatementResponse page =
          first.executeStatement(call ->
              call.statement("SELECT \"Year\" FROM Music WHERE Artist = ? ORDER BY \"Year\" DESC")
                  .parameters(s("Acme"))
                  .limit(5)
                  .nextToken(next));
      page.items().forEach(item -> years.add(Integer.parseInt(item.get("Year").n())));
      assertEquals(page.nextToken() != null, page.hasLastEvaluatedKey());
      token = page.nextToken();
      pages++;
    } while (token != null);

    assertEquals(3, pages);
    assertEquals(SONGS, years.size());
    assertEquals(years.stream().sorted((a, b) -> b - a).toList(), years);
  }

  @Test
  void a_batch_answers_each_statement() {
    BatchExecuteStatementResponse answer =
        first.batchExecuteStatement(batch ->
            batch
                .statements(
                    statement("SELECT * FROM Music WHERE Artist = 'Acme' AND \"Year\" = 2000"),
                    statement("SELECT * FROM Music WHERE Artist = 'Acme'"),
                    statement("SELECT * FROM Music WHERE Artist = 'Nobody' AND \"Year\" = 1"))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    List<BatchStatementResponse> slots = answer.responses();
    assertEquals(n(0), slots.getFirst().item().get("Sold"));
    assertEquals("Music", slots.getFirst().tableName());
    assertEquals(BatchStatementErrorCodeEnum.VALIDATION_ERROR, slots.get(1).error().code());
    assertEquals(
        "Select statements within BatchExecuteStatement must specify the primary key in the where"
            + " clause.",
        slots.get(1).error().message());
    assertFalse(slots.get(2).hasItem());
    assertNull(slots.get(2).error());
    assertEquals(1, answer.consumedCapacity().getFirst().capacityUnits());
  }

  private static BatchStatementRequest statement(String text) {
    return BatchStatementRequest.builder().statement(text).build();
  }

  @Test
  void a_transaction_is_all_or_nothing() {
    TransactionCanceledException canceled =
        assertThrows(
            TransactionCanceledException.class,
            () ->
                first.executeTransaction(transaction ->
                    transaction.transactStatements(
                        action("INSERT INTO Music VALUE {'Artist': 'Tx', 'Year': 1}"),
                        action("INSERT INTO Music VALUE {'Artist': 'Acme', 'Year': 2000}"))));
    assertEquals(
        List.of("None", "DuplicateItem"),
        canceled.cancellationReasons().stream().map(CancellationReason::code).toList());
    assertEquals(List.of(), run(first, "SELECT * FROM Music WHERE Artist = 'Tx'").items());

    first.executeTransaction(transaction ->
        transaction.transactStatements(
            action("INSERT INTO Music VALUE {'Artist': 'Tx', 'Year': 1}"),
            action(
                "EXISTS(SELECT * FROM Music WHERE Artist = 'Acme' AND \"Year\" = 2000 AND Sold ="
                    + " 0)")));
    ExecuteTransactionResponse read =
        first.executeTransaction(transaction ->
            transaction.transactStatements(
                action("SELECT * FROM Music WHERE Artist = 'Tx' AND \"Year\" = 1"),
                action("SELECT * FROM Music WHERE Artist = 'Tx' AND \"Year\" = 2")));
    assertEquals(s("Tx"), read.responses().getFirst().item().get("Artist"));
    assertFalse(read.responses().get(1).hasItem());
  }

  private static ParameterizedStatement action(String text) {
    return ParameterizedStatement.builder().statement(text).build();
  }

  @Test
  void a_statement_reaches_no_other_account() {
    String arn = "\"" + first.describeTable(t -> t.tableName("Music")).table().tableArn() + "\"";
    assertEquals(
        1,
        run(first, "SELECT * FROM " + arn + " WHERE Artist = 'Acme' AND \"Year\" = 2000")
            .items()
            .size());
    for (String statement :
        List.of(
            "SELECT * FROM " + arn,
            "INSERT INTO " + arn + " VALUE {'Artist': 'x', 'Year': 1}",
            "UPDATE " + arn + " SET Sold = 1 WHERE Artist = 'Acme' AND \"Year\" = 2000",
            "DELETE FROM " + arn + " WHERE Artist = 'Acme' AND \"Year\" = 2000")) {
      assertThrows(ResourceNotFoundException.class, () -> run(second, statement));
      assertThrows(
          ResourceNotFoundException.class,
          () -> second.executeTransaction(t -> t.transactStatements(action(statement))));
      assertEquals(
          BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND,
          second
              .batchExecuteStatement(b -> b.statements(statement(statement)))
              .responses()
              .getFirst()
              .error()
              .code());
    }
    assertThrows(
        ResourceNotFoundException.class, () -> run(second, "SELECT * FROM " + arn + ".\"index\""));
    for (String name : List.of("\"../Music\"", "\"Music/../Music\"", "\"arn:aws:dynamodb\"")) {
      assertEquals(
          "ValidationException",
          refused(second, "SELECT * FROM " + name).awsErrorDetails().errorCode());
    }
    assertEquals(List.of(), run(second, "SELECT * FROM Music").items());
    String token =
        first.executeStatement(call -> call.statement("SELECT * FROM Music").limit(1)).nextToken();
    DynamoDbException foreign =
        assertThrows(
            DynamoDbException.class,
            () ->
                second.executeStatement(
                    call -> call.statement("SELECT * FROM Music").nextToken(token)));
    assertEquals("NextToken does not match request", foreign.awsErrorDetails().errorMessage());
  }

  @Test
  void what_the_grammar_refuses_is_refused_whole() {
    DynamoDbException error =
        refused(first, "DELETE FROM Music WHERE Artist = 'Acme' AND \"Year\" = 2001; x");
    assertEquals("ValidationException", error.awsErrorDetails().errorCode());
    assertTrue(
        error
            .awsErrorDetails()
            .errorMessage()
            .startsWith("Statement wasn't well formed, can't be processed: "));
    assertEquals(
        1,
        run(first, "SELECT * FROM Music WHERE Artist = 'Acme' AND \"Year\" = 2001").items().size());
  }
}
