package dev.ddblocal.domain.query;

import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.RequestWording;

/**
 * The part of a table or index that a Scan reads.
 *
 * @param segment the segment, from 0
 * @param totalSegments into how many segments the whole is divided
 */
record ScanSegment(int segment, int totalSegments) {
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
      return new ScanSegment(0, 1);
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
}
