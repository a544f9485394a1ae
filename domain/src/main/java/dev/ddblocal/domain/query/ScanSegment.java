package dev.ddblocal.domain.query;

import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a table or index that a Scan reads.
 *
 * @param segment the segment, from 0
 * @param totalSegments into how many segments the whole is divided
 */
public record ScanSegment(int segment, int totalSegments) {
  /** The one segment that is the whole. */
  public static final ScanSegment ALL = new ScanSegment(0, 1);

  /**
   * The segment of a request.
   *
   * @param segment as sent, or null
   * @param totalSegments as sent, or null
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException if only one of them
   *     is there, or the segment is not below the total
   */
  static ScanSegment of(RequestWording wording, Integer segment, Integer totalSegments) {
    if (segment == null && totalSegments == null) {
      return ALL;
    }
    if (totalSegments == null) {
      throw wording.refusal(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (segment == null) {
      throw wording.refusal(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (segment >= totalSegments) {
      throw wording.refusal(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: "
              + segment
              + " is not less than TotalSegments: "
              + totalSegments);
    }
    return new ScanSegment(segment, totalSegments);
  }

  /** The keys of the segment. */
  KeyRange range() {
    return KeyRange.segment(segment, totalSegments);
  }

  /**
   * What is left of the segment behind the key that a page ended with.
   *
   * @param startKey that key, its values sound; empty for the whole segment
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException for a key that no
   *     page of this segment ends with
   */
  public KeyRange rest(AccessPath path, Optional<Map<String, AttributeValue>> startKey) {
    return startKey.map(key -> range().after(PageStart.ofScan(path, key, this))).orElse(range());
  }
}
