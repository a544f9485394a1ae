package dev.ddblocal.http;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the {@code Date} header, written once a second. For one thread. */
final class DateHeader {
  // RFC_1123_DATE_TIME of the JDK writes days below 10 with one digit; HTTP wants two.
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MILLIS_PER_SECOND = 1_000;

  private final InstantSource clock;
  private long second = Long.MIN_VALUE;
  private CharSequence value;

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  /** The present time as HTTP writes it. */
  CharSequence value() {
    long now = Math.floorDiv(clock.millis(), MILLIS_PER_SECOND);
    if (now != second) {
      second = now;
      value = HttpHeaders.createOptimized(FORMAT.format(Instant.ofEpochSecond(now)));
    }
    return value;
  }
}
