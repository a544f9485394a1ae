package dev.ddblocal.auth.sts;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What kinds of sessions there are, and what all of them have in common. */
final class Sessions {
  /** The shortest session, in seconds. */
  static final int SHORTEST_SECONDS = 900;

  /** The longest session of GetSessionToken and GetFederationToken, in seconds. */
  static final int LONGEST_SECONDS = (int) StsKeyRing.LONGEST_SESSION.toSeconds();

  /** How long sessions of GetSessionToken and GetFederationToken last unless told, in seconds. */
  static final int DEFAULT_SECONDS = 43_200;

  private Sessions() {}

  /**
   * Whether the caller has a session of GetSessionToken or GetFederationToken, which AWS keeps from
   * most operations of STS.
   */
  static boolean mayCallFewOperations(CallerIdentity caller) {
    return switch (caller.principal()) {
      case Principal.AssumedRole _ -> false;
      case Principal.FederatedUser _ -> true;
      case Principal.Root _, Principal.User _ -> caller.session().isPresent();
    };
  }

  /** Now, in whole seconds, as sessions begin. */
  static Instant now(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The principal without its tags, as session tokens hold it. */
  static Principal.User withoutTags(Principal.User user) {
    return new Principal.User(user.accountId(), user.path(), user.name(), user.userId(), Map.of());
  }
}
