package dev.ddblocal.domain.identity;

import java.util.List;

/**
 * The policies that were passed when a session was made. What they do not allow together the
 * session may not do; two empty lists allow nothing.
 *
 * @param documents the inline policies, as JSON
 * @param policyArns the managed policies, by their ARNs
 */
public record SessionPolicies(List<String> documents, List<String> policyArns) {
  /** Copies the lists. */
  public SessionPolicies {
    documents = List.copyOf(documents);
    policyArns = List.copyOf(policyArns);
  }
}
