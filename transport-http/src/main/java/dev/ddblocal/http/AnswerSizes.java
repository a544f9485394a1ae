package dev.ddblocal.http;

/**
 * Foretells from an operation's recent answers whether its next one is large, so that large ones
 * are written by a worker and not by the thread that completes the operation, which storage needs.
 * A wrong guess costs time and nothing else; races between threads do no harm.
 */
final class AnswerSizes {
  private static final int LARGE = 32 * 1024;
  private static final int DECAY_SHIFT = 3;

  private volatile int recent;

  /** Whether the next answer is likely to be larger than some tens of KB. */
  boolean expectLarge() {
    return recent > LARGE;
  }

  /** Remembers an answer: the greatest of the last few counts. */
  void record(int bytes) {
    int seen = recent;
    int now = Math.max(bytes, seen - (seen >> DECAY_SHIFT));
    if (now != seen) {
      recent = now;
    }
  }
}
