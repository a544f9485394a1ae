package dev.ddblocal.domain.expression;

import static dev.ddblocal.domain.expression.ExpressionRequest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyConditionTest {
  private static final String VALUES = "{':p': {'S': 'p'}, ':a': {'S': 'a'}, ':b': {'S': 'b'}}";
  private static final AttributeValue P = new AttributeValue.S("p");
  private static final AttributeValue A = new AttributeValue.S("a");
  private static final AttributeValue B = new AttributeValue.S("b");

  @Test
  void clauses_keep_their_order() {
    assertEquals(
        List.of(
            new KeyClause("sk", new KeyTest.Between(A, B)),
            new KeyClause("pk", new KeyTest.EqualTo(P))),
        clauses("(#sk BETWEEN :a AND :b) AND pk = :p"));
  }

  @ParameterizedTest
  @CsvSource({
    "sk = :a, EqualTo",
    "sk < :a, LessThan",
    "sk <= :a, LessOrEqual",
    "sk > :a, GreaterThan",
    "sk >= :a, GreaterOrEqual",
    ":a = sk, EqualTo",
    ":a < sk, GreaterThan",
    ":a <= sk, GreaterOrEqual",
    ":a > sk, LessThan",
    ":a >= sk, LessOrEqual",
    "'begins_with(sk, :a)', BeginsWith",
  })
  void each_operator_has_its_test(String text, String test) {
    KeyTest expected =
        switch (test) {
          case "EqualTo" -> new KeyTest.EqualTo(A);
          case "LessThan" -> new KeyTest.LessThan(A);
          case "LessOrEqual" -> new KeyTest.LessOrEqual(A);
          case "GreaterThan" -> new KeyTest.GreaterThan(A);
          case "GreaterOrEqual" -> new KeyTest.GreaterOrEqual(A);
          default -> new KeyTest.BeginsWith(A);
        };
    assertEquals(List.of(new KeyClause("sk", expected)), clauses(text));
  }

  @Test
  void grouped_clauses_join_the_others() {
    assertEquals(3, clauses("(pk = :p AND sk = :a) AND extra = :b").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pk = :p OR sk = :a | Invalid operator used in KeyConditionExpression: OR",
        "pk = :p AND NOT sk = :a | Invalid operator used in KeyConditionExpression: NOT",
        "pk = :p AND sk <> :a | Invalid operator used in KeyConditionExpression: <>",
        "pk IN (:p) | Invalid operator used in KeyConditionExpression: IN",
        "contains(pk, :p) | Invalid operator used in KeyConditionExpression: contains",
        "attribute_exists(pk) | Invalid operator used in KeyConditionExpression: attribute_exists",
        "pk = sk | Invalid condition in KeyConditionExpression: Multiple attribute names used in"
            + " one condition",
        "pk = :p AND sk BETWEEN :a AND extra | Invalid condition in KeyConditionExpression:"
            + " Multiple attribute names used in one condition",
        ":a = :p | Invalid condition in KeyConditionExpression: No key attribute specified",
        "size(pk) = :p | KeyConditionExpressions cannot contain nested operations",
        "pk.a = :p | KeyConditionExpressions cannot have conditions on nested attributes",
        "pk[0] = :p | KeyConditionExpressions cannot have conditions on nested attributes",
        "pk = :p AND begins_with(sk.a, :a) | KeyConditionExpressions cannot have conditions on"
            + " nested attributes",
        "pk = :p AND #sk > :a AND sk < :b | KeyConditionExpressions must only contain one condition"
            + " per key",
        "pk = :p AND pk = :p | KeyConditionExpressions must only contain one condition per key",
        "pk = :p OR sk = :missing | An expression attribute value used in expression is not"
            + " defined; attribute value: :missing",
      })
  void refuses_what_no_key_can_be_asked(String text, String message) {
    assertRefused("Invalid KeyConditionExpression: " + message, () -> clauses(text));
  }

  private static List<KeyClause> clauses(String text) {
    return ExpressionRequest.values(VALUES)
        .name("#sk", "sk")
        .expressions()
        .keyCondition(text)
        .orElseThrow()
        .clauses();
  }
}
