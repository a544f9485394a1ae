package dev.ddblocal.domain.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RequestFingerprintTest {
  private static Bytes of(Consumer<RequestFingerprint> content) {
    RequestFingerprint fingerprint = new RequestFingerprint();
    content.accept(fingerprint);
    return fingerprint.toBytes();
  }

  private static AttributeValue number(String text) {
    return new AttributeValue.N(DynamoNumber.of(text));
  }

  private static AttributeValue bytes(int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return new AttributeValue.B(Bytes.wrap(bytes));
  }

  @Test
  void values_that_differ_have_different_fingerprints() {
    List<AttributeValue> values =
        List.of(
            new AttributeValue.S(""),
            new AttributeValue.S("1"),
            new AttributeValue.S("\ud800"),
            new AttributeValue.S("\udbff"),
            new AttributeValue.S("?"),
            number("0"),
            number("1"),
            number("-1"),
            number("10"),
            number("0.1"),
            bytes(),
            bytes('1'),
            AttributeValue.BOOL.TRUE,
            AttributeValue.BOOL.FALSE,
            AttributeValue.NULL.INSTANCE,
            AttributeValue.stringSet(List.of("1")),
            AttributeValue.stringSet(List.of("1", "2")),
            AttributeValue.stringSet(List.of("12")),
            AttributeValue.numberSet(List.of(DynamoNumber.of("1"))),
            AttributeValue.binarySet(List.of(Bytes.wrap(new byte[] {'1'}))),
            new AttributeValue.L(List.of()),
            new AttributeValue.L(List.of(new AttributeValue.S("1"))),
            new AttributeValue.L(List.of(new AttributeValue.L(List.of()))),
            new AttributeValue.L(List.of(number("1"), number("10"))),
            new AttributeValue.L(List.of(number("10"), number("1"))),
            new AttributeValue.M(Map.of()),
            new AttributeValue.M(Map.of("1", new AttributeValue.S(""))),
            new AttributeValue.M(Map.of("", new AttributeValue.S("1"))));
    Set<Bytes> fingerprints = new HashSet<>();
    values.forEach(value -> fingerprints.add(of(fingerprint -> fingerprint.value(value))));
    assertEquals(values.size(), fingerprints.size());
  }

  @Test
  void the_order_of_members_and_the_way_a_number_is_written_are_not_said() {
    Map<String, AttributeValue> one = new LinkedHashMap<>();
    one.put("a", AttributeValue.stringSet(List.of("x", "y")));
    one.put("b", AttributeValue.numberSet(List.of(DynamoNumber.of("1"), DynamoNumber.of("2"))));
    one.put("c", number("1000"));
    Map<String, AttributeValue> other = new LinkedHashMap<>();
    other.put("c", number("1.0e3"));
    other.put("b", AttributeValue.numberSet(List.of(DynamoNumber.of("2"), DynamoNumber.of("1.0"))));
    other.put("a", AttributeValue.stringSet(List.of("y", "x")));
    assertEquals(
        of(fingerprint -> fingerprint.attributes(one).texts(Map.of("#a", "b"))),
        of(fingerprint -> fingerprint.attributes(other).texts(Map.of("#a", "b"))));
  }

  @Test
  void parts_cannot_be_taken_for_others() {
    assertNotEquals(
        of(fingerprint -> fingerprint.text("ab").text("c")),
        of(fingerprint -> fingerprint.text("a").text("bc")));
    assertNotEquals(
        of(fingerprint -> fingerprint.text("a").text(null)),
        of(fingerprint -> fingerprint.text("a").text("")));
    assertNotEquals(
        of(fingerprint -> fingerprint.texts(null)), of(fingerprint -> fingerprint.texts(Map.of())));
    assertNotEquals(
        of(fingerprint -> fingerprint.attributes(null)),
        of(fingerprint -> fingerprint.attributes(Map.of())));
    assertNotEquals(
        of(fingerprint -> fingerprint.texts(Map.of("a", "b")).texts(Map.of())),
        of(fingerprint -> fingerprint.texts(Map.of()).texts(Map.of("a", "b"))));
  }
}
