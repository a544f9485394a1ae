package dev.ddblocal.domain.key;

import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;

/**
 * The order-preserving encoding of primary keys that every storage adapter uses. Comparing encoded
 * keys byte by byte, unsigned, compares the keys as DynamoDB does: partitions by hash, the items of
 * a partition by sort key.
 *
 * <pre>
 *   +--------+--------+   +---------------------------+   +----------------------+
 *   | hash, 8 bytes   |   | partition key value(s)    |   | sort key value(s)    |
 *   | big-endian      |   | in order                  |   | in order, if any     |
 *   +--------+--------+   +---------------------------+   +----------------------+
 *      XXH64, seed 0, of ------^
 *
 *   S   UTF-8 bytes, 00 written as 01 01, 01 as 01 02      then 00
 *   B   the bytes, escaped likewise                        then 00
 *   N   0                02
 *       positive         03  exponent + 130  pair  pair ... pair
 *       negative         01  then as for the positive number, every bit turned over
 *
 *       pair: two digits as 2 * (0 to 99), plus 1 where another pair follows;
 *             an odd last digit is taken as the tens
 *       exponent: the power of ten of the first digit, -130 to 125
 * </pre>
 *
 * <p>No encoded value is the beginning of another one of its type, so values can stand behind one
 * another without confusion, and everything that shares the first values of a key is one range.
 * Half surrogate pairs are encoded as {@link dev.ddblocal.domain.value.Utf8} does. Data files
 * depend on every detail: none can change without a migration.
 */
public final class KeyEncoding {
  /** The length of the hash at the start of every key. */
  static final int HASH_BYTES = Long.BYTES;

  private static final byte[] NO_HASH_YET = new byte[HASH_BYTES];

  private KeyEncoding() {}

  /**
   * The encoded key of an item.
   *
   * @param schema the key of the table or index
   * @param attributes the item, or a key alone; other attributes do not matter
   * @throws IllegalArgumentException if a key attribute is missing or not of its type
   */
  public static ItemKey keyOf(KeySchema schema, Map<String, AttributeValue> attributes) {
    KeyWriter writer = writePartition(schema, attributes);
    for (KeyAttribute attribute : schema.sort()) {
      writer.value(attribute, attributes.get(attribute.name()));
    }
    return ItemKey.wrap(writer.toBytes());
  }

  /**
   * All keys of the partition that an item is in.
   *
   * @param schema the key of the table or index
   * @param attributes the item, or its partition key alone; other attributes do not matter
   * @throws IllegalArgumentException if a partition key attribute is missing or not of its type
   */
  public static KeyRange partition(KeySchema schema, Map<String, AttributeValue> attributes) {
    return partitionPrefix(schema, attributes).all();
  }

  /**
   * What all keys of the partition that an item is in begin with; the start of sort key conditions.
   *
   * @param schema the key of the table or index
   * @param attributes the item, or its partition key alone; other attributes do not matter
   * @throws IllegalArgumentException if a partition key attribute is missing or not of its type
   */
  public static KeyPrefix partitionPrefix(
      KeySchema schema, Map<String, AttributeValue> attributes) {
    return new KeyPrefix(writePartition(schema, attributes).toBytes(), schema.sort());
  }

  private static KeyWriter writePartition(
      KeySchema schema, Map<String, AttributeValue> attributes) {
    KeyWriter writer = new KeyWriter(NO_HASH_YET, HASH_BYTES);
    for (KeyAttribute attribute : schema.partition()) {
      writer.value(attribute, attributes.get(attribute.name()));
    }
    writer.hashFrom(HASH_BYTES);
    return writer;
  }
}
