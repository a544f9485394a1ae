package dev.ddblocal.domain.expression;

import static dev.ddblocal.domain.expression.ExpressionRequest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.expression.Syntax.Refused;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionSyntaxTest {
  private static final String REDUNDANT = "The expression has redundant parentheses;";
  private static final String TOO_MANY =
      "The expression contains too many operators; operator count: 301";

  @ParameterizedTest
  @EnumSource(ExpressionKind.class)
  void refuses_an_empty_expression(ExpressionKind kind) {
    assertEquals("The expression can not be empty;", refusal(kind, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "UPDATE | INVALID SYNTAX HERE | INVALID | INVALID SYNTAX",
        "UPDATE | SET a | <EOF> | a",
        "UPDATE | SET | <EOF> | SET",
        "UPDATE | SET a = = b | = | = = b",
        "UPDATE | SET a = :v + :w + :x | + | :w + :x",
        "UPDATE | SET a = (:v + :w) + :x | + | ) + :x",
        "UPDATE | SET a = VALUE 1 | 1 | VALUE 1",
        "UPDATE | set {0} = :v | { | set {0",
        "UPDATE | SET  REMOVE #Options | REMOVE | SET  REMOVE #Options",
        "UPDATE | SET a = :v, | <EOF> | ,",
        "UPDATE | SET a :v | :v | a :v",
        "UPDATE | SET a = list_append((a + b), c) | + | a + b",
        "UPDATE | REMOVE :v | :v | REMOVE :v",
        "UPDATE | ADD a b | b | a b",
        "UPDATE | DELETE a (:v) | ( | a (:v",
        "UPDATE | SET add = :v | add | SET add =",
        "PROJECTION | !!! INVALID !!! | ! | !!",
        "PROJECTION | a, | <EOF> | ,",
        "PROJECTION | a b | b | a b",
        "PROJECTION | a[01] | 1 | 01]",
        "PROJECTION | a[b] | b | [b]",
        "PROJECTION | a[-1] | - | [-1",
        "PROJECTION | a. | <EOF> | .",
        "PROJECTION | a.1 | 1 | .1",
        "PROJECTION | 1a | 1 | 1a",
        "PROJECTION | __typename | _ | __",
        "PROJECTION | a-b | - | a-b",
        "PROJECTION | # | # | #",
        "PROJECTION | a.set | set | .set",
        "PROJECTION | a\uD83D\uDE00b | \uD83D\uDE00 | a\uD83D\uDE00b",
        "CONDITION | a-b | - | a-b",
        "CONDITION | ( | <EOF> | (",
        "CONDITION | a | <EOF> | a",
        "CONDITION | (a) | <EOF> | )",
        "CONDITION | a = :v) | ) | :v)",
        "CONDITION | (a AND b = :v) | AND | a AND b",
        "CONDITION | attribute_exists(a) AND NOT #b | <EOF> | #b",
        "CONDITION | attribute_exists() | ) | ()",
        "CONDITION | a = :v = :w | = | :v = :w",
        "CONDITION | a BETWEEN :v OR :w | OR | :v OR :w",
        "CONDITION | a IN :v | :v | IN :v",
        "CONDITION | a IN () | ) | ()",
        "CONDITION | a = :v AND | <EOF> | AND",
        "CONDITION | a == :v | = | == :v",
        "CONDITION | a != :v | ! | a !=",
        "CONDITION | a = 'x' | ' | = 'x",
        "CONDITION | a = (:v + :w) | + | :v + :w",
        "CONDITION | #f(a) | ( | #f(a",
        "CONDITION | NOT | <EOF> | NOT",
        "FILTER | tenantAgent:abc123- | :abc123 | tenantAgent:abc123-",
        "FILTER | #a attribute_not_exists :c | attribute_not_exists | #a attribute_not_exists :c",
        "KEY_CONDITION | a = :v AND __b = :w | _ | AND __",
        "KEY_CONDITION | a = [object] | [ | = [object",
      })
  void names_the_token_that_no_expression_continues_with(
      ExpressionKind kind, String text, String token, String near) {
    assertEquals(
        "Syntax error; token: \"" + token + "\", near: \"" + near + "\"", refusal(kind, text));
  }

  @Test
  void a_blank_expression_ends_too_soon() {
    assertEquals(
        "Syntax error; token: \"<EOF>\", near: \"\"", refusal(ExpressionKind.FILTER, " \t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CONDITION | ((a = :v))",
        "CONDITION | (((attribute_not_exists(pk))))",
        "CONDITION | a = ((:v))",
        "CONDITION | ((a)) = :v",
        "CONDITION | (b = :v) AND ((a = :v))",
        "CONDITION | ((size(a))) = :v",
        "CONDITION | ((NOT a = :v))",
        "CONDITION | contains(a, ((:v)))",
        "UPDATE | SET a = ((:v))",
        "UPDATE | SET a = ((b + :v))",
        "UPDATE | SET a = ((b)) + :v",
      })
  void refuses_parentheses_around_parentheses(ExpressionKind kind, String text) {
    assertEquals(REDUNDANT, refusal(kind, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CONDITION | (a = :v)",
        "CONDITION | ((a) = (:v))",
        "CONDITION | ((a = :v) AND (b = :v))",
        "CONDITION | ( ( ( size ( a )) < b.c ) AND ( d > :v ) )",
        "CONDITION | (NOT (a = :v))",
        "CONDITION | NOT NOT (a IN ((b), :v))",
        "CONDITION | a between :v and :w or not b = :v",
        "CONDITION | a=:v\tAND\tb<>:v",
        "CONDITION | f(f(f(a)))",
        "UPDATE | SET a = (b + :v)",
        "UPDATE | SET a = (b) + (:v)",
        "UPDATE | SET a = ((b) + :v), c = if_not_exists(c, :v) - :w",
        "UPDATE | set a = :v remove b, c[0] add d :v delete e :v",
        "PROJECTION | a, #b.c[0][10].#d,e",
      })
  void accepts(ExpressionKind kind, String text) {
    Syntax syntax = SyntaxParser.parse(kind, text);
    assertTrue(!(syntax instanceof Refused), () -> text + " gives " + syntax);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET", "REMOVE", "ADD", "DELETE"})
  void a_section_stands_once(String section) {
    String action =
        switch (section) {
          case "SET" -> "a = :v";
          case "REMOVE" -> "a";
          default -> "a :v";
        };
    assertEquals(
        "The \"" + section + "\" section can only be used once in an update expression;",
        refusal(ExpressionKind.UPDATE, section + " " + action + " " + section + " " + action));
  }

  @Test
  void takes_4096_bytes_and_no_more() {
    String text = "a" + "é".repeat(10) + " = :v";
    int bytes = SyntaxParser.MAX_BYTES - "a = :v".length();
    String longest = "a" + " ".repeat(bytes) + " = :v";
    assertInstanceOf(
        Syntax.ConditionText.class, SyntaxParser.parse(ExpressionKind.FILTER, longest));
    assertEquals(
        "Expression size has exceeded the maximum allowed size; expression size: 4097",
        refusal(ExpressionKind.CONDITION, longest + " "));
    for (ExpressionKind kind : ExpressionKind.values()) {
      if (kind != ExpressionKind.CONDITION) {
        assertEquals(
            "Expression size has exceeded the maximum allowed size;", refusal(kind, longest + " "));
      }
    }
    assertTrue(
        refusal(ExpressionKind.CONDITION, text + " ".repeat(4080))
            .endsWith("expression size: 4106"));
  }

  @Test
  void takes_300_operators_and_no_more() {
    String name = "a=:v";
    String most = "NOT " + joined(150, name, " OR ");
    assertInstanceOf(Syntax.ConditionText.class, SyntaxParser.parse(ExpressionKind.FILTER, most));
    assertEquals(TOO_MANY, refusal(ExpressionKind.FILTER, "NOT " + most));
    assertEquals(TOO_MANY, refusal(ExpressionKind.CONDITION, "NOT ".repeat(300) + name));
    assertInstanceOf(
        Syntax.ConditionText.class,
        SyntaxParser.parse(ExpressionKind.CONDITION, "NOT ".repeat(299) + name));
  }

  @Test
  void the_deepest_nesting_is_refused_without_deep_recursion() {
    assertEquals(REDUNDANT, refusal(ExpressionKind.CONDITION, "(".repeat(4096)));
    assertEquals(REDUNDANT, refusal(ExpressionKind.UPDATE, "SET a=" + "(".repeat(4090)));
    assertEquals(
        REDUNDANT, refusal(ExpressionKind.CONDITION, "(".repeat(2045) + "a=:v" + ")".repeat(2045)));
    assertEquals(TOO_MANY, refusal(ExpressionKind.CONDITION, "NOT(".repeat(1020) + "a=:v"));
    assertEquals(TOO_MANY, refusal(ExpressionKind.CONDITION, "f(".repeat(2000)));
    assertEquals(TOO_MANY, refusal(ExpressionKind.CONDITION, "NOT ".repeat(1020) + "a=:v"));
    assertEquals(
        "Syntax error; token: \"<EOF>\", near: \"a\"",
        refusal(ExpressionKind.CONDITION, "a" + ".a".repeat(2000)));
  }

  @Test
  void a_nesting_of_300_levels_is_evaluated() {
    String text = "NOT(".repeat(299) + "a=:v" + ")".repeat(299);
    Condition condition =
        ExpressionRequest.values("{':v': {'N': '1'}}").expressions().condition(text).orElseThrow();
    assertTrue(!condition.holds(ValueNotation.item("{'a': {'N': '1'}}")));
    assertTrue(condition.holds(ValueNotation.item("{'a': {'N': '2'}}")));
  }

  @Test
  void the_wording_of_the_operation_encloses_the_refusal() {
    assertRefused(
        "1 validation error detected: Invalid UpdateExpression: The expression can not be empty;",
        () -> ExpressionRequest.values(Map.of()).expressions(RequestWording.ENVELOPED).update(""));
  }

  private static String joined(int times, String part, String separator) {
    return IntStream.range(0, times).mapToObj(_ -> part).collect(Collectors.joining(separator));
  }

  private static String refusal(ExpressionKind kind, String text) {
    return assertInstanceOf(Refused.class, SyntaxParser.parse(kind, text)).reason();
  }
}
