package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "'',      '',      true",
    "'',      a,       false",
    "a,       '',      false",
    "*,       '',      true",
    "*,       a:b/c,   true",
    "?,       '',      false",
    "?,       :,       true",
    "??,      a,       false",
    "a?c,     abc,     true",
    "a*,      a,       true",
    "*a,      ba,      true",
    "*a,      ab,      false",
    "*a*,     bab,     true",
    "a*b*c,   a1b2c,   true",
    "a*b*c,   acb,     false",
    "a*bc,    abcbc,   true",
    "a*?,     a,       false",
    "a*?,     ab,      true",
    "?*?,     ab,      true",
    "?*?,     a,       false",
    "a**b,    ab,      true",
    "abc,     abcd,    false",
    "abcd,    abc,     false",
  })
  void wildcards_stand_for_any_characters(String pattern, String text, boolean matches) {
    assertEquals(matches, glob(pattern, Template.Wildcards.ANYWHERE).matches(text));
  }

  /** T-P05. */
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "arn:aws:dynamodb:*:*:table/T,       arn:aws:dynamodb:r:1:table/T,              true",
    "arn:aws:dynamodb:*:*:table/T,       arn:aws:dynamodb:r:1:table/T/index/I,      false",
    "arn:aws:dynamodb:*:*:table/T*,      arn:aws:dynamodb:r:1:table/T/index/I,      true",
    "arn:aws:dynamodb:*:*:table/T/index/*, arn:aws:dynamodb:r:1:table/T/index/I,    true",
    "arn:aws:dynamodb:*:*:table/T/index/*, arn:aws:dynamodb:r:1:table/T,            false",
    "arn:aws:dynamodb:*:table/prod-*,    arn:aws:dynamodb:us-east-1:1:table/prod-a, true",
    "arn:aws:dynamodb:*:table/prod-*,    arn:aws:dynamodb:us-east-1:1:table/test-a, false",
    "arn:aws:dynamodb:*,                 arn:aws:dynamodb:us-east-1:1:table/prod-a, true",
    "arn:aws:dyn*db:*:*:*,               arn:aws:dynamodb:us-east-1:1:table/T,      true",
    "arn:aws:dyn*b:*:*:*,                arn:aws:dynamo:db:us-east-1:1:table/T,     false",
    "arn:aws:d*b:us:1:table/T,           arn:aws:dynamodb:us:1:table/T,             true",
    "arn:aws:d*b:us:1:table/T,           arn:aws:d:amodb:us:1:table/T,              false",
    "arn:aws:dynamodb:r:?:table/T,       arn:aws:dynamodb:r:1:table/T,              true",
    "arn:aws:dynamodb:r?1:table/T,       arn:aws:dynamodb:r:1:table/T,              false",
    "arn:aws:dynamodb:us-*-1:1:table/T,  arn:aws:dynamodb:us-east-1:1:table/T,      true",
    "arn:aws:dynamodb:us-*-1:1:table/T,  arn:aws:dynamodb:us-east:x-1:1:table/T,    false",
    "'arn:aws:dynamodb:r:1:table/T/stream/*0',"
        + " 'arn:aws:dynamodb:r:1:table/T/stream/2026-01-01T00:00:00.000', true",
    "'arn:aws:dynamodb:r:1:table/T/stream/2026-01-01T??:00:00.000',"
        + " 'arn:aws:dynamodb:r:1:table/T/stream/2026-01-01T12:00:00.000', true",
    "'arn:aws:dynamodb:r:1:table/T/stream/2026-01-01T12?00?00.000',"
        + " 'arn:aws:dynamodb:r:1:table/T/stream/2026-01-01T12:00:00.000', true",
    "*,                                  arn:aws:dynamodb:r:1:table/T,              true",
    "*,                                  '*',                                       true",
    "arn:aws:dynamodb:r:1:table/t,       arn:aws:dynamodb:r:1:table/T,              false",
    "*:a*b:x,                            y:z:ab:x,                                  true",
    "*:a*b:x,                            y:a:zb:x:ab:x,                             true",
    "*:a*b:x,                            y:a:zb:x,                                  false",
  })
  void wildcards_of_resources_keep_to_their_segment_unless_they_end_it(
      String pattern, String resource, boolean matches) {
    assertEquals(matches, glob(pattern, Template.Wildcards.SEGMENTS).matches(resource));
  }

  /** T-P17: a matcher that tries again would not come to an end. */
  @Test
  void a_pattern_full_of_wildcards_takes_no_longer_than_its_length_times_that_of_the_text() {
    String stars = "*".repeat(2_048);
    String pairs = "*a".repeat(2_048);
    String marks = "?*".repeat(1_024);
    String text = "a".repeat(4_096);

    for (Template.Wildcards wildcards :
        new Template.Wildcards[] {Template.Wildcards.ANYWHERE, Template.Wildcards.SEGMENTS}) {
      assertTrue(glob(stars, wildcards).matches(text));
      assertFalse(glob(stars + "b", wildcards).matches(text));
      assertFalse(glob(pairs + "b", wildcards).matches(text));
      assertTrue(glob(pairs, wildcards).matches(text));
      assertTrue(glob(marks, wildcards).matches(text));
      assertFalse(glob(marks, wildcards).matches("a".repeat(1_023)));
    }
    assertFalse(
        glob("arn:" + "*:a*".repeat(500) + ":b", Template.Wildcards.SEGMENTS).matches(text));
  }

  private static Glob glob(String pattern, Template.Wildcards wildcards) {
    Template.Expansion expansion =
        Template.compile(pattern, true, wildcards).expand(Requests.context(Map.of()));
    return ((Template.Expansion.Known) expansion).glob();
  }
}
