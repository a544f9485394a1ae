package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.identity.Region;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What requests are held against.
 *
 * @param service the signing name of the service that requests are for
 * @param maxSkew how far a request's date may be from the server's clock, at least a second
 * @param regions the regions that are served; empty for every valid region
 * @param defaultRegion the region of a request in {@code open} mode whose signature names none
 */
public record AuthenticationSettings(
    String service, Duration maxSkew, Set<Region> regions, Region defaultRegion) {
  /** The signing name of DynamoDB and of DynamoDB Streams. */
  public static final String DYNAMODB = "dynamodb";

  /** The signing name of the Security Token Service. */
  public static final String STS = "sts";

  /** The signing name of Identity and Access Management. */
  public static final String IAM = "iam";

  /** Where clients sign requests for services that AWS has in one place for all regions. */
  public static final Region GLOBAL_SERVICES_REGION = new Region("us-east-1");

  /** What AWS allows. */
  public static final Duration DEFAULT_MAX_SKEW = Duration.ofMinutes(15);

  /** Refuses missing parts and a window of less than a second. */
  public AuthenticationSettings {
    if (service.isEmpty()) {
      throw new IllegalArgumentException("service is empty");
    }
    if (maxSkew.toSeconds() < 1) {
      throw new IllegalArgumentException("maxSkew is less than a second");
    }
    regions = Set.copyOf(regions);
    if (!regions.isEmpty() && !regions.contains(defaultRegion)) {
      throw new IllegalArgumentException("defaultRegion is not among the regions");
    }
  }

  /** DynamoDB as AWS has it, in every valid region. */
  public static AuthenticationSettings dynamoDb(Region defaultRegion) {
    return new AuthenticationSettings(DYNAMODB, DEFAULT_MAX_SKEW, Set.of(), defaultRegion);
  }

  /**
   * The same for STS or IAM: with their own signing name, and signed in the region of global
   * services too, whatever regions DynamoDB is served in.
   */
  public AuthenticationSettings forGlobalService(String signingName) {
    Set<Region> signedIn = new HashSet<>(regions);
    if (!signedIn.isEmpty()) {
      signedIn.add(GLOBAL_SERVICES_REGION);
    }
    return new AuthenticationSettings(signingName, maxSkew, signedIn, defaultRegion);
  }
}
