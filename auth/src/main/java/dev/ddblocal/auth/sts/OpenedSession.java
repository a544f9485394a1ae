package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.SecretAccessKey;
import java.util.Objects;

/**
 * What a session token held.
 *
 * @param claims what it says of the session
 * @param secret the secret access key that goes with it
 */
record OpenedSession(SessionClaims claims, SecretAccessKey secret) {
  /** Refuses missing parts. */
  OpenedSession {
    Objects.requireNonNull(claims, "claims is null");
    Objects.requireNonNull(secret, "secret is null");
  }
}
