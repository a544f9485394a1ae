package dev.ddblocal.auth.control;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * The day of a credential scope.
 *
 * @param day the day in UTC
 */
record ScopeDate(LocalDate day) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  /** How long after its day a signature may still come. */
  private static final Duration GRACE = Duration.ofMinutes(15);

  /** Reads {@code YYYYMMDD}; empty if the text is no day. */
  static Optional<ScopeDate> parse(String text) {
    try {
      return Optional.of(new ScopeDate(LocalDate.parse(text, FORMAT)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the day is today in UTC, or the one before or after. */
  boolean isNear(Instant now) {
    long apart = day.toEpochDay() - now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    return Math.abs(apart) <= 1;
  }

  /** How long signatures of the day are good from now on; not positive if they no longer are. */
  Duration left(Instant now) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(GRACE);
    return Duration.between(now, end);
  }
}
