package dev.ddblocal.auth.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The date of a request, to the second.
 *
 * @param basic the date in ISO 8601 basic format, {@code YYYYMMDD'T'hhmmss'Z'}
 * @param epochSecond the same in seconds since 1970
 */
record RequestTimestamp(String basic, long epochSecond) {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int BASIC_LENGTH = 16;
  private static final int DATE_LENGTH = 8;
  private static final int T = 8;
  private static final int Z = 15;
  private static final int SECONDS_PER_DAY = 86_400;

  /** That second, as a request would write it. */
  static RequestTimestamp at(long epochSecond) {
    return new RequestTimestamp(BASIC.format(Instant.ofEpochSecond(epochSecond)), epochSecond);
  }

  /** Reads ISO 8601 basic format; empty if the text has another form or names no real instant. */
  static Optional<RequestTimestamp> parseBasic(String text) {
    if (text.length() != BASIC_LENGTH || text.charAt(T) != 'T' || text.charAt(Z) != 'Z') {
      return Optional.empty();
    }
    int year = number(text, 0, 4);
    int month = number(text, 4, 6);
    int day = number(text, 6, T);
    int hour = number(text, 9, 11);
    int minute = number(text, 11, 13);
    int second = number(text, 13, Z);
    if (year < 0
        || month < 1
        || day < 1
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59) {
      return Optional.empty();
    }
    try {
      long epochDay = LocalDate.of(year, month, day).toEpochDay();
      long secondOfDay = (hour * 60L + minute) * 60 + second;
      return Optional.of(new RequestTimestamp(text, epochDay * SECONDS_PER_DAY + secondOfDay));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads the format of HTTP's Date header (RFC 1123), as some clients sign it. */
  static Optional<RequestTimestamp> parseHttpDate(String text) {
    try {
      return Optional.of(
          at(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)).getEpochSecond()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The day, {@code YYYYMMDD}. */
  String date() {
    return basic.substring(0, DATE_LENGTH);
  }

  /** The number made of the ASCII digits from start to end; -1 if there is anything else. */
  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
