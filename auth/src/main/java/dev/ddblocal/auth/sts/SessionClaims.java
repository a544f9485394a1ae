package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a session token says of its session.
 *
 * @param principal who the session speaks for, as far as it does not change: tags are left out
 * @param issuingKey the long-term key that asked for the session, whose end is the session's; empty
 *     for the session of a role, whose end is the role's
 * @param issuedAt when the session was made, in whole seconds
 * @param expiresAt when it ends, in whole seconds
 * @param policies the session policies; empty if none limit the session
 * @param tags the session tags
 * @param transitiveTagKeys the keys of those tags that sessions made from this one inherit
 * @param sourceIdentity the source identity, if one was set
 */
record SessionClaims(
    Principal principal,
    Optional<AccessKeyId> issuingKey,
    Instant issuedAt,
    Instant expiresAt,
    Optional<SessionPolicies> policies,
    Map<String, String> tags,
    Set<String> transitiveTagKeys,
    Optional<String> sourceIdentity) {
  /** Copies the collections. */
  SessionClaims {
    Objects.requireNonNull(principal, "principal is null");
    Objects.requireNonNull(issuingKey, "issuingKey is null");
    Objects.requireNonNull(issuedAt, "issuedAt is null");
    Objects.requireNonNull(expiresAt, "expiresAt is null");
    Objects.requireNonNull(policies, "policies is null");
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    transitiveTagKeys = Collections.unmodifiableSet(new LinkedHashSet<>(transitiveTagKeys));
    Objects.requireNonNull(sourceIdentity, "sourceIdentity is null");
  }

  /** The tags that sessions made from this one inherit. */
  Map<String, String> transitiveTags() {
    Map<String, String> inherited = new LinkedHashMap<>(tags);
    inherited.keySet().retainAll(transitiveTagKeys);
    return inherited;
  }

  /** About how much memory the claims take, in characters. */
  int characters() {
    int characters = 0;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      characters += tag.getKey().length() + tag.getValue().length();
    }
    if (policies.isPresent()) {
      for (List<String> texts : List.of(policies.get().documents(), policies.get().policyArns())) {
        characters += texts.stream().mapToInt(String::length).sum();
      }
    }
    return characters;
  }
}
