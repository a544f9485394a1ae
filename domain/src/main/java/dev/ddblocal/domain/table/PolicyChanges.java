package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.ResourcePolicyRules;
import dev.ddblocal.domain.schema.ResourcePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** The rules by which policies come and change (developer guide: resource-based policies). */
public final class PolicyChanges {
  /** The most bytes of a policy, blanks included. */
  private static final int MOST_BYTES = 20 * 1024;

  /** How long a policy stays before it can be changed again. */
  private static final Duration REST = Duration.ofSeconds(15);

  /** What a caller expects who wants to be the first. */
  private static final String NO_POLICY = "NO_POLICY";

  private final ResourcePolicyRules rules;
  private final InstantSource clock;

  /**
   * Creates the rules.
   *
   * @param rules knows which policies may be kept
   * @param clock the time
   */
  public PolicyChanges(ResourcePolicyRules rules, InstantSource clock) {
    this.rules = Objects.requireNonNull(rules, "rules is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * Checks a policy before anything is looked up.
   *
   * @throws DynamoDbException a ValidationException, or a LimitExceededException for one that is
   *     too long
   */
  public void check(
      CallerIdentity caller, String resourceArn, String document, boolean removalOfSelfConfirmed) {
    if (document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new DynamoDbException(
          ErrorCode.LIMIT_EXCEEDED, "The policy document is larger than 20 KB");
    }
    Optional<String> defect = rules.defectOf(caller, resourceArn, document, removalOfSelfConfirmed);
    if (defect.isPresent()) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Invalid policy document: " + defect.get());
    }
  }

  /** The first policy of a resource. */
  public ResourcePolicy first(String document) {
    Instant now = clock.instant();
    return new ResourcePolicy(document, Long.toString(now.toEpochMilli()), now);
  }

  /** The policy that comes after another; the same one if its text is the same. */
  public ResourcePolicy following(Optional<ResourcePolicy> present, String document) {
    if (present.isEmpty()) {
      return first(document);
    }
    if (present.get().document().equals(document)) {
      return present.get();
    }
    ResourcePolicy next = first(document);
    return next.revisionId().equals(present.get().revisionId())
        ? new ResourcePolicy(document, next.revisionId() + "1", next.changedAt())
        : next;
  }

  /** Whether the resource has the policy that the caller expects. */
  public static boolean isExpected(
      Optional<ResourcePolicy> present, String expectedRevisionIdOrNull) {
    return expectedRevisionIdOrNull == null
        || present
            .map(ResourcePolicy::revisionId)
            .orElse(NO_POLICY)
            .equals(expectedRevisionIdOrNull);
  }

  /**
   * Refuses a change that comes too soon after the last.
   *
   * @throws DynamoDbException a LimitExceededException
   */
  public void requireRested(Optional<ResourcePolicy> present) {
    Instant now = clock.instant();
    if (present.filter(policy -> now.isBefore(policy.changedAt().plus(REST))).isPresent()) {
      throw new DynamoDbException(
          ErrorCode.LIMIT_EXCEEDED,
          "The resource-based policy was changed less than " + REST.toSeconds() + " seconds ago");
    }
  }
}
