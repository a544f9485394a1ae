package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A managed policy, an account's own or one that AWS manages.
 *
 * @param arn the ARN
 * @param id the unique id
 * @param description the description, if there is one
 * @param tags the tags
 * @param createdAt when it was made
 * @param updatedAt when its versions changed last
 * @param defaultVersion the number of the version in force
 * @param record the record of an account's own; empty for one that AWS manages
 */
record ManagedPolicy(
    PolicyArn arn,
    String id,
    Optional<String> description,
    Map<String, String> tags,
    Instant createdAt,
    Instant updatedAt,
    int defaultVersion,
    Optional<ManagedPolicyRecord> record) {
  /** Copies the tags. */
  ManagedPolicy {
    tags = Map.copyOf(tags);
  }

  /** The policy of a record. */
  static ManagedPolicy of(ManagedPolicyRecord record) {
    return new ManagedPolicy(
        PolicyArn.of(record.account(), record.path(), record.name()),
        record.id(),
        record.description(),
        record.tags(),
        record.createdAt(),
        record.updatedAt(),
        record.defaultVersion(),
        Optional.of(record));
  }
}
