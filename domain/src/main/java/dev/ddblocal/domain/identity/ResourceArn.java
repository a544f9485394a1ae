package dev.ddblocal.domain.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * An ARN of any resource, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:TYPE/ID}, of which only the
 * shape has been checked: six parts, of which the last has a slash (spec: authentication, ARNs).
 *
 * @param partition the partition
 * @param service the service
 * @param region the region
 * @param account the account
 * @param resource all that comes behind the account
 */
public record ResourceArn(
    String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;

  /** Refuses missing parts. */
  public ResourceArn {
    Objects.requireNonNull(partition, "partition is null");
    Objects.requireNonNull(service, "service is null");
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(account, "account is null");
    Objects.requireNonNull(resource, "resource is null");
  }

  /** Reads a text of that shape; empty for any other. */
  public static Optional<ResourceArn> parse(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS && parts[PARTS - 1].indexOf('/') >= 0
        ? Optional.of(new ResourceArn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** Whether it names a DynamoDB resource of some account in the given region. */
  public boolean isOfDynamoDbIn(Region here) {
    return partition.equals("aws")
        && service.equals("dynamodb")
        && region.equals(here.value())
        && AccountId.isValid(account);
  }
}
