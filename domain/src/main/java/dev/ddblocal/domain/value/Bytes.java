package dev.ddblocal.domain.value;

import java.util.Arrays;
import java.util.Base64;

/** An immutable run of bytes that compares as DynamoDB compares binary values: unsigned. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Takes a copy of the given bytes. */
  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Takes the array itself; the caller gives it away and must not change it any more. */
  public static Bytes wrap(byte[] content) {
    return new Bytes(content);
  }

  /** The number of bytes. */
  public int length() {
    return content.length;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return content.clone();
  }

  /** The bytes themselves; the caller must not change them. */
  public byte[] unsafeArray() {
    return content;
  }

  /** The bytes in Base64, as they stand in DynamoDB's JSON. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return toBase64();
  }
}
