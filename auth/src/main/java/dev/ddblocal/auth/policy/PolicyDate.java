package dev.ddblocal.auth.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** Dates of policies: W3C's profile of ISO 8601, or seconds since 1970. */
final class PolicyDate {
  private static final int YEAR_LENGTH = 4;
  private static final int YEAR_MONTH_LENGTH = 7;
  private static final int DATE_LENGTH = 10;
  private static final int MAX_LENGTH = 64;
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HH:MM", "Z")
          .toFormatter();

  private PolicyDate() {}

  /** Reads a date; empty if the text is none. */
  static Optional<Instant> parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(isNumber(text) ? epoch(text) : iso(text));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Four digits alone are a year. */
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if ((character < '0' || character > '9') && character != '.' && (i > 0 || character != '-')) {
        return false;
      }
    }
    return text.length() != YEAR_LENGTH || text.indexOf('.') >= 0;
  }

  private static Instant epoch(String text) {
    BigDecimal seconds = new BigDecimal(text);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).multiply(NANOS).longValue());
  }

  private static Instant iso(String text) {
    return switch (text.length()) {
      case YEAR_LENGTH -> start(Year.parse(text).atDay(1));
      case YEAR_MONTH_LENGTH -> start(YearMonth.parse(text).atDay(1));
      case DATE_LENGTH -> start(LocalDate.parse(text));
      default -> OffsetDateTime.parse(text, ISO).toInstant();
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
