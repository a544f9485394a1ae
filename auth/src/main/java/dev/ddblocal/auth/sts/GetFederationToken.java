package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A session of somebody that a user vouches for: it may do what both the user's policies and the
 * policies that are passed allow, hence nothing where none are passed. Only users call it, with
 * their long-term credentials.
 */
final class GetFederationToken implements StsOperation {
  private final SessionTokenSealer sealer;
  private final StsAuthorizer authorizer;
  private final InstantSource clock;

  GetFederationToken(SessionTokenSealer sealer, StsAuthorizer authorizer, InstantSource clock) {
    this.sealer = Objects.requireNonNull(sealer, "sealer is null");
    this.authorizer = Objects.requireNonNull(authorizer, "authorizer is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public String name() {
    return "GetFederationToken";
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryParameters parameters) {
    Members members = new Members(parameters);
    String federatedName = members.required("Name", TextConstraint.FEDERATED_NAME);
    SessionRequestPolicies policies =
        new SessionRequestPolicies(
            members.optional("Policy", TextConstraint.POLICY), members.policyArns());
    Optional<Integer> seconds =
        members.duration(Sessions.SHORTEST_SECONDS, Sessions.LONGEST_SECONDS);
    List<Map.Entry<String, String>> passedTags = members.tags();
    members.check();
    if (caller.session().isPresent()) {
      throw StsFaults.withSessionCredentials(name());
    }
    policies.check();
    Map<String, String> tags = SessionRequestTags.of(passedTags, List.of(), Map.of()).tags();
    Principal.FederatedUser federated = federated(caller, federatedName);
    Instant now = Sessions.now(clock);
    SessionClaims claims =
        new SessionClaims(
            federated,
            AccessKeyId.parse(caller.accessKeyId()),
            now,
            now.plusSeconds(seconds.orElse(Sessions.DEFAULT_SECONDS)),
            Optional.of(policies.toSessionPolicies()),
            tags,
            Set.of(),
            Optional.empty());
    List<String> actions =
        tags.isEmpty()
            ? List.of("sts:GetFederationToken")
            : List.of("sts:GetFederationToken", "sts:TagSession");
    return authorizer
        .authorize(
            caller,
            actions,
            federated.arn(),
            new SessionRequestContext(federated.accountId()).withRequestTags(tags))
        .thenCompose(_ -> sealer.seal(claims))
        .thenApply(credentials -> reply(federated, SessionIssuance.of(claims, credentials)));
  }

  private static Principal.FederatedUser federated(CallerIdentity caller, String name) {
    if (caller.principal() instanceof Principal.User user) {
      return new Principal.FederatedUser(Sessions.withoutTags(user), name, Map.of());
    }
    String resource = "arn:aws:sts::" + caller.principal().accountId() + ":federated-user/" + name;
    throw StsFaults.accessDenied(
        AccessDenied.withoutReason(caller.principal().arn(), "sts:GetFederationToken", resource));
  }

  private static QueryReply reply(Principal.FederatedUser federated, SessionIssuance issued) {
    List<Element> elements = new ArrayList<>();
    elements.add(issued.credentials().toElement());
    elements.add(
        Group.of(
            "FederatedUser",
            new Text("FederatedUserId", federated.userId()),
            new Text("Arn", federated.arn())));
    issued.packedSizeElement().ifPresent(elements::add);
    return QueryReply.of(elements);
  }
}
