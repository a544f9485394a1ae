package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operator says about one value of a request and some of a policy. */
class ConditionOperatorTest {
  private static final String KEY = "aws:PrincipalTag/Key";

  /** Values of the policy are separated by semicolons; {@code ''} is empty text. */
  @ParameterizedTest(name = "{0} {1} of {2}: {3}")
  @CsvSource({
    "StringEquals,             a;b,   b,    YES",
    "StringEquals,             a;b,   B,    NO",
    "StringEquals,             a*,    abc,  NO",
    "StringEquals,             a*,    a*,   YES",
    "StringEquals,             '',    '',   YES",
    "StringNotEquals,          a;b,   c,    YES",
    "StringNotEquals,          a;b,   b,    NO",
    "StringNotEquals,          a;b,   B,    YES",
    "StringEqualsIgnoreCase,   a;b,   B,    YES",
    "StringEqualsIgnoreCase,   a;b,   c,    NO",
    "StringNotEqualsIgnoreCase,a;b,   B,    NO",
    "StringNotEqualsIgnoreCase,a;b,   c,    YES",
    "StringLike,               a*c,   abbc, YES",
    "StringLike,               a*c,   abbd, NO",
    "StringLike,               a?c,   abc,  YES",
    "StringLike,               a?c,   ac,   NO",
    "StringLike,               A*,    abc,  NO",
    "StringLike,               *:*,   a:b,  YES",
    "StringNotLike,            a*c;x, abbc, NO",
    "StringNotLike,            a*c;x, x,    NO",
    "StringNotLike,            a*c;x, y,    YES",
    "NumericEquals,            10,    10.0, YES",
    "NumericEquals,            10,    1e1,  YES",
    "NumericEquals,            10,    11,   NO",
    "NumericEquals,            10,    ten,  NO",
    "NumericEquals,            9007199254740993, 9007199254740992, NO",
    "NumericEquals,            0.1,   0.10000000000000001, NO",
    "NumericNotEquals,         10;11, 12,   YES",
    "NumericNotEquals,         10;11, 11.0, NO",
    "NumericNotEquals,         10,    ten,  YES",
    "NumericLessThan,          10,    9.99, YES",
    "NumericLessThan,          10,    10,   NO",
    "NumericLessThan,          10;20, 15,   YES",
    "NumericLessThanEquals,    10,    10,   YES",
    "NumericLessThanEquals,    10,    10.1, NO",
    "NumericGreaterThan,       10,    10.1, YES",
    "NumericGreaterThan,       10,    10,   NO",
    "NumericGreaterThan,       10,    -11,  NO",
    "NumericGreaterThanEquals, 10,    10,   YES",
    "NumericGreaterThanEquals, 10,    9,    NO",
    "NumericEquals,            ten,   ten,  UNKNOWN",
    "NumericNotEquals,         ten,   10,   UNKNOWN",
    "NumericEquals,            ten;1, 1,    YES",
    "NumericEquals,            1e999999999, 1, UNKNOWN",
    "Bool,                     true,  true,  YES",
    "Bool,                     TRUE,  true,  YES",
    "Bool,                     true,  True,  YES",
    "Bool,                     true,  false, NO",
    "Bool,                     false, false, YES",
    "Bool,                     yes,   true,  UNKNOWN",
    "BinaryEquals,             aGk=,  aGk=,  YES",
    "BinaryEquals,             aGk=,  aGo=,  NO",
    "BinaryEquals,             aGk=,  '?',   NO",
    "BinaryEquals,             '?',   '?',   UNKNOWN",
    "ArnEquals,    arn:aws:iam::111122223333:user/*,    arn:aws:iam::111122223333:user/a,   YES",
    "ArnEquals,    arn:aws:iam::111122223333:user/a,    arn:aws:iam::111122223333:user/b,   NO",
    "ArnLike,      arn:aws:iam::*:user/*,               arn:aws:iam::111122223333:user/a,   YES",
    "ArnLike,      arn:aws:iam::1*3:user/*,             arn:aws:iam::111122223333:user/a,   YES",
    "ArnLike,      arn:aws:iam:*:user/*,                arn:aws:iam::111122223333:user/a,   NO",
    "ArnLike,      arn:aws:iam::*,                      arn:aws:iam::111122223333:user/a,   NO",
    "ArnLike,      *,                                   arn:aws:iam::111122223333:user/a,   YES",
    "ArnLike,      arn:aws:iam::*:user/*,               no arn,                             NO",
    "ArnLike,      arn:aws:dynamodb:*:*:*, "
        + " arn:aws:dynamodb:r:1:table/T/stream/2026-01-01T00:00:00, YES",
    "ArnNotEquals, arn:aws:iam::*:user/a,               arn:aws:iam::111122223333:user/a,   NO",
    "ArnNotEquals, arn:aws:iam::*:user/a,               arn:aws:iam::111122223333:user/b,   YES",
    "ArnNotLike,   arn:aws:iam::*:user/a*,              arn:aws:iam::111122223333:user/ab,  NO",
    "ArnNotLike,   arn:aws:iam::*:user/a*,              no arn,                             YES",
  })
  void compares_values_of_a_request_with_those_of_a_policy(
      String operator, String policyValues, String value, Match expected) {
    assertEquals(expected, match(operator, policyValues, value));
  }

  /** T-P19. */
  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "203.0.113.7,        203.0.113.0/24,       YES",
    "203.0.114.7,        203.0.113.0/24,       NO",
    "203.0.113.7,        203.0.113.7,          YES",
    "203.0.113.8,        203.0.113.7,          NO",
    "203.0.113.7,        203.0.113.99/24,      YES",
    "203.0.113.7,        0.0.0.0/0,            YES",
    "203.0.113.129,      203.0.113.128/25,     YES",
    "203.0.113.127,      203.0.113.128/25,     NO",
    "2001:db8::1,        0.0.0.0/0,            NO",
    "2001:db8::1,        ::/0,                 YES",
    "203.0.113.7,        ::/0,                 NO",
    "2001:db8::1,        2001:DB8::/32,        YES",
    "2001:db9::1,        2001:db8::/32,        NO",
    "2001:db8:0:0::1,    2001:db8::1,          YES",
    "fe80::1%eth0,       fe80::/10,            YES",
    "::ffff:203.0.113.7, 203.0.113.0/24,       YES",
    "203.0.113.7,        ::ffff:203.0.113.0/120, YES",
    "203.0.114.7,        ::ffff:203.0.113.0/120, NO",
    "203.0.113.7,        ::ffff:0.0.0.0/90,    UNKNOWN",
    "203.0.113.7,        203.0.113.0/33,       UNKNOWN",
    "203.0.113.7,        203.0.113.0/-1,       UNKNOWN",
    "203.0.113.7,        203.0.113.0/,         UNKNOWN",
    "203.0.113.7,        203.0.113/24,         UNKNOWN",
    "203.0.113.7,        example.com,          UNKNOWN",
    "203.0.113.7,        203.0.113.256,        UNKNOWN",
    "203.0.113.7,        '',                   UNKNOWN",
    "not an address,     0.0.0.0/0,            NO",
  })
  void compares_addresses_with_ranges(String address, String range, Match expected) {
    assertEquals(expected, match("IpAddress", range, address));
    assertEquals(expected.negated(), match("NotIpAddress", range, address));
  }

  /** T-P20. */
  @ParameterizedTest(name = "{0} {1} of {2}: {3}")
  @CsvSource({
    "DateEquals,            2026-01-02T03:04:05Z,      2026-01-02T03:04:05Z, YES",
    "DateEquals,            2026-01-02T03:04:05Z,      2026-01-02T03:04:06Z, NO",
    "DateEquals,            1767323045,                2026-01-02T03:04:05Z, YES",
    "DateEquals,            2026-01-02T03:04:05Z,      1767323045,           YES",
    "DateEquals,            1767323045.5,              2026-01-02T03:04:05.5Z, YES",
    "DateEquals,            2026-01-02T05:04:05+02:00, 2026-01-02T03:04:05Z, YES",
    "DateEquals,            2026-01-02T03:04Z,         2026-01-02T03:04:00Z, YES",
    "DateEquals,            2026-01-02,                2026-01-02T00:00:00Z, YES",
    "DateEquals,            2026-01,                   2026-01-01T00:00:00Z, YES",
    "DateEquals,            2026,                      2026-01-01T00:00:00Z, YES",
    "DateEquals,            -1,                        1969-12-31T23:59:59Z, YES",
    "DateNotEquals,         2026-01-02T03:04:05Z,      2026-01-02T03:04:05Z, NO",
    "DateNotEquals,         2026-01-02T03:04:05Z,      2026-01-02T03:04:04Z, YES",
    "DateLessThan,          2026-01-02T03:04:05Z,      2026-01-02T03:04:04Z, YES",
    "DateLessThan,          2026-01-02T03:04:05Z,      2026-01-02T03:04:05Z, NO",
    "DateLessThanEquals,    2026-01-02T03:04:05Z,      2026-01-02T03:04:05Z, YES",
    "DateLessThanEquals,    2026-01-02T03:04:05Z,      2026-01-02T03:04:06Z, NO",
    "DateGreaterThan,       2026-01-02T03:04:05Z,      2026-01-02T03:04:05Z, NO",
    "DateGreaterThan,       2026-01-02T03:04:05Z,      2026-01-02T03:04:06Z, YES",
    "DateGreaterThanEquals, 2026-01-02T03:04:05Z,      2026-01-02T03:04:05Z, YES",
    "DateGreaterThanEquals, 1767323046,                2026-01-02T03:04:05Z, NO",
    "DateGreaterThan,       2026-02-30,                2026-01-02T03:04:05Z, UNKNOWN",
    "DateGreaterThan,       tomorrow,                  2026-01-02T03:04:05Z, UNKNOWN",
    "DateGreaterThan,       2026-01-02T03:04:05,       2026-01-02T03:04:05Z, UNKNOWN",
    "DateGreaterThan,       99999999999999999999,      2026-01-02T03:04:05Z, UNKNOWN",
    "DateGreaterThan,       2020-01-01,                tomorrow,             NO",
    "DateNotEquals,         2020-01-01,                tomorrow,             YES",
  })
  void compares_points_in_time(String operator, String date, String value, Match expected) {
    assertEquals(expected, match(operator, date, value));
  }

  @Test
  void has_every_operator_of_the_language() {
    Set<String> names =
        Arrays.stream(ConditionOperator.values())
            .map(ConditionOperator::text)
            .collect(Collectors.toSet());
    List<String> numeric =
        List.of("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan");

    assertEquals(27, names.size());
    for (String comparison : numeric) {
      assertTrue(names.contains("Numeric" + comparison), comparison);
      assertTrue(names.contains("Date" + comparison), comparison);
    }
    assertTrue(names.containsAll(Set.of("NumericGreaterThanEquals", "DateGreaterThanEquals")));
  }

  @Test
  void all_operators_with_not_in_their_names_are_negated_and_no_others() {
    for (ConditionOperator operator : ConditionOperator.values()) {
      assertEquals(operator.text().contains("Not"), operator.negated(), operator.text());
    }
  }

  private static Match match(String operator, String policyValues, String value) {
    List<String> values = List.of(policyValues.split(";", -1));
    Condition condition = new Condition(operator, KEY, values, true);
    return condition.matches(Requests.context(Map.of(KEY, Requests.one(value))), Effect.ALLOW);
  }
}
