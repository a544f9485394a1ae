package dev.ddblocal.domain.index;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.KeyLimits;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.ItemSize;
import java.util.List;
import java.util.Map;

/**
 * Why an item cannot be written: an attribute that is the key of an index cannot be one. An item
 * may lack such an attribute, and then the index does not hold it.
 *
 * @param kind what is wrong
 * @param index the index
 * @param attribute the key attribute
 * @param value the item's value
 * @param sizeBytes the size of the value, with that of the key's attributes before it
 */
record IndexKeyDefect(
    Kind kind, SecondaryIndex index, KeyAttribute attribute, AttributeValue value, int sizeBytes) {
  /** What can be wrong, in the order in which it is refused. */
  enum Kind {
    /** An empty string or binary value. */
    EMPTY,
    /** A value of another type than the attribute's definition says. */
    TYPE,
    /** More bytes than a key can have. */
    SIZE
  }

  /**
   * The defect that a write is refused for, or null if there is none: of several the first kind, of
   * these that of the index whose name comes first (spec: index key type).
   */
  static IndexKeyDefect of(TableDefinition table, Map<String, AttributeValue> item) {
    IndexKeyDefect first = null;
    for (SecondaryIndex index : table.indexes()) {
      if (index.deletingSince().isPresent()) {
        continue;
      }
      first = first(first, of(index, index.key().partition(), item));
      first = first(first, of(index, index.key().sort(), item));
    }
    return first;
  }

  private static IndexKeyDefect of(
      SecondaryIndex index, List<KeyAttribute> keys, Map<String, AttributeValue> item) {
    IndexKeyDefect first = null;
    int bytes = 0;
    for (KeyAttribute key : keys) {
      AttributeValue value = item.get(key.name());
      if (value == null) {
        continue;
      }
      bytes += ItemSize.of(value);
      Kind kind = kind(index, key, value, bytes);
      if (kind != null) {
        first = first(first, new IndexKeyDefect(kind, index, key, value, bytes));
      }
    }
    return first;
  }

  private static Kind kind(
      SecondaryIndex index, KeyAttribute key, AttributeValue value, int bytes) {
    if (!key.hasType(value)) {
      return Kind.TYPE;
    }
    if (KeyLimits.isEmpty(value)) {
      return Kind.EMPTY;
    }
    return bytes > maxBytes(index, key) ? Kind.SIZE : null;
  }

  private static int maxBytes(SecondaryIndex index, KeyAttribute key) {
    return index.key().partition().contains(key)
        ? KeyLimits.MAX_PARTITION_KEY_BYTES
        : KeyLimits.MAX_SORT_KEY_BYTES;
  }

  private static IndexKeyDefect first(IndexKeyDefect one, IndexKeyDefect other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int order = one.kind.compareTo(other.kind);
    if (order == 0) {
      order = one.index.name().compareTo(other.index.name());
    }
    return order <= 0 ? one : other;
  }

  /** The refusal of an item that is put. */
  DynamoDbException refusalOfPut() {
    return DynamoDbException.validation(
        switch (kind) {
          case EMPTY ->
              "One or more parameter values are not valid. A value specified for a secondary index"
                  + " key is not supported. "
                  + cannotBeEmpty()
                  + " IndexName: "
                  + index.name()
                  + ", IndexKey: "
                  + attribute.name();
          case TYPE ->
              "One or more parameter values were invalid: Type mismatch for Index Key "
                  + attribute.name()
                  + " Expected: "
                  + attribute.type()
                  + " Actual: "
                  + value.typeDescriptor()
                  + " IndexName: "
                  + index.name();
          case SIZE ->
              "One or more parameter values were invalid: Size limit exceeded for Index Key "
                  + attribute.name()
                  + " Actual Size: "
                  + sizeBytes
                  + " bytes Max Size: "
                  + maxBytes(index, attribute)
                  + " bytes IndexName: "
                  + index.name();
        });
  }

  /** The refusal of an update that makes the item so, or leaves it so. */
  DynamoDbException refusalOfUpdate() {
    return DynamoDbException.validation(
        switch (kind) {
          case EMPTY ->
              "One or more parameter values are not valid. The update expression attempted to"
                  + " update a secondary index key to a value that is not supported. "
                  + cannotBeEmpty();
          case TYPE ->
              "The update expression attempted to update the secondary index key to unsupported"
                  + " type";
          case SIZE ->
              "The update expression attempted to update the secondary index key beyond allowed"
                  + " size limits";
        });
  }

  private String cannotBeEmpty() {
    String type = value instanceof AttributeValue.B ? "binary" : "string";
    return "The AttributeValue for a key attribute cannot contain an empty " + type + " value.";
  }
}
