package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.Optional;

/** Knows which resource-based policies may be kept. */
@FunctionalInterface
public interface ResourcePolicyRules {
  /**
   * Looks at a policy before it is kept.
   *
   * @param caller who puts it
   * @param resourceArn the ARN of the table or stream that it is for
   * @param document its text
   * @param removalOfSelfConfirmed whether the caller has confirmed that the policy may keep it from
   *     changing the policy again
   * @return what is wrong with it, as the caller is to be told; empty if nothing is
   */
  Optional<String> defectOf(
      CallerIdentity caller, String resourceArn, String document, boolean removalOfSelfConfirmed);
}
