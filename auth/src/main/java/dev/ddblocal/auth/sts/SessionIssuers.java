package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.domain.identity.Principal;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Knows whether who issued a session is still there: a role for its sessions, the long-term key
 * that was used for all others. Where it is not, the session is over before its time.
 */
public final class SessionIssuers {
  private final CredentialResolver longTermKeys;
  private final StoredRoles roles;

  /**
   * Creates the lookup.
   *
   * @param longTermKeys knows the keys of root users and users, wherever they are kept
   * @param roles knows the roles
   */
  public SessionIssuers(CredentialResolver longTermKeys, StoredRoles roles) {
    this.longTermKeys = Objects.requireNonNull(longTermKeys, "longTermKeys is null");
    this.roles = Objects.requireNonNull(roles, "roles is null");
  }

  /**
   * Who a session speaks for, with the tags of today.
   *
   * @param claims the session
   * @param scope the scope of the request that it is used for
   * @return the principal, or empty if the session was revoked or its issuer is gone; the stage
   *     fails if that cannot be told
   */
  CompletionStage<Optional<Principal>> principalOf(SessionClaims claims, CredentialScope scope) {
    return claims.principal() instanceof Principal.AssumedRole session
        ? ofRole(session, claims)
        : ofKey(claims, scope);
  }

  private CompletionStage<Optional<Principal>> ofRole(
      Principal.AssumedRole session, SessionClaims claims) {
    return roles
        .find(session.accountId(), session.roleName())
        .thenApply(found ->
            found
                // A role that was deleted and made again is another one.
                .filter(role -> role.entity().id().equals(session.roleId()))
                .filter(role -> !role.hasRevoked(claims.issuedAt()))
                .map(role ->
                    new Principal.AssumedRole(
                        session.accountId(),
                        role.entity().path(),
                        role.entity().name(),
                        role.entity().id(),
                        session.sessionName(),
                        SessionTags.over(role.entity().tags(), claims.tags()))));
  }

  private CompletionStage<Optional<Principal>> ofKey(SessionClaims claims, CredentialScope scope) {
    Optional<AccessKeyId> key = claims.issuingKey();
    if (key.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return longTermKeys
        .resolve(new CredentialQuery(key.get(), scope))
        .thenApply(found ->
            found
                .filter(credential -> credential.status() == KeyStatus.ACTIVE)
                .map(ResolvedCredential::principal)
                .flatMap(owner -> ofOwner(owner, claims)));
  }

  /** The session's principal if the key that issued it still belongs to the same owner. */
  private static Optional<Principal> ofOwner(Principal owner, SessionClaims claims) {
    return switch (claims.principal()) {
      case Principal.Root root -> Optional.of(owner).filter(root::equals);
      case Principal.User user -> Optional.of(owner).filter(found -> isSame(found, user));
      case Principal.FederatedUser federated ->
          owner instanceof Principal.User issuer && isSame(issuer, federated.issuer())
              ? Optional.of(
                  new Principal.FederatedUser(
                      issuer, federated.name(), SessionTags.over(issuer.tags(), claims.tags())))
              : Optional.empty();
      case Principal.AssumedRole _ -> Optional.empty();
    };
  }

  private static boolean isSame(Principal owner, Principal.User user) {
    return owner instanceof Principal.User
        && owner.userId().equals(user.userId())
        && owner.accountId().equals(user.accountId());
  }
}
