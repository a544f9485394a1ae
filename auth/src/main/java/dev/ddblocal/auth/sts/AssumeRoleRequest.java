package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.auth.identity.RoleRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of AssumeRole, as far as it can be checked by itself.
 *
 * @param roleArn the ARN of the role; no more is known of it than its length
 * @param sessionName the name of the session
 * @param policies the session policies
 * @param seconds how long the session is to last, if that was said
 * @param tags the session tags that were passed
 * @param inheritedTags the session tags that the calling session passes on
 * @param externalId the external id
 * @param sourceIdentity the source identity
 */
record AssumeRoleRequest(
    String roleArn,
    String sessionName,
    SessionRequestPolicies policies,
    Optional<Integer> seconds,
    SessionRequestTags tags,
    Map<String, String> inheritedTags,
    Optional<String> externalId,
    Optional<String> sourceIdentity) {
  private static final int LONGEST_SECONDS = 43_200;
  private static final int DEFAULT_SECONDS = 3_600;
  private static final int LONGEST_CHAINED_SECONDS = 3_600;
  private static final String ARN_PREFIX = "arn:";

  /**
   * Reads a call.
   *
   * @param inheritedTags the session tags that the calling session passes on
   * @throws dev.ddblocal.domain.port.QueryFault where the call itself is wrong
   */
  static AssumeRoleRequest read(QueryParameters parameters, Map<String, String> inheritedTags) {
    Members members = new Members(parameters);
    members.refuse("SerialNumber", "TokenCode", "ProvidedContexts");
    String roleArn = members.required("RoleArn", TextConstraint.ARN);
    String sessionName = members.required("RoleSessionName", TextConstraint.SESSION_NAME);
    List<String> policyArns = members.policyArns();
    Optional<String> policy = members.optional("Policy", TextConstraint.POLICY);
    Optional<Integer> seconds = members.duration(Sessions.SHORTEST_SECONDS, LONGEST_SECONDS);
    List<Map.Entry<String, String>> tags = members.tags();
    List<String> transitiveKeys = members.transitiveTagKeys();
    Optional<String> externalId = members.optional("ExternalId", TextConstraint.EXTERNAL_ID);
    Optional<String> sourceIdentity =
        members.optional("SourceIdentity", TextConstraint.SESSION_NAME);
    members.check();
    if (!roleArn.startsWith(ARN_PREFIX)) {
      throw StsFaults.validationError("Request ARN is invalid");
    }
    SessionRequestPolicies policies = new SessionRequestPolicies(policy, policyArns);
    policies.check();
    return new AssumeRoleRequest(
        roleArn,
        sessionName,
        policies,
        seconds,
        SessionRequestTags.of(tags, transitiveKeys, inheritedTags),
        inheritedTags,
        externalId,
        sourceIdentity);
  }

  /**
   * How long the session lasts, in seconds.
   *
   * @param chained whether the caller has a session itself
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError if that is too long for the role
   *     or for a session made from another
   */
  int secondsFor(RoleRecord role, boolean chained) {
    int asked = seconds.orElse(DEFAULT_SECONDS);
    if (chained && asked > LONGEST_CHAINED_SECONDS) {
      throw StsFaults.validationError(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    if (asked > role.maxSession().toSeconds()) {
      throw StsFaults.validationError(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return asked;
  }
}
