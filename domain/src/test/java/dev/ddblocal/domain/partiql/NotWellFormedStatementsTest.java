package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotWellFormedStatementsTest {
  private static final String NOT_WELL_FORMED =
      "Statement wasn't well formed, can't be processed: ";

  private final StatementParser parser = new StatementParser();

  private String refusal(String text) {
    DynamoDbException refused =
        assertThrows(DynamoDbException.class, () -> parser.parse(text, List.of()), text);
    assertEquals(ErrorCode.VALIDATION, refused.code());
    return refused.getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM T # all of it",
        "SELECT * FROM T /* all of it",
        "SELECT * FROM T /*/",
        "SELECT * FROM T WHERE a = 'x",
        "SELECT * FROM T WHERE a = 'x''",
        "SELECT * FROM \"T",
        "SELECT * FROM T WHERE a = 1e99999999999",
        "SELECT * FROM T WHERE a = 1e-99999999999",
        "SELECT * FROM T WHERE a = 0.1e-2147483648",
        "SELECT * FROM T WHERE a = 1e",
        "SELECT * FROM T WHERE a = 1e+",
        "SELECT * FROM T WHERE a = 1x",
        "SELECT * FROM T WHERE a = `1`",
        "SELECT * FROM T WHERE a ! 1",
        "SELECT * FROM T WHERE a | 1",
        "SELECT * FROM T WHERE a & 1",
        "SELECT * FROM T WHERE a\u00a0= 1",
        "SELECT \u00e4 FROM T",
      })
  void what_cannot_be_cut_into_tokens_is_refused_without_detail(String text) {
    assertEquals(NOT_WELL_FORMED, refusal(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | Expected data manipulation",
        "INVALID SQL STATEMENT | Expected data manipulation",
        "` ` | Expected data manipulation",
        "-- nothing | Expected data manipulation",
        "; | Expected data manipulation",
        "(SELECT * FROM T) | Expected data manipulation",
        "CREATE TABLE T | Expected data manipulation",
        "DROP TABLE T | Expected data manipulation",
        "REPLACE INTO T VALUE {} | Expected data manipulation",
        "UPDATE Payment-prod SET active = ? WHERE pk = ? | Expected data manipulation",
        "UPDATE T WHERE pk = 'p' | Expected data manipulation",
        "UPDATE T WHERE pk = 'p' SET a = 1 | Expected data manipulation",
        "FROM T WHERE pk = 'p' | Expected data manipulation",
        "FROM T WHERE pk = 'p' INSERT INTO a VALUE 1 | Expected data manipulation",
        "INSERT T VALUE {'pk': 'p'} | Unexpected keyword",
        "INSERT INTO urls (key, secret_key) VALUES (?, ?) | Unexpected keyword",
        "INSERT INTO urls (a, b) VALUES (?, ?) | Unexpected token after expression",
        "INSERT INTO T AS x VALUE {'pk': 'p'} | Unexpected token after expression",
        "INSERT INTO T x VALUE {'pk': 'p'} | Unexpected token after expression",
        "INSERT INTO T VALUE {'pk': 'p'} AS x | Unexpected token after expression",
        "INSERT INTO T VALUE {'pk': 'p'} RETURNING ALL OLD * | Unexpected token after expression",
        "INSERT INTO T VALUE {'pk': 'p'} WHERE a = 1 | Unexpected token after expression",
        "INSERT INTO T VALUE {'pk': 'p'}, {'pk': 'q'} | Unexpected token after expression",
        "INSERT INTO T {'pk': 'p'} | Unexpected token after expression",
        "SELECT * FROM T ORDER BY sk WHERE pk = 'p' | Unexpected token after expression",
        "SELECT * FROM T WHERE pk = 'p' pk | Unexpected token after expression",
        "SELECT * FROM T WHERE pk = 'p') | Unexpected token after expression",
        "SELECT * FROM T WHERE a = 1 = 2 | Unexpected token after expression",
        "SELECT * FROM T WHERE a NOT 1 | Unexpected token after expression",
        "SELECT * FROM T WHERE pk = 'p' UNION SELECT * FROM U | Unexpected token after expression",
        "SELECT * FROM T RETURNING ALL OLD * | Unexpected token after expression",
        "DELETE FROM T ORDER BY a | Unexpected token after expression",
        "UPDATE T SET a = 1 WHERE pk = 'p' SET b = 2 | Unexpected token after expression",
        "UPDATE T REMOVE a, b WHERE pk = 'p' | Unexpected token after expression",
        "EXISTS(SELECT * FROM T) AND a = 1 | Unexpected token after expression",
        "SELECT * FROM T; SELECT * FROM T"
            + " | Unexpected token after semicolon. (Only one query is allowed.)",
        "SELECT payload.size FROM T | Invalid path dot component",
        "SELECT a. FROM T | Invalid path dot component",
        "SELECT key FROM T | Unexpected keyword",
        "SELECT user, name FROM T | Unexpected keyword",
        "SELECT * FROM table | Unexpected keyword",
        "SELECT * FROM T WHERE order = 1 | Unexpected keyword",
        "SELECT * FROM T WHERE size = 1 | Unexpected keyword",
        "SELECT * FROM T WHERE a = CASE WHEN b = 1 THEN 2 ELSE 3 END | Unexpected keyword",
        "SELECT * FROM T WHERE | Unexpected term",
        "SELECT * FROM T WHERE a = | Unexpected term",
        "SELECT * FROM T WHERE a = :v | Unexpected term",
        "SELECT * FROM T WHERE a = ) | Unexpected term",
        "SELECT * FROM T WHERE a == 1 | Unexpected operator",
        "SELECT * FROM T WHERE @a = 1 | Unexpected operator",
        "SELECT * WHERE a = 1 | Expected FROM after SELECT list",
        "SELECT a b c FROM T | Expected FROM after SELECT list",
        "SELECT FROM T | Cannot have empty SELECT list",
        "SELECT *, a FROM T | Other expressions may not be present in the select list when '*' is"
            + " used without dot notation.",
        "DELETE T WHERE pk = 'p' | Expected FROM after DELETE",
        "UPDATE T SET 'a' = 1 WHERE pk = 'p' | Expected identifier for simple path",
        "UPDATE T SET a = 1, SET b = 2 WHERE pk = 'p' | Expected identifier for simple path",
        "UPDATE T REMOVE WHERE pk = 'p' | Expected identifier for simple path",
        "EXISTS(DELETE FROM T) | Unexpected keyword",
      })
  void what_is_not_well_formed_is_refused_with_a_detail(String text, String detail) {
    assertEquals(NOT_WELL_FORMED + detail, refusal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE T SET a WHERE pk = 'p'",
        "UPDATE T SET a + 1 WHERE pk = 'p'",
        "UPDATE T SET a(b) = 1 WHERE pk = 'p'",
        "SELECT * FROM T WHERE a BETWEEN 1 OR 2",
        "SELECT * FROM T WHERE a IS 1",
        "SELECT * FROM T WHERE (a = 1",
        "SELECT * FROM T WHERE a = [1, 2",
        "SELECT * FROM T WHERE a = <<1>",
        "SELECT * FROM T WHERE a = {'k', 1}",
        "SELECT a[0 FROM T",
        "SELECT * FROM T ORDER sk",
        "SELECT * FROM T AS 'x'",
        "UPDATE T SET a = 1 WHERE pk = 'p' RETURNING *",
        "UPDATE T SET a = 1 WHERE pk = 'p' RETURNING ALL *",
        "UPDATE T SET a = 1 WHERE pk = 'p' RETURNING ALL OLD",
        "UPDATE T SET a = 1 WHERE pk = 'p' RETURNING ALL OLD a",
        "UPDATE T SET a = 1 WHERE pk = 'p' RETURNING NEW *",
      })
  void what_ends_too_soon_or_goes_on_otherwise_is_not_well_formed(String text) {
    String message = refusal(text);
    assertEquals(NOT_WELL_FORMED, message.substring(0, NOT_WELL_FORMED.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{'a':", "<<", "size(", "a[", "NOT (", "(SELECT * FROM ", "-("})
  void nothing_nests_deeper_than_the_stack(String opening) {
    String text = "SELECT * FROM T WHERE a = 1 AND " + opening.repeat(8100 / opening.length());
    assertEquals(NOT_WELL_FORMED, refusal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT ", "- ", "+ ", "a.", "a OR ", "1 + ", "1 * ", "a, ", "? "})
  void what_repeats_itself_is_refused_and_no_more(String part) {
    refusal("SELECT * FROM T WHERE a = 1 AND " + part.repeat(8100 / part.length()));
    refusal("UPDATE T SET a = " + part.repeat(8100 / part.length()) + "1 WHERE pk = 'p'");
  }
}
