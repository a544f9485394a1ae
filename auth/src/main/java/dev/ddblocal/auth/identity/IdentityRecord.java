package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One item of the identity table.
 *
 * @param partition the partition key {@code pk}
 * @param sort the sort key {@code sk}
 * @param attributes all other attributes
 */
public record IdentityRecord(
    String partition, String sort, Map<String, AttributeValue> attributes) {
  /** Copies the attributes. */
  public IdentityRecord {
    Objects.requireNonNull(partition, "partition is null");
    Objects.requireNonNull(sort, "sort is null");
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A record that has its keys only. */
  public static IdentityRecord of(String partition, String sort) {
    return new IdentityRecord(partition, sort, Map.of());
  }

  /** The attribute if it is a string. */
  public Optional<String> text(String name) {
    return attributes.get(name) instanceof AttributeValue.S(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The attribute if it is a whole number. */
  public Optional<Long> number(String name) {
    if (!(attributes.get(name) instanceof AttributeValue.N(DynamoNumber value))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(value.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The attribute if it is binary. */
  public Optional<Bytes> bytes(String name) {
    return attributes.get(name) instanceof AttributeValue.B(Bytes value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The attribute if it is a set of strings; the empty set otherwise. */
  public Set<String> texts(String name) {
    return attributes.get(name) instanceof AttributeValue.SS(var values)
        ? new LinkedHashSet<>(values)
        : Set.of();
  }

  /** The attribute if it is a map of strings; the empty map otherwise. */
  public Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (attributes.get(name) instanceof AttributeValue.M(var members)) {
      members.forEach((key, value) -> {
        if (value instanceof AttributeValue.S(String text)) {
          texts.put(key, text);
        }
      });
    }
    return texts;
  }

  /** The same record with this attribute. */
  public IdentityRecord with(String name, String value) {
    return with(name, new AttributeValue.S(value));
  }

  /** The same record with this attribute. */
  public IdentityRecord with(String name, long value) {
    return with(name, new AttributeValue.N(DynamoNumber.of(value)));
  }

  /** The same record with this attribute. */
  public IdentityRecord with(String name, byte[] value) {
    return with(name, new AttributeValue.B(Bytes.copyOf(value)));
  }

  /** The same record with this attribute; without it if there are no values. */
  public IdentityRecord with(String name, Collection<String> values) {
    return values.isEmpty()
        ? without(name)
        : with(name, new AttributeValue.SS(new LinkedHashSet<>(values)));
  }

  /** The same record with this attribute. */
  public IdentityRecord with(String name, Map<String, String> values) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    values.forEach((key, value) -> members.put(key, new AttributeValue.S(value)));
    return with(name, new AttributeValue.M(members));
  }

  /** The same record without the attribute. */
  public IdentityRecord without(String name) {
    Map<String, AttributeValue> fewer = new LinkedHashMap<>(attributes);
    fewer.remove(name);
    return new IdentityRecord(partition, sort, fewer);
  }

  private IdentityRecord with(String name, AttributeValue value) {
    Map<String, AttributeValue> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new IdentityRecord(partition, sort, more);
  }

  /** Leaves the values out: some are secrets. */
  @Override
  public String toString() {
    return "IdentityRecord[" + partition + ", " + sort + ", " + attributes.keySet() + "]";
  }
}
