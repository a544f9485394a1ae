package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.SealingKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that payloads are sealed by. Nonces are random, so that a key must not be used too often:
 * with 2^32 of them, two are the same with a probability of 2^-33. It counts its uses, and the
 * count is recorded from time to time, ahead of them.
 *
 * <p>Only the writer's thread counts; the key itself may be used by any.
 */
final class DataKey {
  /** Above so many uses another version follows; far enough below 2^32 for what goes uncounted. */
  static final long MOST_USES = 1L << 31;

  /** By how many uses the recorded count is ahead. */
  static final long USES_RECORDED_AHEAD = 1L << 16;

  private final int version;
  private final SecretKeySpec key;
  private long uses;
  private long recorded;

  /**
   * Creates the key.
   *
   * @param version its place among those of its owner, from 1
   * @param bytes the key itself
   * @param recorded so many uses at most it has seen
   */
  DataKey(int version, byte[] bytes, long recorded) {
    this.version = version;
    this.key = new SecretKeySpec(bytes, "AES");
    this.uses = recorded;
    this.recorded = recorded;
  }

  /** A new key of that version. */
  static DataKey random(int version) {
    return new DataKey(version, SealingKey.random().bytes(), 0);
  }

  int version() {
    return version;
  }

  SecretKeySpec key() {
    return key;
  }

  /** Counts a use; answers whether the recorded count has fallen behind. */
  boolean use() {
    return ++uses > recorded;
  }

  boolean isUsedUp() {
    return uses >= MOST_USES;
  }

  /** What is to be recorded next. */
  long usesAhead() {
    return uses + USES_RECORDED_AHEAD;
  }

  /** Notes that the count was recorded. */
  void recorded(long count) {
    recorded = count;
  }
}
