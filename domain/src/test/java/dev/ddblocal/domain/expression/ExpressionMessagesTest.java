package dev.ddblocal.domain.expression;

import static dev.ddblocal.domain.expression.ExpressionRequest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.ValueDefect;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionMessagesTest {
  private static final String VALUES =
      "{':s': {'S': 'x'}, ':t': {'S': 'a'}, ':n': {'N': '5'}, ':m': {'N': '4.50'},"
          + " ':b': {'B': 'AA=='}, ':bool': {'BOOL': true}, ':null': {'NULL': true},"
          + " ':ss': {'SS': ['a']}, ':ns': {'NS': ['1']}, ':bs': {'BS': ['AA==']},"
          + " ':l': {'L': []}, ':map': {'M': {}}, ':type': {'S': 'STRING'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = :x | An expression attribute value used in expression is not defined; attribute value:"
            + " :x",
        "#x = :s | An expression attribute name used in the document path is not defined; attribute"
            + " name: #x",
        "a.#x[0] = :s | An expression attribute name used in the document path is not defined;"
            + " attribute name: #x",
        "name = :s | Attribute name is a reserved keyword; reserved keyword: name",
        "a.Status = :s | Attribute name is a reserved keyword; reserved keyword: Status",
        "foo(a) | Invalid function name; function: foo",
        "Contains(a, :s) | Invalid function name; function: Contains",
        "a = foo(b) | Invalid function name; function: foo",
        "size(a) | The function is not allowed to be used this way in an expression; function:"
            + " size",
        "NOT size(a) | The function is not allowed to be used this way in an expression; function:"
            + " size",
        "attribute_exists(a) = :s | The function is not allowed to be used this way in an"
            + " expression; function: attribute_exists",
        "contains(a, begins_with(b, :s)) | The function is not allowed to be used this way in an"
            + " expression; function: begins_with",
        "if_not_exists(a, :s) = :s | The function is not allowed in a condition expression;"
            + " function: if_not_exists",
        "list_append(a, :l) | The function is not allowed in a condition expression; function:"
            + " list_append",
        "attribute_exists(a, b) | Incorrect number of operands for operator or function; operator"
            + " or function: attribute_exists, number of operands: 2",
        "contains(a) | Incorrect number of operands for operator or function; operator or function:"
            + " contains, number of operands: 1",
        "size(a, b) = :n | Incorrect number of operands for operator or function; operator or"
            + " function: size, number of operands: 2",
        "attribute_exists(:s) | Operator or function requires a document path; operator or"
            + " function: attribute_exists",
        "attribute_not_exists(size(a)) | Operator or function requires a document path; operator or"
            + " function: attribute_not_exists",
        "attribute_type(:s, :s) | Operator or function requires a document path; operator or"
            + " function: attribute_type",
        "attribute_type(a, :n) | Incorrect operand type for operator or function; operator or"
            + " function: attribute_type, operand type: N",
        "attribute_type(a, :type) | Invalid attribute type name found; type: STRING, valid types:"
            + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        "begins_with(a, :n) | Incorrect operand type for operator or function; operator or"
            + " function: begins_with, operand type: N",
        "begins_with(:l, a) | Incorrect operand type for operator or function; operator or"
            + " function: begins_with, operand type: L",
        "begins_with(a, size(b)) | Incorrect operand type for operator or function; operator or"
            + " function: begins_with, operand type: N",
        "contains(:n, a) | Incorrect operand type for operator or function; operator or function:"
            + " contains, operand type: N",
        "size(:n) = :n | Incorrect operand type for operator or function; operator or function:"
            + " size, operand type: N",
        "size(size(a)) = :n | Incorrect operand type for operator or function; operator or"
            + " function: size, operand type: N",
        "a < :bool | Incorrect operand type for operator or function; operator or function: <,"
            + " operand type: BOOL",
        ":null >= a | Incorrect operand type for operator or function; operator or function: >=,"
            + " operand type: NULL",
        "a <= :l | Incorrect operand type for operator or function; operator or function: <=,"
            + " operand type: L",
        "a > :map | Incorrect operand type for operator or function; operator or function: >,"
            + " operand type: M",
        "a > :ns | Incorrect operand type for operator or function; operator or function: >,"
            + " operand type: NS",
        "a BETWEEN :n AND :ss | Incorrect operand type for operator or function; operator or"
            + " function: BETWEEN, operand type: SS",
        "a BETWEEN :n AND :m | The BETWEEN operator requires upper bound to be greater than or"
            + " equal to lower bound; lower bound operand: AttributeValue: {N:5}, upper bound"
            + " operand: AttributeValue: {N:4.5}",
        "a BETWEEN :s AND :t | The BETWEEN operator requires upper bound to be greater than or"
            + " equal to lower bound; lower bound operand: AttributeValue: {S:x}, upper bound"
            + " operand: AttributeValue: {S:a}",
        "a BETWEEN :n AND :s | The BETWEEN operator requires same data type for lower and upper"
            + " bounds; lower bound operand: AttributeValue: {N:5}, upper bound operand:"
            + " AttributeValue: {S:x}",
        "a BETWEEN :b AND :s | The BETWEEN operator requires same data type for lower and upper"
            + " bounds; lower bound operand: AttributeValue: {B:AA==}, upper bound operand:"
            + " AttributeValue: {S:x}",
        "a = a | The first operand must be distinct from the remaining operands for this operator"
            + " or function; operator: =, first operand: [a]",
        "a.b[0] IN (:s, a.b[0]) | The first operand must be distinct from the remaining operands"
            + " for this operator or function; operator: IN, first operand: [a, b, [0]]",
        "contains(#data, #data) | The first operand must be distinct from the remaining operands"
            + " for this operator or function; operator: contains, first operand: [data]",
        "a[4294967295] = :s | List index is not within the allowable range; index: [4294967295]",
        "a[99999999999999999999999] = :s | List index is not within the allowable range; index:"
            + " [99999999999999999999999]",
        "a = :x AND begins_with(b, :n) | An expression attribute value used in expression is not"
            + " defined; attribute value: :x",
        "begins_with(b, :n) AND a = :x | Incorrect operand type for operator or function; operator"
            + " or function: begins_with, operand type: N",
      })
  void refuses_a_condition(String text, String message) {
    assertRefused("Invalid ConditionExpression: " + message, () -> request().condition(text));
    assertRefused("Invalid FilterExpression: " + message, () -> request().filter(text));
    assertRefused("Invalid KeyConditionExpression: " + message, () -> request().keyCondition(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = :bool AND b <> :map",
        "a IN (:bool, :l, size(b))",
        "contains(a, :map) OR contains(:l, a)",
        "size(:ss) > size(a)",
        "begins_with(:s, a)",
        "a BETWEEN b AND c",
        ":n BETWEEN a AND b",
        "a BETWEEN :n AND :n",
        "a[4294967294] = :s",
        ":s = :s",
      })
  void takes_a_condition(String text) {
    assertDoesNotThrow(() -> request().condition(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET a = :x | An expression attribute value used in expression is not defined; attribute"
            + " value: :x",
        "SET year = :s | Attribute name is a reserved keyword; reserved keyword: year",
        "ADD #x :n | An expression attribute name used in the document path is not defined;"
            + " attribute name: #x",
        "SET a = size(b) | The function is not allowed in an update expression; function: size",
        "SET a = contains(b, :s) | The function is not allowed in an update expression; function:"
            + " contains",
        "SET a = foo(b) | Invalid function name; function: foo",
        "SET a = list_append(:l) | Incorrect number of operands for operator or function; operator"
            + " or function: list_append, number of operands: 1",
        "SET a = if_not_exists(a, b, :s) | Incorrect number of operands for operator or function;"
            + " operator or function: if_not_exists, number of operands: 3",
        "SET a = if_not_exists(:s, :s) | Operator or function requires a document path; operator or"
            + " function: if_not_exists",
        "SET a = list_append(a, :s) | Incorrect operand type for operator or function; operator or"
            + " function: list_append, operand type: S",
        "SET a = a + :s | Incorrect operand type for operator or function; operator or function: +,"
            + " operand type: S",
        "SET a = list_append(a, :l) - :n | Incorrect operand type for operator or function;"
            + " operator or function: -, operand type: L",
        "ADD a :s | Incorrect operand type for operator or function; operator: ADD, operand type:"
            + " STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "ADD a :l | Incorrect operand type for operator or function; operator: ADD, operand type:"
            + " LIST, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "DELETE a :n | Incorrect operand type for operator or function; operator: DELETE, operand"
            + " type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
        "SET a = :s, a = :t | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a], path two: [a]",
        "SET a.b = :s REMOVE a | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a, b], path two: [a]",
        "SET a[1].b = :s ADD a[1] :n | Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [a, [1], b], path two: [a, [1]]",
        "SET a.b = :s, c = :s, a[0] = :s | Two document paths conflict with each other; must remove"
            + " or rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
        "SET data = :s REMOVE #data | Attribute name is a reserved keyword; reserved keyword: data",
      })
  void refuses_an_update(String text, String message) {
    assertRefused("Invalid UpdateExpression: " + message, () -> request().update(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a, a | Two document paths overlap with each other; must remove or rewrite one of these"
            + " paths; path one: [a], path two: [a]",
        "#data, #same | Two document paths overlap with each other; must remove or rewrite one of"
            + " these paths; path one: [data], path two: [data]",
        "a, b, a.b | Two document paths overlap with each other; must remove or rewrite one of"
            + " these paths; path one: [a], path two: [a, b]",
        "a.b, a[0].c | Two document paths conflict with each other; must remove or rewrite one of"
            + " these paths; path one: [a, b], path two: [a, [0], c]",
        "a, #x | An expression attribute name used in the document path is not defined; attribute"
            + " name: #x",
        "a.key | Attribute name is a reserved keyword; reserved keyword: key",
        "a[4294967295] | List index is not within the allowable range; index: [4294967295]",
      })
  void refuses_a_projection(String text, String message) {
    assertRefused("Invalid ProjectionExpression: " + message, () -> request().projection(text));
  }

  @Test
  void a_path_has_at_most_32_elements() {
    assertDoesNotThrow(() -> request().projection("a" + ".a".repeat(31)));
    assertRefused(
        "Invalid ProjectionExpression: The document path has too many nesting elements; nesting"
            + " level: 33",
        () -> request().projection("a" + ".a".repeat(32)));
  }

  @Test
  void in_takes_100_candidates() {
    String candidates = ":n" + ",:n".repeat(99);
    assertDoesNotThrow(() -> request().filter("a IN (" + candidates + ")"));
    assertRefused(
        "Invalid FilterExpression: The IN operator is provided with too many operands; number of"
            + " operands: 101",
        () -> request().filter("a IN (" + candidates + ",:n)"));
  }

  @Test
  void every_reserved_word_is_refused_in_any_case() {
    assertEquals(573, ReservedWords.all().size());
    for (String word : ReservedWords.all()) {
      if (!word.matches("IN|BETWEEN|NOT|AND|OR|SET|ADD|DELETE|REMOVE")) {
        String mixed = word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
        assertRefused(
            "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: "
                + mixed,
            () -> request().projection(mixed));
      }
    }
  }

  @Test
  void names_and_values_need_an_expression() {
    Expressions expressions = new Expressions();
    ExpressionAttributes names = new ExpressionAttributes(Map.of("#a", "a"), null);
    ExpressionAttributes values =
        new ExpressionAttributes(null, AttributeMap.of(ValueNotation.item(VALUES)));
    assertRefused(
        "1 validation error detected: ExpressionAttributeNames can only be specified when using"
            + " expressions",
        () -> expressions.of(RequestWording.ENVELOPED, names, false));
    assertRefused(
        "1 validation error detected: ExpressionAttributeValues can only be specified when using"
            + " expressions",
        () -> expressions.of(RequestWording.ENVELOPED, values, false));
  }

  @Test
  void a_map_of_names_or_values_has_an_entry() {
    Expressions expressions = new Expressions();
    assertRefused(
        "ExpressionAttributeNames must not be empty",
        () ->
            expressions.of(
                RequestWording.BARE_OLDER, new ExpressionAttributes(Map.of(), null), true));
    assertRefused(
        "ExpressionAttributeValues must not be empty",
        () ->
            expressions.of(
                RequestWording.BARE_OLDER,
                new ExpressionAttributes(null, AttributeMap.of(Map.of())),
                true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"loc", "#", ":a", "##a", "#a-b", "#a.b", "#é", "a#"})
  void a_name_placeholder_is_a_hash_and_a_word(String placeholder) {
    assertRefused(
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + placeholder + "\"",
        () -> ExpressionRequest.values(Map.of()).name(placeholder, "a").expressions());
  }

  @Test
  void a_value_placeholder_is_a_colon_and_a_word() {
    assertRefused(
        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"loc\"",
        () -> ExpressionRequest.values("{':a': {'S': 'x'}, 'loc': {'S': 'x'}}").expressions());
  }

  @Test
  void a_placeholder_has_at_most_255_bytes() {
    String longest = "#" + "a".repeat(254);
    assertDoesNotThrow(() -> ExpressionRequest.values(Map.of()).name(longest, "a").expressions());
    assertRefused(
        "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key"
            + " that is too long;",
        () -> ExpressionRequest.values(Map.of()).name(longest + "a", "a").expressions());
  }

  @Test
  void a_name_has_from_1_to_65535_bytes() {
    assertRefused(
        "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a",
        () -> ExpressionRequest.values(Map.of()).name("#a", "").expressions());
    String longest = "a".repeat(AttributeValueCollector.MAX_NAME_BYTES);
    assertDoesNotThrow(() -> ExpressionRequest.values(Map.of()).name("#a", longest).expressions());
    assertRefused(
        "Attribute name is too large, must be less than 65536 bytes",
        () -> ExpressionRequest.values(Map.of()).name("#a", longest + "a").expressions());
  }

  @Test
  void a_value_with_a_defect_is_refused_in_the_wording_of_the_layer() {
    AttributeMap values =
        new AttributeMap(new LinkedHashMap<>(), new ValueDefect.EmptyStringSet(), ":v");
    ExpressionAttributes attributes = new ExpressionAttributes(null, values);
    String defect = "One or more parameter values were invalid: An string set  may not be empty";
    Expressions expressions = new Expressions();
    assertRefused(
        "1 validation error detected: " + defect,
        () -> expressions.of(RequestWording.ENVELOPED, attributes, true));
    assertRefused(defect, () -> expressions.of(RequestWording.BARE_CURRENT, attributes, true));
    assertRefused(
        "ExpressionAttributeValues contains invalid value: " + defect + " for key :v",
        () -> expressions.of(RequestWording.BARE_OLDER, attributes, true));
  }

  @Test
  void names_and_values_that_no_expression_used_are_refused() {
    RequestExpressions expressions =
        ExpressionRequest.values("{':b': {'S': 'x'}, ':a': {'S': 'y'}, ':c': {'S': 'y'}}")
            .name("#b", "b")
            .name("#a", "a")
            .expressions();
    expressions.condition("#a = :a");
    assertRefused(
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
        expressions::requireAllUsed);
    expressions.projection("#b");
    assertRefused(
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b, :c}",
        expressions::requireAllUsed);
    expressions.update("SET c = :b, d = :c");
    assertDoesNotThrow(expressions::requireAllUsed);
  }

  @Test
  void no_text_is_no_expression() {
    RequestExpressions expressions = ExpressionRequest.values(Map.of()).expressions();
    assertEquals(Optional.empty(), expressions.condition(null));
    assertEquals(Optional.empty(), expressions.filter(null));
    assertEquals(Optional.empty(), expressions.keyCondition(null));
    assertEquals(Optional.empty(), expressions.projection(null));
    assertEquals(Optional.empty(), expressions.update(null));
    assertDoesNotThrow(expressions::requireAllUsed);
  }

  @Test
  void thousands_of_paths_are_compared() {
    String paths =
        IntStream.range(0, 800).mapToObj(i -> "a" + i % 799).collect(Collectors.joining(","));
    assertRefused(
        "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [a0], path two: [a0]",
        () -> request().projection(paths));
  }

  private static RequestExpressions request() {
    return ExpressionRequest.values(VALUES)
        .name("#data", "data")
        .name("#same", "data")
        .expressions();
  }
}
