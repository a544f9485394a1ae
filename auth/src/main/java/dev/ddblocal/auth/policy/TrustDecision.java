package dev.ddblocal.auth.policy;

import java.util.Objects;

/**
 * What a role's trust policy says to a caller who wants to assume the role.
 *
 * @param decision what the trust policy alone says; an implicit denial if it does not mention the
 *     caller
 * @param namesCaller whether a statement that allows it names the caller by the ARN or id of the
 *     user, the session, or the session's role; not by its account, nor as everyone
 */
public record TrustDecision(Decision decision, boolean namesCaller) {
  /** Refuses a missing decision. */
  public TrustDecision {
    Objects.requireNonNull(decision, "decision is null");
  }
}
