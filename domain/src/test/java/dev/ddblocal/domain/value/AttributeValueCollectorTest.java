package dev.ddblocal.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.value.AttributeValue.BOOL;
import dev.ddblocal.domain.value.AttributeValue.L;
import dev.ddblocal.domain.value.AttributeValue.M;
import dev.ddblocal.domain.value.AttributeValue.N;
import dev.ddblocal.domain.value.AttributeValue.NULL;
import dev.ddblocal.domain.value.AttributeValue.S;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeValueCollectorTest {
  private static final String PREFIX = "One or more parameter values were invalid: ";
  private static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  private final AttributeValueCollector collector = new AttributeValueCollector();

  static Stream<Arguments> defects() {
    return Stream.of(
        defect(
            c -> c.number("abc"),
            "The parameter cannot be converted to a numeric value: abc",
            "The parameter cannot be converted to a numeric value: abc"),
        defect(
            c -> c.numberSet(List.of("1", "")),
            "The parameter cannot be converted to a numeric value: ",
            "The parameter cannot be converted to a numeric value"),
        defect(
            c -> c.nullValue(false),
            PREFIX + "Null attribute value types must have the value of true"),
        defect(c -> c.stringSet(List.of()), PREFIX + "An string set  may not be empty"),
        defect(c -> c.numberSet(List.of()), PREFIX + "An number set  may not be empty"),
        defect(c -> c.binarySet(List.of()), PREFIX + "Binary sets should not be empty"),
        defect(
            c -> c.stringSet(List.of("b", "a", "b")),
            PREFIX + "Input collection [\"a\", \"b\", \"b\"] contains duplicates.",
            PREFIX + "Input collection [b, a, b] contains duplicates."),
        defect(
            c -> c.stringSet(List.of("\uD83D\uDE00", "c", "\uFFFD", "c", "a", "c")),
            PREFIX
                + "Input collection [\"c\", \"\uFFFD\", \"\uD83D\uDE00\", \"c\", \"a\", \"c\"]"
                + " contains duplicates.",
            PREFIX + "Input collection [\uD83D\uDE00, c, \uFFFD, c, a, c] contains duplicates."),
        defect(
            c -> c.binarySet(base64("/w==", "AA==", "AA==")),
            PREFIX + "Input collection [\"AA==\",\"/w==\",\"AA==\"]of type BS contains duplicates.",
            PREFIX + "Input collection [/w==, AA==, AA==]of type BS contains duplicates."),
        defect(
            c -> c.numberSet(List.of("2", "1", "2.0")),
            PREFIX + "Input collection contains duplicates.",
            "Input collection contains duplicates"),
        defect(
            AttributeValueCollector::noType,
            "Supplied AttributeValue is empty, must contain exactly one of the supported"
                + " datatypes"),
        defect(
            c -> c.severalTypes(true),
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                + " the supported datatypes"));
  }

  private static Arguments defect(
      Function<AttributeValueCollector, AttributeValue> value, String message) {
    return Arguments.of(value, message, message);
  }

  private static Arguments defect(
      Function<AttributeValueCollector, AttributeValue> value, String current, String older) {
    return Arguments.of(value, current, older);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void a_defect_is_worded_as_each_layer_does(
      Function<AttributeValueCollector, AttributeValue> value, String current, String older) {
    assertNull(value.apply(collector));
    assertEquals(current, collector.firstDefect().message(ValidationLayer.CURRENT));
    assertEquals(older, collector.firstDefect().message(ValidationLayer.OLDER));
  }

  @Test
  void collects_sound_attributes_in_the_order_they_were_sent() {
    attribute("z", collector.string("text"));
    attribute("a", collector.number("1.50"));
    attribute("b", collector.bool(true));
    attribute("n", collector.nullValue(true));
    attribute("ss", collector.stringSet(List.of("", "b")));
    attribute("ns", collector.numberSet(List.of("100000000000000001", "100000000000000002")));
    attribute("bs", collector.binarySet(base64("", "AA==")));
    Map<String, AttributeValue> expected = new LinkedHashMap<>();
    expected.put("z", new S("text"));
    expected.put("a", new N(DynamoNumber.of("1.5")));
    expected.put("b", BOOL.TRUE);
    expected.put("n", NULL.INSTANCE);
    expected.put("ss", AttributeValue.stringSet(List.of("b", "")));
    expected.put(
        "ns",
        AttributeValue.numberSet(
            List.of(DynamoNumber.of("100000000000000001"), DynamoNumber.of("100000000000000002"))));
    expected.put("bs", AttributeValue.binarySet(base64("AA==", "")));
    AttributeMap map = collector.toAttributeMap();
    assertEquals(expected, map.attributes());
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(map.attributes().keySet()));
    assertEquals(Optional.empty(), map.firstDefect());
  }

  @Test
  void remembers_the_first_defect_and_keeps_the_sound_attributes() {
    collector.beginAttribute("one");
    collector.endAttribute(collector.string("sound"));
    collector.beginAttribute("two");
    collector.endAttribute(collector.number("abc"));
    collector.beginAttribute("three");
    collector.endAttribute(collector.stringSet(List.of()));
    collector.beginAttribute("four");
    collector.endAttribute(collector.bool(false));
    AttributeMap map = collector.toAttributeMap();
    assertEquals(Map.of("one", new S("sound"), "four", BOOL.FALSE), map.attributes());
    assertEquals("two", map.defectKey());
    assertEquals(
        "The parameter cannot be converted to a numeric value: abc",
        map.defect().message(ValidationLayer.CURRENT));
  }

  @Test
  void a_defect_inside_makes_the_lists_and_maps_around_it_unsound_and_no_others() {
    collector.beginAttribute("bad");
    collector.enter();
    collector.memberName("x");
    collector.enter();
    AttributeValue inner = collector.list(Arrays.asList(collector.number("")));
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    members.put("x", inner);
    AttributeValue bad = collector.map(members);
    collector.endAttribute(bad);
    collector.beginAttribute("good");
    collector.enter();
    collector.endAttribute(collector.list(new ArrayList<>(List.of(collector.number("1")))));
    assertNull(inner);
    assertNull(bad);
    assertEquals(
        Map.of("good", new L(List.of(new N(DynamoNumber.of("1"))))),
        collector.toAttributeMap().attributes());
    assertEquals("bad", collector.toAttributeMap().defectKey());
  }

  @Test
  void accepts_31_maps_within_one_another_and_refuses_32() {
    assertNotNull(nested(collector, 31));
    assertNull(collector.firstDefect());
    assertNull(nested(collector, 32));
    assertEquals(TOO_DEEP, collector.firstDefect().message(ValidationLayer.CURRENT));
    assertEquals(TOO_DEEP, collector.firstDefect().message(ValidationLayer.OLDER));
    assertNotNull(nested(collector, 31));
  }

  private static AttributeValue nested(AttributeValueCollector collector, int wrappers) {
    if (wrappers == 0) {
      return collector.string("leaf");
    }
    if (!collector.enter()) {
      return null;
    }
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    members.put("n", nested(collector, wrappers - 1));
    return collector.map(members);
  }

  @Test
  void several_types_come_before_a_defect_in_one_of_them_but_not_before_an_earlier_one() {
    boolean soundBefore = collector.isSound();
    collector.number("abc");
    collector.severalTypes(soundBefore);
    assertEquals(new ValueDefect.SeveralTypes(), collector.firstDefect());

    AttributeValueCollector other = new AttributeValueCollector();
    other.nullValue(false);
    soundBefore = other.isSound();
    other.number("abc");
    other.severalTypes(soundBefore);
    assertEquals(new ValueDefect.NullNotTrue(), other.firstDefect());
  }

  @Test
  void refuses_an_empty_attribute_name() {
    collector.beginAttribute("");
    collector.endAttribute(collector.string("x"));
    assertEquals("Empty attribute name", message());
    assertEquals("", collector.toAttributeMap().defectKey());
  }

  @Test
  void accepts_attribute_names_of_65535_bytes_and_refuses_longer_ones() {
    collector.beginAttribute("x".repeat(65_535));
    collector.beginAttribute("\u4E16".repeat(21_845));
    assertNull(collector.firstDefect());
    collector.beginAttribute("\u4E16".repeat(21_845) + "x");
    assertEquals(PREFIX + "Attribute name is too large, must be less than 65536 bytes", message());
  }

  @Test
  void a_map_with_a_member_name_of_65536_bytes_is_unsound() {
    collector.enter();
    collector.memberName("x".repeat(65_536));
    assertNull(collector.map(new LinkedHashMap<>(Map.of("x", BOOL.TRUE))));
    assertEquals(new ValueDefect.NameTooLong(), collector.firstDefect());
  }

  @Test
  void a_member_of_a_map_may_have_an_empty_name() {
    collector.enter();
    collector.memberName("");
    assertEquals(
        new M(Map.of("", BOOL.TRUE)), collector.map(new LinkedHashMap<>(Map.of("", BOOL.TRUE))));
  }

  private void attribute(String name, AttributeValue value) {
    collector.beginAttribute(name);
    collector.endAttribute(value);
  }

  private String message() {
    return collector.firstDefect().message(ValidationLayer.CURRENT);
  }

  private static List<Bytes> base64(String... members) {
    return Stream.of(members).map(m -> Bytes.wrap(Base64.getDecoder().decode(m))).toList();
  }
}
