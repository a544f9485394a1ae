package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.ContextValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it means that a key is absent, has one value, or several. */
class ConditionTest {
  private static final String LEADING_KEYS = "dynamodb:LeadingKeys";
  private static final String SELECT = "dynamodb:Select";

  /**
   * T-P06, T-P09 and T-P10: the truth table. Values of the request: {@code -} absent, {@code {}} a
   * set of values, else one value.
   */
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    // a single-valued key
    "StringEquals,                             -,     NO",
    "StringEquals,                             a,     YES",
    "StringEquals,                             x,     NO",
    "StringNotEquals,                          -,     YES",
    "StringNotEquals,                          a,     NO",
    "StringNotEquals,                          x,     YES",
    "StringEqualsIfExists,                     -,     YES",
    "StringEqualsIfExists,                     a,     YES",
    "StringEqualsIfExists,                     x,     NO",
    "StringNotEqualsIfExists,                  -,     YES",
    "StringNotEqualsIfExists,                  a,     NO",
    // several values
    "ForAllValues:StringEquals,                -,     YES",
    "ForAllValues:StringEquals,                {},    YES",
    "ForAllValues:StringEquals,                {a},   YES",
    "ForAllValues:StringEquals,                {a b}, YES",
    "ForAllValues:StringEquals,                {a x}, NO",
    "ForAllValues:StringEquals,                a,     YES",
    "ForAllValues:StringEquals,                x,     NO",
    "ForAllValues:StringEqualsIfExists,        -,     YES",
    "ForAllValues:StringEqualsIfExists,        {x},   NO",
    "ForAllValues:StringNotEquals,             -,     YES",
    "ForAllValues:StringNotEquals,             {},    YES",
    "ForAllValues:StringNotEquals,             {x y}, YES",
    "ForAllValues:StringNotEquals,             {a x}, NO",
    "ForAnyValue:StringEquals,                 -,     NO",
    "ForAnyValue:StringEquals,                 {},    NO",
    "ForAnyValue:StringEquals,                 {x a}, YES",
    "ForAnyValue:StringEquals,                 {x y}, NO",
    "ForAnyValue:StringEquals,                 a,     YES",
    "ForAnyValue:StringEquals,                 x,     NO",
    "ForAnyValue:StringEqualsIfExists,         -,     YES",
    "ForAnyValue:StringEqualsIfExists,         {x},   NO",
    "ForAnyValue:StringNotEquals,              -,     NO",
    "ForAnyValue:StringNotEquals,              {},    NO",
    "ForAnyValue:StringNotEquals,              {a x}, YES",
    "ForAnyValue:StringNotEquals,              {a b}, NO",
    "ForAnyValue:StringNotEqualsIfExists,      -,     YES",
    // several values, and an operator that is not made for them
    "StringEquals,                             {a},   NO",
    "StringEquals,                             {},    NO",
    "StringNotEquals,                          {x},   NO",
    "StringNotEquals,                          {},    NO",
    "StringEqualsIfExists,                     {a},   NO",
    "StringNotEqualsIfExists,                  {x},   NO",
    "StringLike,                               {a},   NO",
  })
  void follows_the_truth_table(String operator, String value, Match expected) {
    Condition condition = new Condition(operator, SELECT, List.of("a", "b"), true);

    for (Effect effect : Effect.values()) {
      assertEquals(expected, condition.matches(context(SELECT, value), effect), effect.name());
    }
  }

  /** T-P09: what the key is, not how many values there are, decides. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        LEADING_KEYS,
        "dynamodb:FirstPartitionKeyValues",
        "dynamodb:SecondPartitionKeyValues",
        "dynamodb:ThirdPartitionKeyValues",
        "dynamodb:FourthPartitionKeyValues",
        "DYNAMODB:attributes",
        "aws:TagKeys",
        "aws:PrincipalOrgPaths"
      })
  void an_operator_for_one_value_never_matches_a_multivalued_key(String key) {
    for (String operator : List.of("StringEquals", "StringNotEquals", "StringLikeIfExists")) {
      Condition condition = new Condition(operator, key, List.of("a"), true);

      assertEquals(Match.NO, condition.matches(context(key, "{a}"), Effect.ALLOW), operator);
      assertEquals(Match.NO, condition.matches(context(key, "a"), Effect.ALLOW), operator);
      assertEquals(Match.NO, condition.matches(context(key, "x"), Effect.DENY), operator);
    }
  }

  /** T-P10. */
  @ParameterizedTest
  @CsvSource({
    "true,  -,   YES",
    "true,  {},  YES",
    "true,  {a}, NO",
    "true,  a,   NO",
    "false, -,   NO",
    "false, {},  NO",
    "false, {a}, YES",
    "false, a,   YES",
    "FALSE, a,   YES",
    "maybe, a,   UNKNOWN",
  })
  void null_asks_whether_the_key_is_there(String asked, String value, Match expected) {
    Condition condition = new Condition("Null", LEADING_KEYS, List.of(asked), true);

    assertEquals(expected, condition.matches(context(LEADING_KEYS, value), Effect.ALLOW));
  }

  @ParameterizedTest
  @EnumSource(ConditionOperator.class)
  void a_value_that_cannot_be_told_makes_no_allow_and_every_deny_apply(ConditionOperator operator) {
    RequestContext context = Requests.context(Map.of(LEADING_KEYS, ContextValue.UNKNOWN));
    List<String> forms =
        operator == ConditionOperator.NULL
            ? List.of(operator.text())
            : List.of(
                operator.text(),
                operator.text() + "IfExists",
                "ForAllValues:" + operator.text(),
                "ForAnyValue:" + operator.text() + "IfExists");
    for (String form : forms) {
      Condition condition = new Condition(form, LEADING_KEYS, List.of("true"), true);

      assertFalse(condition.matches(context, Effect.ALLOW).applies(Effect.ALLOW), form);
      assertTrue(condition.matches(context, Effect.DENY).applies(Effect.DENY), form);
    }
  }

  /** T-P18. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "StringMatches",
        "stringequals",
        "NullIfExists",
        "ForAllValues:Null",
        "ForSomeValues:Bool",
        "ForAnyValue:ForAllValues:Bool",
        "IfExists",
        "",
        "StringEqualsIfExistsIfExists"
      })
  void an_unknown_operator_makes_no_allow_and_every_deny_apply(String operator) {
    Condition condition = new Condition(operator, SELECT, List.of("COUNT"), true);
    RequestContext context = context(SELECT, "COUNT");

    assertFalse(condition.operatorIsKnown());
    assertFalse(condition.matches(context, Effect.ALLOW).applies(Effect.ALLOW));
    assertTrue(condition.matches(context, Effect.DENY).applies(Effect.DENY));
  }

  @Test
  void a_key_that_requests_never_have_is_absent_for_allow_and_matches_for_deny() {
    String key = "aws:PrincipalOrgID";
    Condition positive = new Condition("StringEquals", key, List.of("o-1"), true);
    Condition negative = new Condition("StringNotEquals", key, List.of("o-1"), true);
    Condition absent = new Condition("Null", key, List.of("false"), true);
    RequestContext nothing = context(key, "-");

    assertEquals(Match.NO, positive.matches(nothing, Effect.ALLOW));
    assertEquals(Match.YES, negative.matches(nothing, Effect.ALLOW));
    assertEquals(Match.NO, absent.matches(nothing, Effect.ALLOW));
    assertEquals(Match.YES, positive.matches(nothing, Effect.DENY));
    assertEquals(Match.YES, negative.matches(nothing, Effect.DENY));
    assertEquals(Match.YES, absent.matches(nothing, Effect.DENY));
  }

  @Test
  void a_key_that_requests_never_have_is_compared_if_a_simulation_gives_it() {
    String key = "aws:PrincipalOrgID";
    Condition condition = new Condition("StringEquals", key, List.of("o-1"), true);

    assertEquals(Match.NO, condition.matches(context(key, "o-2"), Effect.DENY));
    assertEquals(Match.YES, condition.matches(context(key, "o-1"), Effect.ALLOW));
  }

  @Test
  void names_of_keys_match_in_any_case() {
    Condition condition = new Condition("StringEquals", "DynamoDB:SELECT", List.of("COUNT"), true);

    assertEquals(Match.YES, condition.matches(context(SELECT, "COUNT"), Effect.ALLOW));
  }

  @Test
  void a_condition_without_values_matches_nothing() {
    RequestContext context = context(SELECT, "COUNT");

    assertEquals(
        Match.NO,
        new Condition("StringEquals", SELECT, List.of(), true).matches(context, Effect.ALLOW));
    assertEquals(
        Match.YES,
        new Condition("StringNotEquals", SELECT, List.of(), true).matches(context, Effect.DENY));
  }

  private static RequestContext context(String key, String value) {
    if (value.equals("-")) {
      return Requests.context(Map.of());
    }
    if (!value.startsWith("{")) {
      return Requests.context(Map.of(key, Requests.one(value)));
    }
    String inner = value.substring(1, value.length() - 1);
    return Requests.context(
        Map.of(key, inner.isEmpty() ? Requests.many() : Requests.many(inner.split(" "))));
  }
}
