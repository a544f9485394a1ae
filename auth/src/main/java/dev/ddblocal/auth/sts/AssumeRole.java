package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.port.QueryFault;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A session of a role, for users and sessions that the role trusts and whose policies allow it. */
final class AssumeRole implements StsOperation {
  private static final String ACTION = "sts:AssumeRole";

  private final SessionTokenSealer sealer;
  private final StoredRoles roles;
  private final StsAuthorizer authorizer;
  private final InstantSource clock;

  AssumeRole(StsEnvironment environment, StsAuthorizer authorizer, InstantSource clock) {
    this.sealer = environment.sealer();
    this.roles = environment.roles();
    this.authorizer = Objects.requireNonNull(authorizer, "authorizer is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public String name() {
    return "AssumeRole";
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryParameters parameters) {
    AssumeRoleRequest request =
        AssumeRoleRequest.read(
            parameters, caller.session().map(SessionContext::transitiveTags).orElse(Map.of()));
    if (caller.principal() instanceof Principal.Root) {
      throw StsFaults.accessDenied("Roles may not be assumed by root accounts.");
    }
    if (caller.principal() instanceof Principal.FederatedUser) {
      throw denied(caller, ACTION, request);
    }
    return role(request)
        .thenCompose(found -> {
          RoleRecord role = found.orElseThrow(() -> denied(caller, ACTION, request));
          return authorizer
              .authorize(caller, actions(caller, request), role, context(role, request))
              .thenCompose(_ -> issue(caller, role, request));
        });
  }

  /** The role of that ARN, path and case of its name included. */
  private CompletionStage<Optional<RoleRecord>> role(AssumeRoleRequest request) {
    return RoleArn.parse(request.roleArn())
        .map(arn ->
            roles
                .find(arn.account(), arn.name())
                .thenApply(
                    found -> found.filter(role -> role.entity().arn().equals(request.roleArn()))))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private static List<String> actions(CallerIdentity caller, AssumeRoleRequest request) {
    List<String> actions = new ArrayList<>();
    actions.add(ACTION);
    if (!request.tags().tags().isEmpty() || !request.inheritedTags().isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (sourceIdentity(caller, request).isPresent()) {
      actions.add("sts:SetSourceIdentity");
    }
    return actions;
  }

  private static SessionRequestContext context(RoleRecord role, AssumeRoleRequest request) {
    return new SessionRequestContext(role.account())
        .with("sts:ExternalId", request.externalId())
        .with("sts:RoleSessionName", Optional.of(request.sessionName()))
        .with("sts:SourceIdentity", request.sourceIdentity())
        .with("sts:DurationSeconds", request.seconds().map(String::valueOf))
        .with("sts:TransitiveTagKeys", request.tags().transitiveKeys())
        .withRequestTags(request.tags().tags())
        .withResourceTags(role.entity().tags());
  }

  /** The source identity of the new session: once it is set, it stays. */
  private static Optional<String> sourceIdentity(CallerIdentity caller, AssumeRoleRequest request) {
    Optional<String> inherited = caller.session().flatMap(SessionContext::sourceIdentity);
    boolean changes =
        inherited.isPresent()
            && request.sourceIdentity().isPresent()
            && !inherited.equals(request.sourceIdentity());
    if (changes) {
      throw denied(caller, "sts:SetSourceIdentity", request);
    }
    return inherited.or(request::sourceIdentity);
  }

  private CompletionStage<QueryReply> issue(
      CallerIdentity caller, RoleRecord role, AssumeRoleRequest request) {
    Principal.AssumedRole session =
        new Principal.AssumedRole(
            role.account(),
            role.entity().path(),
            role.entity().name(),
            role.entity().id(),
            request.sessionName(),
            Map.of());
    Instant now = Sessions.now(clock);
    SessionClaims claims =
        new SessionClaims(
            session,
            Optional.empty(),
            now,
            now.plusSeconds(request.secondsFor(role, caller.session().isPresent())),
            request.policies().isEmpty()
                ? Optional.empty()
                : Optional.of(request.policies().toSessionPolicies()),
            request.tags().with(request.inheritedTags()),
            request.tags().transitiveKeysWith(request.inheritedTags()),
            sourceIdentity(caller, request));
    return sealer
        .seal(claims)
        .thenApply(credentials -> reply(session, claims, SessionIssuance.of(claims, credentials)));
  }

  private static QueryReply reply(
      Principal.AssumedRole session, SessionClaims claims, SessionIssuance issued) {
    List<Element> elements = new ArrayList<>();
    claims
        .sourceIdentity()
        .ifPresent(identity -> elements.add(new Text("SourceIdentity", identity)));
    elements.add(
        Group.of(
            "AssumedRoleUser",
            new Text("AssumedRoleId", session.userId()),
            new Text("Arn", session.arn())));
    elements.add(issued.credentials().toElement());
    issued.packedSizeElement().ifPresent(elements::add);
    return QueryReply.of(elements);
  }

  /** A role that is not there is denied like one that must not be assumed. */
  private static QueryFault denied(
      CallerIdentity caller, String action, AssumeRoleRequest request) {
    return StsFaults.accessDenied(
        AccessDenied.withoutReason(caller.principal().arn(), action, request.roleArn()));
  }
}
