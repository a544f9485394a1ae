package dev.ddblocal.auth.identity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in records and in answers of IAM and STS: ISO 8601 in UTC, to the second. */
public final class RecordedTime {
  private static final String CREATED_AT = "createdAt";

  private RecordedTime() {}

  /** The time as text. */
  public static String write(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** When the record was made; the beginning of 1970 if it does not say. */
  static Instant read(IdentityRecord record) {
    return read(record, CREATED_AT);
  }

  /** The time in an attribute; the beginning of 1970 if it is none. */
  static Instant read(IdentityRecord record, String attribute) {
    try {
      return record.text(attribute).map(Instant::parse).orElse(Instant.EPOCH);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
