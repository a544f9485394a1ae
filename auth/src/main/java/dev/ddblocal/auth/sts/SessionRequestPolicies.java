package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.policy.MalformedPolicyException;
import dev.ddblocal.auth.policy.PolicyDocument;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The session policies of a request.
 *
 * @param document the inline policy, if there is one
 * @param arns the ARNs of managed policies
 */
record SessionRequestPolicies(Optional<String> document, List<String> arns) {
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):policy/.+");
  private static final int MOST_CHARACTERS = 2_048;
  private static final int PERCENT = 100;

  /**
   * Checks what goes beyond single members.
   *
   * @throws dev.ddblocal.domain.port.QueryFault MalformedPolicyDocument, PackedPolicyTooLarge or a
   *     ValidationError
   */
  void check() {
    for (String arn : arns) {
      if (!POLICY_ARN.matcher(arn).matches()) {
        throw StsFaults.validationError("Request ARN is invalid");
      }
    }
    try {
      document.ifPresent(text -> PolicyDocument.parse(text, PolicyType.SESSION));
    } catch (MalformedPolicyException e) {
      throw StsFaults.malformedPolicyDocument(e.getMessage());
    }
    int characters =
        document.map(String::length).orElse(0) + arns.stream().mapToInt(String::length).sum();
    if (characters > MOST_CHARACTERS) {
      throw StsFaults.packedPolicyTooLarge(
          Math.ceilDiv(characters * PERCENT, MOST_CHARACTERS), true);
    }
  }

  boolean isEmpty() {
    return document.isEmpty() && arns.isEmpty();
  }

  /** The policies as sessions have them. */
  SessionPolicies toSessionPolicies() {
    return new SessionPolicies(document.stream().toList(), arns);
  }
}
