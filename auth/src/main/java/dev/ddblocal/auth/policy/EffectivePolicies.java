package dev.ddblocal.auth.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All policies that belong to a caller.
 *
 * @param version changes whenever one of them does
 * @param identity the identity-based policies: a user's own, attached and its groups'; or a role's
 * @param boundary the permissions boundary, if there is one
 * @param session the session policies, inline and managed together; empty if none limit the session
 */
public record EffectivePolicies(
    String version,
    List<NamedPolicy> identity,
    Optional<NamedPolicy> boundary,
    Optional<List<NamedPolicy>> session) {
  /** What a root user has: nothing, as no identity-based policy applies to it. */
  public static final EffectivePolicies NONE =
      new EffectivePolicies("", List.of(), Optional.empty(), Optional.empty());

  /** Copies the lists. */
  public EffectivePolicies {
    Objects.requireNonNull(version, "version is null");
    identity = List.copyOf(identity);
    Objects.requireNonNull(boundary, "boundary is null");
    session = session.map(List::copyOf);
  }
}
