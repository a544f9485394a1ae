package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.key.KeyLimits;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.ValueEcho;
import java.util.Map;
import java.util.Optional;

/** Where a page begins: the rules of ExclusiveStartKey (spec: Query / Scan). */
final class PageStart {
  private static final String INVALID = "The provided starting key is invalid";

  private PageStart() {}

  /**
   * The key behind which a Query goes on.
   *
   * @param startKey the key as sent, its values sound
   * @param partition all keys of the partition that is queried
   * @param range the keys that are queried
   * @throws DynamoDbException a ValidationException for what is no key there, or one that no page
   *     of this Query ends with
   */
  static ItemKey ofQuery(
      AccessPath path, Map<String, AttributeValue> startKey, KeyRange partition, KeyRange range) {
    if (!path.hasManyItemsPerPartition()) {
      throw DynamoDbException.validation(
          "The provided exclusive start key is invalid: ExclusiveStartKey: "
              + ValueEcho.of(startKey));
    }
    ItemKey key = key(path, startKey).orElseThrow(() -> DynamoDbException.validation(INVALID));
    if (!partition.contains(key)) {
      throw DynamoDbException.validation(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    if (!range.contains(key)) {
      throw DynamoDbException.validation(
          "The provided starting key does not match the range key predicate");
    }
    return key;
  }

  /**
   * The key behind which a Scan goes on.
   *
   * @param startKey the key as sent, its values sound
   * @param segments the segment that is scanned
   * @throws DynamoDbException a ValidationException for what is no key there, or one of another
   *     segment
   */
  static ItemKey ofScan(
      AccessPath path, Map<String, AttributeValue> startKey, ScanSegment segments) {
    ItemKey key =
        key(path, startKey)
            .orElseThrow(() ->
                DynamoDbException.validation(
                    INVALID + ": The provided key element does not match the schema"));
    if (!segments.range().contains(key)) {
      throw DynamoDbException.validation(
          INVALID
              + ": Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment."
              + " TotalSegments: "
              + segments.totalSegments()
              + " Segment: "
              + segments.segment());
    }
    return key;
  }

  private static Optional<ItemKey> key(AccessPath path, Map<String, AttributeValue> startKey) {
    boolean fits =
        startKey.keySet().equals(path.pageKeyAttributes())
            && KeyLimits.holdKey(path.table().key(), startKey)
            && KeyLimits.holdKey(path.key(), startKey);
    return fits ? Optional.of(KeyEncoding.keyOf(path.storedKey(), startKey)) : Optional.empty();
  }
}
