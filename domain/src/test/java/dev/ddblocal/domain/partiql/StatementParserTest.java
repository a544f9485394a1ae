package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements say, shown as {@link StatementText} writes them. */
class StatementParserTest {
  private static final AttributeValue ONE = new AttributeValue.N(DynamoNumber.of(1));
  private static final AttributeValue X = new AttributeValue.S("x");

  private final StatementParser parser = new StatementParser();

  private String shown(String text, AttributeValue... parameters) {
    return StatementText.of(parser.parse(text, Arrays.asList(parameters)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM Music | SELECT * FROM \"Music\"",
        "select * from Music; | SELECT * FROM \"Music\"",
        "SELECT*FROM\"Music\" | SELECT * FROM \"Music\"",
        "SELECT * FROM \"Music\".\"Awards-index\" | SELECT * FROM \"Music\".\"Awards-index\"",
        "SELECT * FROM Music.gsi | SELECT * FROM \"Music\".\"gsi\"",
        "SELECT * FROM \"arn:aws:dynamodb:us-east-1:123456789012:table/T\".\"i\""
            + " | SELECT * FROM \"arn:aws:dynamodb:us-east-1:123456789012:table/T\".\"i\"",
        "SELECT OrderID, Total FROM \"Orders\" | SELECT \"OrderID\", \"Total\" FROM \"Orders\"",
        "SELECT Devices.FireStick.DateWatched[0] FROM TVWatchList"
            + " | SELECT \"Devices\".\"FireStick\".\"DateWatched\"[0] FROM \"TVWatchList\"",
        "SELECT payload.\"size\", \"key\", \"a\"\"b\" FROM T"
            + " | SELECT \"payload\".\"size\", \"key\", \"a\"\"b\" FROM \"T\"",
        "SELECT a['b'][10].$c, _d FROM T | SELECT \"a\".\"b\"[10].\"$c\", \"_d\" FROM \"T\"",
        "SELECT year, name FROM T | SELECT \"year\", \"name\" FROM \"T\"",
        "SELECT * FROM T ORDER BY sk | SELECT * FROM \"T\" ORDER BY \"sk\" ASC",
        "SELECT * FROM T WHERE pk = 1 ORDER BY pk DESC, sk ASC"
            + " | SELECT * FROM \"T\" WHERE \"pk\" = 1 ORDER BY \"pk\" DESC, \"sk\" ASC",
        "EXISTS(SELECT * FROM T WHERE pk = 'p' AND a = 1)"
            + " | EXISTS(SELECT * FROM \"T\" WHERE (\"pk\" = 'p' AND \"a\" = 1))",
        "exists ( SELECT * FROM T ) | EXISTS(SELECT * FROM \"T\")",
      })
  void reads_what_is_selected(String text, String statement) {
    assertEquals(statement, shown(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = 1 | \"a\" = 1",
        "'x' = a | 'x' = \"a\"",
        "a <> 1 | \"a\" <> 1",
        "a != 1 | \"a\" <> 1",
        "a<1 | \"a\" < 1",
        "a<=1 | \"a\" <= 1",
        "a>1 | \"a\" > 1",
        "a>=1 | \"a\" >= 1",
        "a = b.c | \"a\" = \"b\".\"c\"",
        "a between 1 and 2 | \"a\" BETWEEN 1 AND 2",
        "a NOT BETWEEN 1 AND 2 | NOT (\"a\" BETWEEN 1 AND 2)",
        "a in [1, 2] | \"a\" IN [1, 2]",
        "a IN (1, 'x', b) | \"a\" IN [1, 'x', \"b\"]",
        "a IN (1) | \"a\" IN [1]",
        "a NOT IN [1] | NOT (\"a\" IN [1])",
        "a IS MISSING | attribute_not_exists(\"a\")",
        "a.b[0] is not missing | NOT (attribute_not_exists(\"a\".\"b\"[0]))",
        "a = MISSING | attribute_not_exists(\"a\")",
        "MISSING <> a | attribute_exists(\"a\")",
        "a IS NULL | attribute_type(\"a\", 'NULL')",
        "a IS NOT NULL | NOT (attribute_type(\"a\", 'NULL'))",
        "a = NULL | \"a\" = NULL",
        "a IS string | attribute_type(\"a\", 'S')",
        "a IS BAG | (attribute_type(\"a\", 'SS') OR attribute_type(\"a\", 'NS')"
            + " OR attribute_type(\"a\", 'BS'))",
        "BEGINS_WITH(a, 'x') | begins_with(\"a\", 'x')",
        "begins_with(\"Address\", '7834 24th') | begins_with(\"Address\", '7834 24th')",
        "Contains(a, 1) | contains(\"a\", 1)",
        "contains('abc', a) | contains('abc', \"a\")",
        "size(a.b) > 3 | size(\"a\".\"b\") > 3",
        "attribute_exists(a[1]) | attribute_exists(\"a\"[1])",
        "attribute_not_exists(a) | attribute_not_exists(\"a\")",
        "attribute_type(a, 'SS') | attribute_type(\"a\", 'SS')",
        "NOT a = 1 | NOT (\"a\" = 1)",
        "not not a = 1 | \"a\" = 1",
        "NOT begins_with(a, 'x') | NOT (begins_with(\"a\", 'x'))",
        "a = 1 AND b = 2 AND c = 3 | (\"a\" = 1 AND \"b\" = 2 AND \"c\" = 3)",
        "a = 1 OR b = 2 AND NOT c = 3 | (\"a\" = 1 OR (\"b\" = 2 AND NOT (\"c\" = 3)))",
        "(a = 1 OR b = 2) AND c = 3 | ((\"a\" = 1 OR \"b\" = 2) AND \"c\" = 3)",
        "((((a)) = ((1)))) | \"a\" = 1",
        "a BETWEEN 1 AND 2 AND b = 3 | (\"a\" BETWEEN 1 AND 2 AND \"b\" = 3)",
        "a = [1, 'x', [], {}] | \"a\" = [1, 'x', [], {}]",
        "a = {'k': {'l': <<1, 2>>}} | \"a\" = {'k': {'l': <<1, 2>>}}",
        "a = <<'x', 'y'>> | \"a\" = <<'x', 'y'>>",
        "a = true AND b = False | (\"a\" = TRUE AND \"b\" = FALSE)",
      })
  void reads_conditions(String where, String condition) {
    assertEquals("SELECT * FROM \"T\" WHERE " + condition, shown("SELECT * FROM T WHERE " + where));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'it''s' | 'it''s'",
        "'' | ''",
        "'say \"hi\" -- /* ? */' | 'say \"hi\" -- /* ? */'",
        "1.0 | 1",
        "-1 | -1",
        "+ 5 | 5",
        "1e0 | 1",
        "1E+2 | 100",
        "1.5e-1 | 0.15",
        ".5 | 0.5",
        "5. | 5",
        "007 | 7",
        "-0 | 0",
        "TRUE | TRUE",
        "NULL | NULL",
        "[] | []",
        "[1, [TRUE], {'a': NULL}] | [1, [TRUE], {'a': NULL}]",
        "{'a' : 1, '' : 'x'} | {'a': 1, '': 'x'}",
        "<< 1, 34, 32, 4.5 >> | <<1, 34, 32, 4.5>>",
        "<<'b','a'>> | <<'b', 'a'>>",
        "[<<1>>,<<'x'>>] | [<<1>>, <<'x'>>]",
      })
  void reads_literals(String literal, String value) {
    assertEquals(
        "INSERT INTO \"T\" VALUE {'pk': 'p', 'a': " + value + "}",
        shown("INSERT INTO T VALUE {'pk': 'p', 'a': " + literal + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "UPDATE \"T\" SET a=1 WHERE pk='p' | SET \"a\" = 1",
        "UPDATE T SET a=1, b.c=d WHERE pk='p' | SET \"a\" = 1 SET \"b\".\"c\" = \"d\"",
        "UPDATE T SET a=1 SET b[0]='x' WHERE pk='p' | SET \"a\" = 1 SET \"b\"[0] = 'x'",
        "UPDATE T REMOVE a REMOVE b.c[1] WHERE pk='p' | REMOVE \"a\" REMOVE \"b\".\"c\"[1]",
        "UPDATE T SET a=1 REMOVE b SET c=2 WHERE pk='p'"
            + " | SET \"a\" = 1 REMOVE \"b\" SET \"c\" = 2",
        "FROM \"T\" WHERE pk='p' SET a=1 REMOVE b | SET \"a\" = 1 REMOVE \"b\"",
        "UPDATE T SET a = a + 100 WHERE pk='p' | SET \"a\" = (\"a\" + 100)",
        "UPDATE T SET a = a -1 WHERE pk='p' | SET \"a\" = (\"a\" - 1)",
        "UPDATE T SET a = 1 - b + -2 WHERE pk='p' | SET \"a\" = ((1 - \"b\") + -2)",
        "UPDATE T SET a = 1 - (b + 2) WHERE pk='p' | SET \"a\" = (1 - (\"b\" + 2))",
        "UPDATE T SET l = LIST_APPEND(l, [4, <<'x'>>]) WHERE pk='p'"
            + " | SET \"l\" = list_append(\"l\", [4, <<'x'>>])",
        "UPDATE T SET l = list_append([0], if_not_exists(l, [])) WHERE pk='p'"
            + " | SET \"l\" = list_append([0], if_not_exists(\"l\", []))",
        "UPDATE T SET s = SET_ADD(s, <<345, 48.4>>) WHERE pk='p'"
            + " | SET \"s\" = set_add(\"s\", <<345, 48.4>>)",
        "UPDATE T SET s.t = set_add(s.\"t\", <<'x'>>) WHERE pk='p'"
            + " | SET \"s\".\"t\" = set_add(\"s\".\"t\", <<'x'>>)",
        "UPDATE T SET s = Set_Delete( s, <<345>>) WHERE pk='p'"
            + " | SET \"s\" = set_delete(\"s\", <<345>>)",
        "UPDATE T SET a = {'Grammys':[2020, 2018]} WHERE pk='p'"
            + " | SET \"a\" = {'Grammys': [2020, 2018]}",
      })
  void reads_updates(String text, String actions) {
    assertEquals("UPDATE \"T\" " + actions + " WHERE \"pk\" = 'p'", shown(text));
  }

  @ParameterizedTest
  @CsvSource({"ALL OLD", "ALL NEW", "MODIFIED OLD", "MODIFIED NEW"})
  void reads_what_an_update_returns(String returning) {
    assertEquals(
        "UPDATE \"T\" SET \"a\" = 1 WHERE \"pk\" = 'p' RETURNING " + returning + " *",
        shown("UPDATE T SET a = 1 WHERE pk = 'p' RETURNING " + returning + " *"));
    assertEquals(
        "UPDATE \"T\" SET \"a\" = 1 WHERE \"pk\" = 'p' RETURNING " + returning + " *",
        shown("FROM T WHERE pk = 'p' SET a = 1 returning " + returning + "*;"));
  }

  @Test
  void reads_deletes() {
    assertEquals("DELETE FROM \"T\" WHERE \"pk\" = 'p'", shown("DELETE FROM T WHERE pk = 'p'"));
    assertEquals(
        "DELETE FROM \"T\" WHERE (\"pk\" = 'p' AND \"a\" > 1) RETURNING ALL OLD *",
        shown("delete from \"T\" where pk = 'p' and a > 1 returning all old *"));
  }

  @Test
  void parameters_stand_for_values_in_the_order_of_the_text() {
    assertEquals(
        "SELECT * FROM \"T\" WHERE (\"a\" = 1 AND \"b\" IN ['x', 1])",
        shown("SELECT * FROM T WHERE a = ? AND b IN [?, ?]", ONE, X, ONE));
    assertEquals(
        "UPDATE \"T\" SET \"a\" = (\"b\" + 1) SET \"l\" = ['x', {'k': 1}] WHERE \"pk\" = 'x'",
        shown("UPDATE T SET a = b + ? SET l = [?, {'k': ?}] WHERE pk = ?", ONE, X, ONE, X));
    assertEquals(
        "UPDATE \"T\" SET \"a\" = 1 WHERE \"pk\" = 'x'",
        shown("FROM T WHERE pk = ? SET a = ?", X, ONE));
    assertEquals(
        "INSERT INTO \"T\" VALUE {'pk': 'x', 's': <<1>>}",
        shown("INSERT INTO T VALUE {'pk': ?, 's': <<?>>}", X, ONE));
    assertEquals(
        "INSERT INTO \"T\" VALUE {'pk': 'x'}",
        shown("INSERT INTO T VALUE ?", new AttributeValue.M(Map.of("pk", X))));
    assertEquals(
        "SELECT * FROM \"T\" WHERE attribute_type(\"a\", 'S')",
        shown("SELECT * FROM T WHERE attribute_type(a, ?)", new AttributeValue.S("S")));
  }

  @Test
  void binary_values_come_as_parameters() {
    Bytes bytes = Bytes.wrap(new byte[] {1});
    Statement.Insert insert =
        assertInstanceOf(
            Statement.Insert.class,
            parser.parse(
                "INSERT INTO T VALUE {'b': ?, 's': <<?>>}",
                List.of(new AttributeValue.B(bytes), new AttributeValue.B(bytes))));
    assertEquals(
        Map.of("b", new AttributeValue.B(bytes), "s", AttributeValue.binarySet(List.of(bytes))),
        insert.item());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a -- the rest\n FROM /* of\n it */ T",
        "SELECT a FROM T -- the end",
        "/**/SELECT/*a*/a/* -- */FROM/*'*/T/***/",
        "\tSELECT\r\na\fFROM\u000bT\n;\n--",
      })
  void comments_are_white_space(String text) {
    assertEquals("SELECT \"a\" FROM \"T\"", shown(text));
  }

  @Test
  void a_statement_without_a_where_reads_the_table() {
    assertEquals("SELECT * FROM \"T\"", shown("SELECT * FROM T\n\t\r\n"));
  }
}
