package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.domain.error.DynamoDbException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What is known of an access key that the control plane was asked about. */
sealed interface Resolution {
  /** There is no such key. */
  Resolution UNKNOWN = new Unknown();

  /**
   * There is one.
   *
   * @param policyVersion the version of the principal's policies, where it has any
   * @param maxAge how long this may be believed at most
   */
  record Found(ResolvedCredential credential, Optional<String> policyVersion, Duration maxAge)
      implements Resolution {
    /** Refuses missing parts. */
    public Found {
      Objects.requireNonNull(credential, "credential is null");
      Objects.requireNonNull(policyVersion, "policyVersion is null");
      Objects.requireNonNull(maxAge, "maxAge is null");
    }
  }

  /** There is no such key. */
  record Unknown() implements Resolution {}

  /** The session token that came with the key is not one of its. */
  record InvalidToken(DynamoDbException error) implements Resolution {}
}
