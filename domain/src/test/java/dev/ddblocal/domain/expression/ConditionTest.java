package dev.ddblocal.domain.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Map<String, AttributeValue> ITEM =
      ValueNotation.item(
          "{'s': {'S': 'hello'}, 'blank': {'S': ''}, 'uni': {'S': 'é𝄞'}, 'n': {'N': '10'},"
              + " 'wide': {'N': '12345678901234567890123456789012345678'}, 'b': {'B': 'AQID'},"
              + " 'yes': {'BOOL': true}, 'nothing': {'NULL': true}, 'ss': {'SS': ['a', 'b', '']},"
              + " 'ns': {'NS': ['1', '2.50']}, 'bs': {'BS': ['AQ==', '']},"
              + " 'l': {'L': [{'N': '1'}, {'S': 'x'}, {'M': {'k': {'S': 'v'}}}, {'NS': ['1']}]},"
              + " 'm': {'M': {'k': {'S': 'v'}, 'deep': {'L': [{'N': '7'}]}}}}");
  private static final String VALUES =
      "{':hello': {'S': 'hello'}, ':he': {'S': 'he'}, ':el': {'S': 'el'}, ':a': {'S': 'a'},"
          + " ':none': {'S': ''}, ':s10': {'S': '10'}, ':n1': {'N': '1'}, ':n10': {'N': '10.0'},"
          + " ':n2': {'N': '2.5'}, ':n9': {'N': '9'}, ':n11': {'N': '11'}, ':n3': {'N': '3'},"
          + " ':n5': {'N': '5'}, ':n7': {'N': '7'}, ':next': {'N':"
          + " '12345678901234567890123456789012345679'}, ':b': {'B': 'AQID'}, ':b1': {'B': 'AQ=='},"
          + " ':b23': {'B': 'AgM='}, ':bff': {'B': '/w=='}, ':yes': {'BOOL': true}, ':no': {'BOOL':"
          + " false}, ':null': {'NULL': true}, ':ss': {'SS': ['', 'b', 'a']}, ':ns': {'NS': ['2.5',"
          + " '1.0']}, ':ns1': {'NS': ['1']}, ':ba': {'L': [{'S': 'x'}, {'N': '1'}]}, ':mk': {'M':"
          + " {'k': {'S': 'v'}}}, ':typeS': {'S': 'S'}, ':typeNULL': {'S': 'NULL'}, ':m': {'M':"
          + " {'deep': {'L': [{'N': '7.0'}]}, 'k': {'S': 'v'}}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s = :hello | true",
        "s <> :hello | false",
        "s = :he | false",
        "n = :n10 | true",
        "n = :s10 | false",
        "n <> :s10 | true",
        "wide = :next | false",
        "wide < :next | true",
        "absent = :hello | false",
        "absent <> :hello | true",
        "absent <> extra.absent | true",
        "absent = extra.absent | false",
        "absent < :n1 | false",
        "absent >= :n1 | false",
        "NOT absent >= :n1 | true",
        "yes = :yes | true",
        "yes <> :no | true",
        "nothing = :null | true",
        "nothing = :no | false",
        "ss = :ss | true",
        "ns = :ns | true",
        "m = :m | true",
        "m = :mk | false",
        "l = :ba | false",
        "l[2] = :mk | true",
        "b = :b | true",
        "n > :n9 | true",
        "n < :n9 | false",
        "n >= :n10 | true",
        "n <= :n10 | true",
        "n < :s10 | false",
        "n > :s10 | false",
        "s > :he | true",
        "s < :he | false",
        "uni > :hello | true",
        "b > :b1 | true",
        "b < :bff | true",
        ":n9 < n | true",
        "yes = s | false",
        "n BETWEEN :n9 AND :n11 | true",
        "n BETWEEN :n10 AND :n10 | true",
        "n BETWEEN :n1 AND :n9 | false",
        "s BETWEEN :n1 AND :n9 | false",
        "absent BETWEEN :n1 AND :n9 | false",
        ":n9 BETWEEN m.deep[0] AND n | true",
        "n IN (:s10, :n10) | true",
        "n IN (:s10, absent) | false",
        "absent IN (:s10, absent.extra) | false",
        "m.k IN (l[1], l[2].k) | true",
        "attribute_exists(s) | true",
        "attribute_exists(nothing) | true",
        "attribute_exists(m.k) | true",
        "attribute_exists(m.k.k) | false",
        "attribute_exists(m[0]) | false",
        "attribute_exists(l[3]) | true",
        "attribute_exists(l[4]) | false",
        "attribute_exists(l[4294967294]) | false",
        "attribute_exists(l.k) | false",
        "attribute_not_exists(absent) | true",
        "attribute_not_exists(l[0]) | false",
        "attribute_type(s, :typeS) | true",
        "attribute_type(n, :typeS) | false",
        "attribute_type(nothing, :typeNULL) | true",
        "attribute_type(absent, :typeNULL) | false",
        "begins_with(s, :he) | true",
        "begins_with(s, :el) | false",
        "begins_with(s, :none) | true",
        "begins_with(b, :b1) | true",
        "begins_with(b, :b23) | false",
        "begins_with(b, :he) | false",
        "begins_with(n, :he) | false",
        "begins_with(absent, :he) | false",
        "begins_with(:hello, absent) | false",
        "contains(s, :el) | true",
        "contains(s, :a) | false",
        "contains(s, :n1) | false",
        "contains(ss, :a) | true",
        "contains(ss, :none) | true",
        "contains(ss, :el) | false",
        "contains(ns, :n2) | true",
        "contains(ns, :s10) | false",
        "contains(bs, :b1) | true",
        "contains(b, :b23) | true",
        "contains(b, :bff) | false",
        "contains(l, :n1) | true",
        "contains(l, :mk) | true",
        "contains(l, :ns1) | true",
        "contains(l, :a) | false",
        "contains(m, :a) | false",
        "contains(n, :n1) | false",
        "contains(absent, :a) | false",
        "contains(s, absent) | false",
        "contains(:ba, l[0]) | true",
        "size(s) = :n5 | true",
        "size(uni) = :n3 | true",
        "size(blank) < :n1 | true",
        "size(b) = :n3 | true",
        "size(ss) = :n3 | true",
        "size(ns) < :n3 | true",
        "size(l) > :n3 | true",
        "size(m) < :n3 | true",
        "size(n) > :n1 | false",
        "size(n) <> :n1 | true",
        "size(absent) < :n1 | false",
        "size(:hello) = size(s) | true",
        "s = :he OR s = :hello AND n = :n1 | false",
        "n = :n10 OR s = :hello AND n = :n1 | true",
        "(n = :n10 OR s = :hello) AND n = :n1 | false",
        "NOT n = :n1 AND s = :hello | true",
        "NOT (n = :n1 AND s = :hello) | true",
        "NOT NOT n = :n10 | true",
        "NOT NOT NOT n = :n10 | false",
      })
  void holds_or_does_not(String text, boolean expected) {
    assertEquals(expected, condition(text).holds(ITEM));
  }

  @Test
  void names_the_attributes_that_it_reads() {
    assertEquals(
        List.of("a", "b", "c", "d", "e", "f", "g"),
        List.copyOf(
            condition(
                    "a.x = :n1 AND (size(b[0]) > :n1 OR NOT contains(c, d)) AND e IN (:n1, f)"
                        + " AND attribute_exists(g.a) AND begins_with(a, :he)")
                .attributes()));
  }

  private static Condition condition(String text) {
    return ExpressionRequest.values(VALUES).expressions().filter(text).orElseThrow();
  }
}
