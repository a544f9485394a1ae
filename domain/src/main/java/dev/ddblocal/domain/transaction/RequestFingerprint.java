package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Utf8;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sums up what a request does: two requests have the same fingerprint exactly if they say the same.
 * The order of a map's members and of a set's is not said, and neither is the way a number is
 * written; the order of actions and of a list's elements is.
 *
 * <p>Every part is preceded by its kind and length, so that no part can be taken for two. Of one
 * request and one thread.
 */
public final class RequestFingerprint {
  private static final byte NOTHING = 0;
  private static final byte TEXT = 1;
  private static final byte BINARY = 2;
  private static final byte COUNT = 3;

  private final MessageDigest digest;

  /** The fingerprint of nothing yet. */
  public RequestFingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a text, or that there is none where it is null. */
  public RequestFingerprint text(String text) {
    return text == null ? nothing() : part(TEXT, Utf8.encode(text));
  }

  /** Adds a number of things that follow. */
  public RequestFingerprint count(int count) {
    digest.update(COUNT);
    length(count);
    return this;
  }

  /** Adds texts by name, or that there are none where the map is null. */
  public RequestFingerprint texts(Map<String, String> texts) {
    if (texts == null) {
      return nothing();
    }
    count(texts.size());
    new TreeMap<>(texts).forEach((name, text) -> text(name).text(text));
    return this;
  }

  /** Adds values by name, or that there are none where the map is null. */
  public RequestFingerprint attributes(Map<String, AttributeValue> attributes) {
    if (attributes == null) {
      return nothing();
    }
    count(attributes.size());
    new TreeMap<>(attributes).forEach((name, value) -> text(name).value(value));
    return this;
  }

  /** Adds a value. */
  public RequestFingerprint value(AttributeValue value) {
    text(value.typeDescriptor());
    switch (value) {
      case AttributeValue.S(String text) -> text(text);
      case AttributeValue.N(DynamoNumber number) -> part(TEXT, bytes(number));
      case AttributeValue.B(Bytes bytes) -> part(BINARY, bytes.unsafeArray());
      case AttributeValue.BOOL(boolean bool) -> count(bool ? 1 : 0);
      case AttributeValue.NULL _ -> nothing();
      case AttributeValue.SS(Set<String> set) -> members(set.stream().map(Utf8::encode).toList());
      case AttributeValue.NS(Set<DynamoNumber> set) ->
          members(set.stream().map(RequestFingerprint::bytes).toList());
      case AttributeValue.BS(Set<Bytes> set) ->
          members(set.stream().map(Bytes::unsafeArray).toList());
      case AttributeValue.L(List<AttributeValue> elements) -> {
        count(elements.size());
        elements.forEach(this::value);
      }
      case AttributeValue.M(Map<String, AttributeValue> members) -> attributes(members);
    }
    return this;
  }

  /** The fingerprint; it can be taken once. */
  public Bytes toBytes() {
    return Bytes.wrap(digest.digest());
  }

  private static byte[] bytes(DynamoNumber number) {
    return Utf8.encode(
        number.signum() == 0
            ? "0"
            : (number.signum() < 0 ? "-" : "") + number.digits() + "e" + number.exponent());
  }

  private void members(List<byte[]> members) {
    count(members.size());
    members.stream().sorted(Arrays::compareUnsigned).forEach(member -> part(BINARY, member));
  }

  private RequestFingerprint nothing() {
    digest.update(NOTHING);
    return this;
  }

  private RequestFingerprint part(byte kind, byte[] content) {
    digest.update(kind);
    length(content.length);
    digest.update(content);
    return this;
  }

  private void length(int length) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (length >>> shift));
    }
  }
}
