package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authorization is told of statements. */
class StatementAccessTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/t";

  private static List<OperationRequest<?>> requests(String... statements) {
    List<StatementCall> calls = Arrays.stream(statements).map(StatementCall::of).toList();
    return List.of(
        new BatchExecuteStatementRequest(calls.stream().map(StatementCall::ofBatch).toList(), null),
        new ExecuteTransactionRequest(
            calls.stream().map(StatementCall::ofTransaction).toList(), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM t                                       | PartiQLSelect | t |
          SELECT * FROM "t"."index" WHERE a = ?                 | PartiQLSelect | t | index
          EXISTS(SELECT * FROM t."index" WHERE a = 1 AND b = 2) | PartiQLSelect | t | index
          EXISTS(SELECT * FROM t WHERE a = 1 AND b = 2)         | PartiQLSelect | t |
          INSERT INTO t VALUE {'a': 1}                          | PartiQLInsert | t |
          UPDATE t SET b = 1 WHERE a = 1                        | PartiQLUpdate | t |
          FROM t WHERE a = 1 SET b = 1                          | PartiQLUpdate | t |
          DELETE FROM t WHERE a = 1                             | PartiQLDelete | t |
          DELETE FROM t /* no key: refused after authorization */ | PartiQLDelete | t |
          SELECT * FROM "arn:aws:dynamodb:us-east-1:111122223333:table/t" | PartiQLSelect | arn:aws:dynamodb:us-east-1:111122223333:table/t |
          SELECT * FROM "../t"                                  | PartiQLSelect | ../t |
          """)
  void a_statement_names_its_table_and_what_it_does_there(
      String statement, String action, String table, String index) {
    List<ResourceAccess> accesses = StatementCall.of(statement).request().accesses();
    assertEquals(1, accesses.size());
    assertEquals("dynamodb:" + action, accesses.getFirst().iamAction());
    assertEquals(table, accesses.getFirst().resource());
    assertEquals(Optional.ofNullable(index), accesses.getFirst().indexName());
    assertEquals(List.of(table), StatementCall.of(statement).request().tables());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GRANT", "SELECT * FROM", "SELECT * FROM t #", "DELETE FROM a.b.c.d"})
  void what_is_no_statement_names_no_table(String text) {
    assertEquals(List.of(), StatementCall.of(text).request().tables());
  }

  @Test
  void every_statement_of_a_request_names_its_table() {
    for (OperationRequest<?> request :
        requests("SELECT * FROM a", "GRANT", "DELETE FROM \"" + ARN + "\" WHERE x = 1")) {
      assertEquals(List.of("a", ARN), request.tables());
    }
    assertEquals(List.of(), new ExecuteTransactionRequest(null, null, null).tables());
    assertEquals(List.of(), new BatchExecuteStatementRequest(null, null).tables());
    assertEquals(
        List.of(), new ExecuteStatementRequest(null, null, null, null, null, null, null).tables());
  }
}
