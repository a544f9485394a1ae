package dev.ddblocal.domain.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An item: attributes by name, in the order they were written. One that storage holds encoded is
 * decoded when its attributes are first asked for: who only passes it on need not pay for that. An
 * item never changes, so it does no harm if two threads decode or encode one.
 */
public final class Item {
  private Map<String, AttributeValue> attributes;
  private byte[] encoded;

  /** Brings the encoding about; null where there is nothing to bring about. */
  private final Supplier<byte[]> source;

  /**
   * Wraps a map that the caller gives away; it is not copied.
   *
   * @param attributes the attributes; not to be changed
   */
  public Item(Map<String, AttributeValue> attributes) {
    this.attributes = Collections.unmodifiableMap(attributes);
    this.source = null;
  }

  private Item(byte[] encoded) {
    this.encoded = Objects.requireNonNull(encoded, "encoded is null");
    this.source = null;
  }

  private Item(Supplier<byte[]> source) {
    this.source = Objects.requireNonNull(source, "source is null");
  }

  /** An item of a copy of the given attributes. */
  public static Item copyOf(Map<String, AttributeValue> attributes) {
    return new Item(new LinkedHashMap<>(attributes));
  }

  /**
   * An item that is encoded as {@link ItemCodec} does; the caller gives the array away.
   *
   * <p>If the bytes are not exactly one encoded item, whoever first looks into it gets a {@link
   * CorruptItemException}.
   */
  public static Item encoded(byte[] encoded) {
    return new Item(encoded);
  }

  /**
   * An item whose encoding is brought about when somebody first looks into it, by any thread and
   * perhaps more than once. Whoever looks gets the {@link CorruptItemException} that the source
   * throws if it cannot.
   *
   * @param source answers an array that it gives away
   */
  public static Item encoded(Supplier<byte[]> source) {
    return new Item(source);
  }

  /** The attributes; not to be changed. */
  public Map<String, AttributeValue> attributes() {
    Map<String, AttributeValue> decoded = attributes;
    if (decoded == null) {
      decoded = new ItemReader(stored()).attributes();
      attributes = decoded;
    }
    return decoded;
  }

  /** The named attribute, or null if the item has none of that name. */
  public AttributeValue get(String name) {
    return attributes().get(name);
  }

  /**
   * Shows the attributes in their order, without decoding strings that are encoded.
   *
   * @param visitor sees each attribute
   * @throws X what the visitor throws
   */
  public <X extends Exception> void visit(AttributeVisitor<X> visitor) throws X {
    if (attributes == null) {
      new ItemReader(stored()).visit(visitor);
      return;
    }
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      visitor.attribute(attribute.getKey(), attribute.getValue());
    }
  }

  /** The item in the encoding of {@link ItemCodec}; not to be changed. */
  byte[] encoded() {
    byte[] bytes = stored();
    if (bytes == null) {
      bytes = new ItemWriter(this).write();
      encoded = bytes;
    }
    return bytes;
  }

  /** The encoding as far as it is there or has a source; else null. */
  private byte[] stored() {
    byte[] bytes = encoded;
    if (bytes == null && source != null) {
      bytes = source.get();
      encoded = bytes;
    }
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Item that && equals(stored(), that.stored(), that);
  }

  /** Encoded items that clearly are or clearly are not equal need not be decoded to tell. */
  private boolean equals(byte[] mine, byte[] theirs, Item that) {
    if (mine != null && theirs != null) {
      if (Arrays.equals(mine, theirs)) {
        return true;
      }
      // The encodings of equal items differ at most in the order of attributes and of members.
      if (mine.length != theirs.length || sum(mine) != sum(theirs)) {
        return false;
      }
    }
    return attributes().equals(that.attributes());
  }

  private static int sum(byte[] bytes) {
    int sum = 0;
    for (byte b : bytes) {
      sum += b;
    }
    return sum;
  }

  @Override
  public int hashCode() {
    return attributes().hashCode();
  }

  @Override
  public String toString() {
    return attributes().toString();
  }
}
