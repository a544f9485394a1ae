package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementRefusalsTest {
  private final StatementParser parser = new StatementParser();

  private String refusal(String text, AttributeValue... parameters) {
    DynamoDbException refused =
        assertThrows(
            DynamoDbException.class, () -> parser.parse(text, Arrays.asList(parameters)), text);
    assertEquals(ErrorCode.VALIDATION, refused.code());
    return refused.getMessage();
  }

  private static AttributeValue number(int value) {
    return new AttributeValue.N(DynamoNumber.of(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM T AS t1",
        "SELECT * FROM T t1 WHERE t1.a = 1",
        "SELECT * FROM \"T\".\"i\" AS \"t1\"",
        "SELECT * FROM T AT x",
        "SELECT a AS b FROM T",
        "SELECT a b FROM T",
        "UPDATE T AS t1 SET a = 1 WHERE pk = 'p'",
        "UPDATE T t1 SET a = 1 WHERE pk = 'p'",
        "FROM T t1 WHERE pk = 'p' SET a = 1",
        "DELETE FROM T AS t1 WHERE pk = 'p'",
        "DELETE FROM T t1 WHERE pk = 'p'",
      })
  void nothing_has_another_name(String text) {
    assertEquals("Aliasing is not supported", refusal(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM a.b.c | A path may contain at most 2 components in the FROM clause",
        "SELECT * FROM \"\" | Path component cannot be an empty string",
        "SELECT * FROM \"T\".\"\" | Path component cannot be an empty string",
        "SELECT * FROM my-users | Unexpected from source",
        "SELECT * FROM 'T' | Unexpected from source",
        "SELECT * FROM ? | Unexpected from source",
        "SELECT * FROM (SELECT * FROM T) | Unexpected from source",
        "SELECT * FROM T, U | Only select from a single table or index is supported.",
        "SELECT * FROM T JOIN U ON T.a = U.a"
            + " | Only select from a single table or index is supported.",
        "SELECT * FROM T t LEFT OUTER JOIN U u ON t.a = u.a"
            + " | Only select from a single table or index is supported.",
        "SELECT * FROM T[0] | Unexpected path component at 1:16:1",
        "UPDATE T.i SET a = 1 WHERE pk = 'p' | Unexpected path component at 1:10:1",
        "DELETE FROM T.i WHERE pk = 'p' | Unexpected path component at 1:15:1",
        "INSERT INTO T.i VALUE {'pk': 'p'} | Unexpected path component at 1:15:1",
        "SELECT COUNT(*) FROM T | Unexpected path component at 1:8:5",
        "SELECT size(a) FROM T | Unexpected path component at 1:8:4",
        "SELECT a, 1 FROM T | Unexpected path component at 1:11:1",
        "SELECT a + 1 FROM T | Unexpected path component at 1:10:1",
        "SELECT a.* FROM T | Unexpected path component at 1:10:1",
        "SELECT a[b] FROM T | Unexpected path component at 1:9:1",
        "SELECT a[1.5] FROM T | Unexpected path component at 1:9:1",
        "SELECT a[-1] FROM T | Unexpected path component at 1:9:1",
        "SELECT a, a FROM T | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a], path two: [a]",
        "SELECT a[4294967295] FROM T"
            + " | List index is not within the allowable range; index: [4294967295]",
        "SELECT DISTINCT a FROM T | Unsupported clause: DISTINCT at 1:8:8",
        "SELECT VALUE a FROM T | Unsupported clause: VALUE at 1:8:5",
        "SELECT * FROM T LIMIT 1 | Unsupported clause: LIMIT at 1:17:5",
        "SELECT * FROM T WHERE a = 1 ORDER BY a LIMIT 1 OFFSET 2"
            + " | Unsupported clause: LIMIT at 1:40:5",
        "SELECT a FROM T GROUP BY a | Unsupported clause: GROUP at 1:17:5",
        "SELECT a FROM T GROUP BY a AS b HAVING a > 1 | Unsupported clause: GROUP at 1:17:5",
        "SELECT a FROM T HAVING a > 1 | Unsupported clause: HAVING at 1:17:6",
        "SELECT * FROM T ORDER BY a.b | Unexpected path component at 1:26:1",
      })
  void what_cannot_be_selected_is_refused(String text, String message) {
    AttributeValue[] parameters =
        text.contains("?") ? new AttributeValue[] {number(1)} : new AttributeValue[0];
    assertEquals(message, refusal(text, parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exists(SELECT * FROM U) | Unrecognized function: exists at 1:23:6",
        "a = 1 AND EXISTS (SELECT * FROM U WHERE b = 2) | Unrecognized function: exists at 1:33:6",
        "foo(a) | Unrecognized function: foo at 1:23:3",
        "UPPER(a) = 'X' | Unrecognized function: upper at 1:23:5",
        "a = if_not_exists(b, 1) | Unrecognized function: if_not_exists at 1:27:13",
        "set_add(a, <<1>>) | Unrecognized function: set_add at 1:23:7",
        "size(a) | Unrecognized function: size at 1:23:4",
        "contains(a, begins_with(b, 'x')) | Unrecognized function: begins_with at 1:35:11",
        "attribute_exists('x') | Operator or function requires a document path; operator or"
            + " function: attribute_exists",
        "attribute_exists(a, b) | Incorrect number of operands for operator or function; operator"
            + " or function: attribute_exists, number of operands: 2",
        "attribute_exists() | Incorrect number of operands for operator or function; operator"
            + " or function: attribute_exists, number of operands: 0",
        "begins_with(a) | Incorrect number of operands for operator or function; operator or"
            + " function: begins_with, number of operands: 1",
        "begins_with(a, 1) | Incorrect operand type for operator or function; operator or"
            + " function: begins_with, operand type: N",
        "size(1) > 1 | Incorrect operand type for operator or function; operator or function:"
            + " size, operand type: N",
        "a < TRUE | Incorrect operand type for operator or function; operator or function: <,"
            + " operand type: BOOL",
        "a >= <<1>> | Incorrect operand type for operator or function; operator or function: >=,"
            + " operand type: NS",
        "attribute_type(a, 'X') | Invalid attribute type name found; type: X, valid types:"
            + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        "a BETWEEN 2 AND 1 | The BETWEEN operator requires upper bound to be greater than or equal"
            + " to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand:"
            + " AttributeValue: {N:1}",
        "a = a | The first operand must be distinct from the remaining operands for this operator"
            + " or function; operator: =, first operand: [a]",
        "a IN [] | Incorrect number of operands for operator or function; operator or function:"
            + " IN, number of operands: 1",
        "a IN 1 | Expected a list at 1:28:1",
        "a IN (SELECT a FROM U) | Expected an operand at 1:28:1",
        "a = (SELECT a FROM U) | Expected an operand at 1:27:1",
        "a | Expected a condition at 1:23:1",
        "TRUE | Expected a condition at 1:23:4",
        "NOT NOT 1 | Expected a condition at 1:31:1",
        "(a = 1) = (b = 2) | Expected an operand at 1:26:1",
        "a = b + 1 | Unsupported operator: + at 1:29:1",
        "a = -b | Unsupported operator: - at 1:27:1",
        "a = - -1 | Unsupported operator: - at 1:27:1",
        "a * 2 = 4 | Unsupported operator: * at 1:25:1",
        "a LIKE 'x%' | Unsupported operator: LIKE at 1:25:4",
        "a NOT LIKE 'x%' ESCAPE '!' | Unsupported operator: LIKE at 1:29:4",
        "a < MISSING | Unsupported operator: < at 1:25:1",
        "1 IS MISSING | Unexpected path component at 1:23:1",
        "a IS symbol | Unsupported type: symbol at 1:28:6",
        "a = <<>> | Empty bags are not supported",
        "a = [<<>>] | Empty bags are not supported",
        "\"\" = 1 | Path component cannot be an empty string",
        "a.\"\" = 1 | Path component cannot be an empty string",
        "a = [MISSING] | Expected a value at 1:28:7",
        "a = [b] | Expected a value at 1:28:1",
        "a = (1, 2) | Expected an operand at 1:27:1",
      })
  void conditions_that_do_not_fit_are_refused(String where, String message) {
    assertEquals(message, refusal("SELECT * FROM T WHERE " + where));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1e126 | Number overflow. Attempting to store a number with magnitude larger than"
            + " supported range under root",
        "[1, 1e-131] | Number underflow. Attempting to store a number with magnitude smaller than"
            + " supported range under root[1]",
        "{'k': [0, 123456789012345678901234567890123456789]} | Attempting to store more than 38"
            + " significant digits in a Number under root.k[1]",
        "1e2147483647 | Number underflow. Attempting to store a number with magnitude smaller than"
            + " supported range under root",
        "<<'a', 'b', 'a'>> | One or more parameter values were invalid: Input collection"
            + " [a, b, a] contains duplicates.",
        "<<1, 1.0>> | Input collection contains duplicates",
      })
  void values_that_no_attribute_has_are_refused(String value, String message) {
    assertEquals(message, refusal("SELECT * FROM T WHERE a = " + value));
    assertEquals(message, refusal("UPDATE T SET a = " + value + " WHERE pk = 'p'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pk': 'p', 'x': 1e126} | Number overflow. Attempting to store a number with magnitude"
            + " larger than supported range under root.x",
        "{'pk': 'p', '': 1} | Empty attribute name",
        "{'pk': 'p', 'a': MISSING} | Expected a value at 1:39:7",
        "{'pk': 'p', 'a': b} | Expected a value at 1:39:1",
        "{'pk': 'p', 'a': 1 + 1} | Expected a value at 1:41:1",
        "{pk: 'p'} | Expected a string at 1:23:2",
        "{'pk': 'p', 'pk': 'p'} | Duplicate attribute name: pk at 1:34:4",
        "{'pk': 'p', 's': <<>>} | Empty bags are not supported",
        "'p' | Expected a tuple at 1:22:3",
        "[{'pk': 'p'}] | Expected a tuple at 1:22:1",
        "p | Expected a tuple at 1:22:1",
      })
  void what_is_no_item_is_not_inserted(String value, String message) {
    assertEquals(message, refusal("INSERT INTO T  VALUE " + value));
  }

  @Test
  void bags_hold_members_of_one_scalar_type() {
    for (String bag : List.of("<<1, 'x'>>", "<<TRUE>>", "<<<<1>>>>", "<<[1]>>", "<<NULL>>")) {
      refusal("SELECT * FROM T WHERE a = " + bag);
    }
    refusal("SELECT * FROM T WHERE a = <<?, 'x'>>", number(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET a = 1, a = 2 | Two document paths overlap with each other; must remove or rewrite one"
            + " of these paths; path one: [a], path two: [a]",
        "SET a = 1 REMOVE a.b | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a], path two: [a, b]",
        "SET a = a + 'x' | Incorrect operand type for operator or function; operator or function:"
            + " +, operand type: S",
        "SET a = list_append(a, 'x') | Incorrect operand type for operator or function; operator"
            + " or function: list_append, operand type: S",
        "SET a = list_append(a) | Incorrect number of operands for operator or function; operator"
            + " or function: list_append, number of operands: 1",
        "SET a = if_not_exists(1, 2) | Operator or function requires a document path; operator or"
            + " function: if_not_exists",
        "SET a = set_add(a, 'x') | An operand in the update expression has an incorrect data type",
        "SET a = set_add(a, [1]) | An operand in the update expression has an incorrect data type",
        "SET a = set_delete(a, 1) | An operand in the update expression has an incorrect data type",
        "SET a = set_add(a) | Incorrect number of operands for operator or function; operator or"
            + " function: set_add, number of operands: 1",
        "SET a = set_add(b, <<1>>) | The first operand must be the attribute that is set; operator"
            + " or function: set_add, attribute: [a]",
        "SET a = SET_DELETE(<<1>>, <<1>>) | The first operand must be the attribute that is set;"
            + " operator or function: set_delete, attribute: [a]",
        "SET a = size(b) | Unrecognized function: size at 1:18:4",
        "SET a = foo(b) | Unrecognized function: foo at 1:18:3",
        "SET a = 1 + set_add(a, <<1>>) | Unrecognized function: set_add at 1:22:7",
        "SET a.* = 1 | Unexpected path component at 1:16:1",
        "SET a = (b = 1) | Expected a value at 1:21:1",
        "SET a = MISSING | Expected a value at 1:18:7",
        "SET a = b * 2 | Unsupported operator: * at 1:20:1",
        "SET a = -b | Unsupported operator: - at 1:18:1",
      })
  void updates_that_do_not_fit_are_refused(String actions, String message) {
    assertEquals(message, refusal("UPDATE T " + actions + " WHERE pk = 'p'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE T SET a = 1",
        "FROM T SET a = 1",
        "DELETE FROM T",
        "DELETE FROM T RETURNING ALL OLD *"
      })
  void a_write_says_which_item_it_means(String text) {
    assertEquals(
        "Where clause does not contain a mandatory equality on all key attributes", refusal(text));
  }

  @Test
  void positions_count_lines_and_columns() {
    assertEquals(
        "Unsupported operator: || at 3:7:2",
        refusal("SELECT * /* two\nlines */ FROM T WHERE\na='x' || 'y'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL NEW", "MODIFIED OLD", "MODIFIED NEW"})
  void a_delete_returns_the_whole_old_item_only(String returning) {
    assertEquals(
        "Invalid returning clause: RETURNING "
            + returning
            + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
        refusal("DELETE FROM T WHERE pk = 'p' RETURNING " + returning + " *"));
  }

  @Test
  void parameters_are_as_many_as_the_statement_needs() {
    String message = "Number of parameters in request and statement don't match.";
    assertEquals(message, refusal("SELECT * FROM T", number(1)));
    assertEquals(message, refusal("SELECT * FROM T WHERE a = ?"));
    assertEquals(message, refusal("SELECT * FROM T WHERE a = ?", number(1), number(2)));
    assertEquals(message, refusal("SELECT * FROM T WHERE a = '?'", number(1)));
    assertEquals(message, refusal("SELECT * FROM T WHERE a = 1 -- ?", number(1)));
  }

  @Test
  void a_parameter_must_fit_its_place() {
    assertEquals(
        "Incorrect operand type for operator or function; operator or function: <, operand type: L",
        refusal("SELECT * FROM T WHERE a < ?", new AttributeValue.L(List.of())));
    assertEquals(
        "Operator or function requires a document path; operator or function: attribute_exists",
        refusal("SELECT * FROM T WHERE attribute_exists(?)", new AttributeValue.S("a")));
    assertEquals("Expected a tuple at 1:21:1", refusal("INSERT INTO T VALUE ?", number(1)));
    assertEquals("Unexpected path component at 1:9:1", refusal("SELECT a[?] FROM T", number(1)));
  }

  @Test
  void lists_and_maps_nest_to_a_depth_of_31() {
    for (String statement :
        List.of("INSERT INTO T VALUE {'pk': 'p', 'a': %s}", "SELECT * FROM T WHERE a = %s")) {
      parser.parse(statement.formatted("[".repeat(31) + "]".repeat(31)), List.of());
      assertEquals(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
              + " beyond supported limit",
          refusal(statement.formatted("[".repeat(32) + "]".repeat(32))));
      assertEquals(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
              + " beyond supported limit",
          refusal(
              statement.formatted("[".repeat(31) + "?" + "]".repeat(31)),
              new AttributeValue.M(Map.of())));
    }
  }

  @Test
  void a_path_has_at_most_32_elements() {
    String path = "a" + ".b".repeat(32);
    assertEquals(
        "The document path has too many nesting elements; nesting level: 33",
        refusal("SELECT " + path + " FROM T"));
  }

  @Test
  void a_list_of_candidates_has_at_most_100() {
    String candidates =
        IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));
    assertEquals(
        "The IN operator is provided with too many operands; number of operands: 101",
        refusal("SELECT * FROM T WHERE a IN [" + candidates + "]"));
  }

  @Test
  void a_clause_has_at_most_300_operators() {
    String message = "The expression contains too many operators; operator count: 301";
    parser.parse("SELECT * FROM T WHERE " + joined(150, "a = 1", " OR "), List.of());
    assertEquals(message, refusal("SELECT * FROM T WHERE " + joined(151, "a = 1", " OR ")));
    assertEquals(message, refusal("UPDATE T SET a = " + joined(302, "1", "+") + " WHERE b = 1"));
  }

  private static String joined(int times, String part, String separator) {
    return String.join(separator, Collections.nCopies(times, part));
  }
}
