package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.Principal;
import java.util.Objects;

/**
 * What is known of an access key, as far as verifying a signature needs it. The secret is not part
 * of it.
 *
 * @param principal who the key speaks for
 * @param status whether the key may be used
 * @param signingKey the key's signing key for the scope that was asked about
 */
public record ResolvedCredential(Principal principal, KeyStatus status, SigningKey signingKey) {
  /** Refuses missing parts. */
  public ResolvedCredential {
    Objects.requireNonNull(principal, "principal is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(signingKey, "signingKey is null");
  }
}
