package dev.ddblocal.domain.stream;

/**
 * Model shape {@code SequenceNumberRange}.
 *
 * @param startingSequenceNumber the least number of a record
 * @param endingSequenceNumber the greatest one; null while the shard is open
 */
public record SequenceNumberRange(String startingSequenceNumber, String endingSequenceNumber) {}
