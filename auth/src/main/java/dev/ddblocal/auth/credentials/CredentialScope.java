package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.Region;
import java.util.Objects;

/**
 * What a signing key is good for.
 *
 * @param date the day in UTC, as {@code YYYYMMDD}
 * @param region the region
 * @param service the service's signing name, such as {@code dynamodb}
 */
public record CredentialScope(String date, Region region, String service) {
  /** The last element of every scope. */
  public static final String TERMINATOR = "aws4_request";

  private static final int DATE_LENGTH = 8;

  /** Refuses missing parts and a date that has not eight characters. */
  public CredentialScope {
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(service, "service is null");
    if (date.length() != DATE_LENGTH) {
      throw new IllegalArgumentException("the date of a credential scope is YYYYMMDD");
    }
  }

  /** The scope as it stands in the string to sign. */
  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
