package dev.ddblocal.auth.credentials;

import java.util.Objects;
import java.util.Optional;

/**
 * What a request says of its credentials.
 *
 * @param id the access key id
 * @param scope the scope that the signing key is wanted for
 * @param sessionToken the session token that came with the request, if any
 * @param sourceAddress the numeric address of the client; empty for calls within the process
 */
public record CredentialQuery(
    AccessKeyId id, CredentialScope scope, Optional<String> sessionToken, String sourceAddress) {
  /** Refuses missing parts. */
  public CredentialQuery {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(scope, "scope is null");
    Objects.requireNonNull(sessionToken, "sessionToken is null");
    Objects.requireNonNull(sourceAddress, "sourceAddress is null");
  }

  /** A query from within the process. */
  public CredentialQuery(AccessKeyId id, CredentialScope scope, Optional<String> sessionToken) {
    this(id, scope, sessionToken, "");
  }

  /** A query for a long-term key. */
  public CredentialQuery(AccessKeyId id, CredentialScope scope) {
    this(id, scope, Optional.empty());
  }

  /** Leaves the session token out, so that it reaches no log. */
  @Override
  public String toString() {
    return "CredentialQuery[id=" + id + ", scope=" + scope + "]";
  }
}
