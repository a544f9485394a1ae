package dev.ddblocal.auth.sts;

import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.Objects;
import java.util.Optional;

/**
 * Credentials that were made, and how much of a token's space what was passed takes up.
 *
 * @param credentials the credentials
 * @param packedSize the size in percent; empty if neither policies nor tags were passed
 */
record SessionIssuance(TemporaryCredentials credentials, Optional<Integer> packedSize) {
  private static final int FULL = 100;

  /** Refuses missing parts. */
  SessionIssuance {
    Objects.requireNonNull(credentials, "credentials is null");
    Objects.requireNonNull(packedSize, "packedSize is null");
  }

  /**
   * Checks that the token is not too long.
   *
   * @param claims what it was made of
   * @throws dev.ddblocal.domain.port.QueryFault PackedPolicyTooLarge
   */
  static SessionIssuance of(SessionClaims claims, TemporaryCredentials credentials) {
    int size = SessionTokenSealer.packedSize(credentials.sessionToken());
    boolean hasPolicies =
        claims
            .policies()
            .filter(policies -> !policies.documents().isEmpty() || !policies.policyArns().isEmpty())
            .isPresent();
    if (size > FULL) {
      throw StsFaults.packedPolicyTooLarge(size, hasPolicies);
    }
    boolean isPacked = hasPolicies || !claims.tags().isEmpty();
    return new SessionIssuance(credentials, isPacked ? Optional.of(size) : Optional.empty());
  }

  /** The size as answers have it, if they do. */
  Optional<Element> packedSizeElement() {
    return packedSize.map(size -> new Text("PackedPolicySize", Integer.toString(size)));
  }
}
