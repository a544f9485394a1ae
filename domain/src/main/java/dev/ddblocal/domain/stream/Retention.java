package dev.ddblocal.domain.stream;

import java.time.Duration;
import java.time.Instant;

/** For how long records, and what is left of ended streams, can be read: 24 hours. */
final class Retention {
  static final Duration PERIOD = Duration.ofHours(24);

  private Retention() {}

  /** Whether what was recorded, closed or ended then is beyond the trim horizon now. */
  static boolean isOver(Instant since, Instant now) {
    return !now.isBefore(since.plus(PERIOD));
  }
}
