package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A session of a user or root user, who may do in it what they may do without it. No permission is
 * needed; a root user's lasts an hour at most.
 */
final class GetSessionToken implements StsOperation {
  private static final int LONGEST_OF_ROOT_SECONDS = 3_600;

  private final SessionTokenSealer sealer;
  private final InstantSource clock;

  GetSessionToken(SessionTokenSealer sealer, InstantSource clock) {
    this.sealer = Objects.requireNonNull(sealer, "sealer is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public String name() {
    return "GetSessionToken";
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryParameters parameters) {
    Members members = new Members(parameters);
    members.refuse("SerialNumber", "TokenCode");
    Optional<Integer> asked = members.duration(Sessions.SHORTEST_SECONDS, Sessions.LONGEST_SECONDS);
    members.check();
    if (caller.session().isPresent()) {
      throw StsFaults.withSessionCredentials(name());
    }
    int seconds = asked.orElse(Sessions.DEFAULT_SECONDS);
    Instant now = Sessions.now(clock);
    SessionClaims claims =
        switch (caller.principal()) {
          case Principal.Root root ->
              claims(root, caller, now, Math.min(seconds, LONGEST_OF_ROOT_SECONDS));
          case Principal.User user -> claims(Sessions.withoutTags(user), caller, now, seconds);
          case Principal.AssumedRole _, Principal.FederatedUser _ ->
              throw StsFaults.withSessionCredentials(name());
        };
    return sealer.seal(claims).thenApply(credentials -> QueryReply.of(credentials.toElement()));
  }

  private static SessionClaims claims(
      Principal principal, CallerIdentity caller, Instant now, int seconds) {
    return new SessionClaims(
        principal,
        AccessKeyId.parse(caller.accessKeyId()),
        now,
        now.plusSeconds(seconds),
        Optional.empty(),
        Map.of(),
        Set.of(),
        Optional.empty());
  }
}
