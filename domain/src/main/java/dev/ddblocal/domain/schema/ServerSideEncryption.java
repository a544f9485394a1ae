package dev.ddblocal.domain.schema;

import java.util.Objects;

/**
 * What the owner asked for as SSESpecification with {@code Enabled: true}: encryption under a KMS
 * key. Recorded and answered as AWS does.
 *
 * @param kmsMasterKeyArn the ARN that DescribeTable answers
 */
public record ServerSideEncryption(String kmsMasterKeyArn) {
  /** Refuses a missing ARN. */
  public ServerSideEncryption {
    Objects.requireNonNull(kmsMasterKeyArn, "kmsMasterKeyArn is null");
  }
}
