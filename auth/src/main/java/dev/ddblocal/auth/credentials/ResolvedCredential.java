package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an access key, as far as verifying a signature needs it. The secret is not part
 * of it.
 *
 * @param principal who the key speaks for
 * @param status whether the key may be used
 * @param signingKey the key's signing key for the scope that was asked about
 * @param session what is special about temporary credentials; empty for a long-term key
 */
public record ResolvedCredential(
    Principal principal,
    KeyStatus status,
    SigningKey signingKey,
    Optional<SessionContext> session) {
  /** Refuses missing parts. */
  public ResolvedCredential {
    Objects.requireNonNull(principal, "principal is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(signingKey, "signingKey is null");
    Objects.requireNonNull(session, "session is null");
  }

  /** A long-term key. */
  public ResolvedCredential(Principal principal, KeyStatus status, SigningKey signingKey) {
    this(principal, status, signingKey, Optional.empty());
  }
}
