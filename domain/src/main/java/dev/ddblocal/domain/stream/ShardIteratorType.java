package dev.ddblocal.domain.stream;

/** Where in a shard to begin to read. */
public enum ShardIteratorType {
  /** At the oldest record that can be read. */
  TRIM_HORIZON,
  /** Behind the newest record. */
  LATEST,
  /** At the record of a number. */
  AT_SEQUENCE_NUMBER,
  /** Behind the record of a number. */
  AFTER_SEQUENCE_NUMBER
}
