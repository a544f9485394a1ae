package dev.ddblocal.domain.expression;

import static dev.ddblocal.domain.expression.ExpressionRequest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTest {
  private static final String ITEM =
      "{'s': {'S': 'old'}, 'n': {'N': '10'}, 'l': {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}]},"
          + " 'm': {'M': {'a': {'N': '1'}, 'l': {'L': [{'M': {'x': {'S': 'x'}}}]}}},"
          + " 'ss': {'SS': ['a', 'b']}, 'ns': {'NS': ['1', '2']}, 'bs': {'BS': ['AA==']},"
          + " 'top': {'N': '9.9999999999999999999999999999999999999E125'},"
          + " 'tiny': {'N': '1E-130'}, 'precise': {'N': '12345678901234567890123456789012345678'}}";
  private static final String VALUES =
      "{':new': {'S': 'new'}, ':one': {'N': '1'}, ':half': {'N': '0.5'}, ':big': {'N': '1E125'},"
          + " ':small': {'N': '1.1E-130'}, ':list': {'L': [{'S': 'x'}]}, ':none': {'L': []},"
          + " ':a': {'SS': ['a']}, ':bc': {'SS': ['c', 'b']}, ':ab': {'SS': ['b', 'a']},"
          + " ':n2': {'NS': ['2.0', '3']}, ':bytes': {'BS': ['AA==', '']},"
          + " ':map': {'M': {'k': {'S': 'v'}}}}";

  private static final String MISSING =
      "The provided expression refers to an attribute that does not exist in the item";
  private static final String WRONG_TYPE =
      "An operand in the update expression has an incorrect data type";
  private static final String WRONG_PATH =
      "The document path provided in the update expression is invalid for update";
  private static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET s = :new | s | {'S': 'new'}",
        "SET fresh = :new | fresh | {'S': 'new'}",
        "SET s = :new, fresh = s | fresh | {'S': 'old'}",
        "SET s = n, n = s | n | {'S': 'old'}",
        "REMOVE s SET fresh = s | fresh | {'S': 'old'}",
        "SET n = n + :one | n | {'N': '11'}",
        "SET n = n - :half | n | {'N': '9.5'}",
        "SET n = :one - n | n | {'N': '-9'}",
        "SET n = (n - :one) | n | {'N': '9'}",
        "SET n = (n) - (n) | n | {'N': '0'}",
        "SET x = if_not_exists(x, :one) + :one | x | {'N': '2'}",
        "SET n = if_not_exists(n, :one) | n | {'N': '10'}",
        "SET x = if_not_exists(m.zz, n) | x | {'N': '10'}",
        "SET x = if_not_exists(x, if_not_exists(y, :one)) | x | {'N': '1'}",
        "SET l = list_append(l, :list) | l | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'S':"
            + " 'x'}]}",
        "SET l = list_append(:list, :none) | l | {'L': [{'S': 'x'}]}",
        "SET x = list_append(if_not_exists(x, :none), :list) | x | {'L': [{'S': 'x'}]}",
        "SET x = list_append(list_append(:list, :list), m.l) | x | {'L': [{'S': 'x'}, {'S': 'x'},"
            + " {'M': {'x': {'S': 'x'}}}]}",
        "SET m.a = :new | m | {'M': {'a': {'S': 'new'}, 'l': {'L': [{'M': {'x': {'S': 'x'}}}]}}}",
        "SET m.b = :new REMOVE m.a, m.l | m | {'M': {'b': {'S': 'new'}}}",
        "SET m.l[0].y = m.a | m | {'M': {'a': {'N': '1'}, 'l': {'L': [{'M': {'x': {'S': 'x'}, 'y':"
            + " {'N': '1'}}}]}}}",
        "SET l[1] = :new | l | {'L': [{'N': '0'}, {'S': 'new'}, {'N': '2'}]}",
        "SET l[10] = :new | l | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'S': 'new'}]}",
        "SET l[2000000000] = :new | l | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'S': 'new'}]}",
        "SET l[4294967294] = :new, l[5] = :one | l | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'},"
            + " {'N': '1'}, {'S': 'new'}]}",
        "SET l[3] = l[0] REMOVE l[0], l[1] | l | {'L': [{'N': '2'}, {'N': '0'}]}",
        "REMOVE l[2], l[0] | l | {'L': [{'N': '1'}]}",
        "REMOVE l[0], l[1], l[2] | l | {'L': []}",
        "REMOVE l[3] | l | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}]}",
        "REMOVE m.zz | n | {'N': '10'}",
        "REMOVE zz | n | {'N': '10'}",
        "ADD n :half | n | {'N': '10.5'}",
        "ADD x :one | x | {'N': '1'}",
        "ADD m.zz :one | m | {'M': {'a': {'N': '1'}, 'l': {'L': [{'M': {'x': {'S': 'x'}}}]}, 'zz':"
            + " {'N': '1'}}}",
        "ADD l[0] :one | l | {'L': [{'N': '1'}, {'N': '1'}, {'N': '2'}]}",
        "ADD l[7] :one | l | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'N': '1'}]}",
        "ADD ss :bc | ss | {'SS': ['a', 'b', 'c']}",
        "ADD ns :n2 | ns | {'NS': ['1', '2', '3']}",
        "ADD bs :bytes | bs | {'BS': ['AA==', '']}",
        "ADD x :a | x | {'SS': ['a']}",
        "DELETE ss :bc | ss | {'SS': ['a']}",
        "DELETE ns :n2 | ns | {'NS': ['1']}",
        "SET tiny = tiny + tiny | tiny | {'N': '2E-130'}",
        "SET top = top - top | top | {'N': '0'}",
        "SET precise = precise + :one | precise | {'N': '12345678901234567890123456789012345679'}",
      })
  void changes_a_place(String text, String attribute, String expected) {
    assertEquals(ValueNotation.value(expected), apply(text).get(attribute));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "REMOVE s | s",
        "DELETE ss :ab | ss",
        "DELETE x :a | x",
        "DELETE bs :bytes | bs",
      })
  void removes_an_attribute(String text, String attribute) {
    Map<String, AttributeValue> expected = ValueNotation.item(ITEM);
    expected.remove(attribute);
    assertEquals(expected, apply(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET s = zz | " + MISSING,
        "SET s = m.zz.deeper | " + MISSING,
        "SET n = zz + :one | " + MISSING,
        "SET n = n + zz | " + MISSING,
        "SET l = list_append(zz, :list) | " + MISSING,
        "SET x = if_not_exists(x, zz) | " + MISSING,
        "SET n = s + :one | " + WRONG_TYPE,
        "SET n = n - ss | " + WRONG_TYPE,
        "SET l = list_append(s, :list) | " + WRONG_TYPE,
        "SET n = n + if_not_exists(x, :new) | " + WRONG_TYPE,
        "ADD s :one | " + WRONG_TYPE,
        "ADD n :a | " + WRONG_TYPE,
        "ADD ss :n2 | " + WRONG_TYPE,
        "ADD ss :one | " + WRONG_TYPE,
        "DELETE n :a | " + WRONG_TYPE,
        "DELETE ss :n2 | " + WRONG_TYPE,
        "SET zz.a = :one | " + WRONG_PATH,
        "SET zz[0] = :one | " + WRONG_PATH,
        "SET s.a = :one | " + WRONG_PATH,
        "SET m[0] = :one | " + WRONG_PATH,
        "SET l.a = :one | " + WRONG_PATH,
        "SET m.zz.a = :one | " + WRONG_PATH,
        "SET l[7].a = :one | " + WRONG_PATH,
        "REMOVE zz.a | " + WRONG_PATH,
        "REMOVE m[0] | " + WRONG_PATH,
        "REMOVE l.a | " + WRONG_PATH,
        "ADD zz.a :one | " + WRONG_PATH,
        "DELETE zz.a :a | " + WRONG_PATH,
        "SET top = top + :big | Number overflow. Attempting to store a number with magnitude larger"
            + " than supported range",
        "ADD top :big | Number overflow. Attempting to store a number with magnitude larger than"
            + " supported range",
        "SET tiny = :small - tiny | Number underflow. Attempting to store a number with magnitude"
            + " smaller than supported range",
        "SET precise = precise + :half | Attempting to store more than 38 significant digits in a"
            + " Number",
      })
  void refuses(String text, String message) {
    assertRefused(message, () -> apply(text));
  }

  @Test
  void leaves_the_item_before_as_it_was() {
    Map<String, AttributeValue> before = ValueNotation.item(ITEM);
    update("SET m.a = :new, l[0] = :new REMOVE s ADD ss :bc").applyTo(before);
    assertEquals(ValueNotation.item(ITEM), before);
  }

  @Test
  void an_item_nests_32_levels_and_no_more() {
    String innermost = "a" + ".k".repeat(30);
    assertEquals(
        item(31, "{'S': 'v'}"),
        update("SET " + innermost + " = :map").applyTo(item(30, "{'N': '1'}")));
    assertRefused(
        TOO_DEEP, () -> update("SET " + innermost + ".k = :map").applyTo(item(31, "{'N': '1'}")));
  }

  @Test
  void a_value_that_moves_deeper_counts_from_its_new_place() {
    Map<String, AttributeValue> before = item(30, "{'S': 'v'}");
    before.put("b", ValueNotation.value("{'M': {}}"));
    assertEquals(
        before.get("a"), DocumentPath.of("b").valueIn(update("SET b = a").applyTo(before)));
    update("SET b.k = a").applyTo(before);
    Map<String, AttributeValue> deepest = item(31, "{'S': 'v'}");
    deepest.put("b", ValueNotation.value("{'M': {}}"));
    assertRefused(TOO_DEEP, () -> update("SET b.k = a").applyTo(deepest));
  }

  @Test
  void names_the_places_that_it_changes() {
    assertEquals(
        "[l, [1]] [m, a] [s] [n]",
        update("SET l[1] = :one, m.a = :one REMOVE s ADD n :one").paths().stream()
            .map(DocumentPath::toString)
            .collect(Collectors.joining(" ")));
  }

  @Test
  void legacy_actions_name_a_type_that_does_not_fit_in_their_own_words() {
    AttributeValue one = ValueNotation.value("{'N': '1'}");
    AttributeValue set = ValueNotation.value("{'SS': ['a', 'b']}");
    Map<String, AttributeValue> before = ValueNotation.item(ITEM);
    assertRefused(
        "Type mismatch for attribute to update",
        () -> legacy(new UpdateAction.LegacyAdd(DocumentPath.of("s"), one)).applyTo(before));
    assertRefused(
        "Type mismatch for attribute to update",
        () -> legacy(new UpdateAction.LegacyDelete(DocumentPath.of("n"), set)).applyTo(before));
    assertEquals(
        ValueNotation.value("{'N': '11'}"),
        legacy(new UpdateAction.LegacyAdd(DocumentPath.of("n"), one)).applyTo(before).get("n"));
    assertEquals(
        null,
        legacy(new UpdateAction.LegacyDelete(DocumentPath.of("ss"), set))
            .applyTo(before)
            .get("ss"));
  }

  private static Update legacy(UpdateAction action) {
    return new Update(List.of(action));
  }

  /** An item whose one attribute is maps within one another. */
  private static Map<String, AttributeValue> item(int maps, String innermost) {
    return ValueNotation.item(
        "{'a': " + "{'M': {'k': ".repeat(maps) + innermost + "}}".repeat(maps) + "}");
  }

  private static Map<String, AttributeValue> apply(String text) {
    return update(text).applyTo(ValueNotation.item(ITEM));
  }

  private static Update update(String text) {
    return ExpressionRequest.values(VALUES).expressions().update(text).orElseThrow();
  }
}
