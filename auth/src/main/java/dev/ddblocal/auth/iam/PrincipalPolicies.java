package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the policies of a principal from the identity table. */
final class PrincipalPolicies {
  /** A policy that can not be told denies the whole request: this text is no policy. */
  private static final String UNKNOWN = "";

  /** A policy that allows nothing and denies nothing. */
  private static final String NOTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":"
          + "{\"Effect\":\"Allow\",\"NotAction\":\"*\",\"Resource\":\"*\"}}";

  private final IdentityTransaction transaction;

  PrincipalPolicies(IdentityTransaction transaction) {
    this.transaction = transaction;
  }

  /** The policies of a principal with the session policies that its session was made with. */
  EffectivePolicies of(Principal principal, Optional<SessionPolicies> session) {
    Optional<IdentityEntity> entity = entity(principal);
    List<NamedPolicy> identity = entity.map(this::identity).orElse(List.of());
    Optional<NamedPolicy> boundary = entity.flatMap(this::boundary);
    Optional<List<NamedPolicy>> limits =
        session.map(policies -> session(principal.accountId(), policies));
    return effective(identity, boundary, limits);
  }

  /** These policies under a version that is a digest of them. */
  static EffectivePolicies effective(
      List<NamedPolicy> identity,
      Optional<NamedPolicy> boundary,
      Optional<List<NamedPolicy>> session) {
    MessageDigest digest = sha256();
    identity.forEach(policy -> update(digest, 'i', policy));
    boundary.ifPresent(policy -> update(digest, 'b', policy));
    session.ifPresent(policies -> {
      digest.update((byte) 's');
      policies.forEach(policy -> update(digest, 's', policy));
    });
    String version = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    return new EffectivePolicies(version, identity, boundary, session);
  }

  private Optional<IdentityEntity> entity(Principal principal) {
    return switch (principal) {
      case Principal.Root _ -> Optional.empty();
      case Principal.User user ->
          entity(user.accountId(), EntityType.USER, user.name(), user.userId());
      case Principal.AssumedRole role ->
          entity(role.accountId(), EntityType.ROLE, role.roleName(), role.roleId());
      case Principal.FederatedUser federated -> entity(federated.issuer());
    };
  }

  /** An entity that was deleted and made again is another one. */
  private Optional<IdentityEntity> entity(
      AccountId account, EntityType type, String name, String id) {
    return Entities.find(transaction, account, type, name).filter(e -> e.id().equals(id));
  }

  /** The policies of a user with its groups', or of a role or group. */
  List<NamedPolicy> identity(IdentityEntity entity) {
    List<NamedPolicy> policies = new ArrayList<>(ofEntity(entity));
    for (String group : entity.groups()) {
      Entities.find(transaction, entity.account(), EntityType.GROUP, group)
          .ifPresent(found -> policies.addAll(ofEntity(found)));
    }
    return policies;
  }

  private List<NamedPolicy> ofEntity(IdentityEntity entity) {
    Stream<NamedPolicy> inline =
        Entities.inlinePolicies(transaction, entity).stream().map(Entities::inlinePolicy);
    Stream<NamedPolicy> attached =
        Entities.attachedPolicies(transaction, entity).stream()
            .map(arn -> managed(entity.account(), arn, UNKNOWN));
    return Stream.concat(inline, attached).toList();
  }

  /** The permissions boundary of an entity, if it has one. */
  Optional<NamedPolicy> boundary(IdentityEntity entity) {
    return entity.boundaryArn().map(arn -> managed(entity.account(), arn, NOTHING));
  }

  private List<NamedPolicy> session(AccountId account, SessionPolicies policies) {
    List<NamedPolicy> all = new ArrayList<>();
    policies.documents().forEach(document -> all.add(new NamedPolicy("session", document)));
    policies.policyArns().forEach(arn -> all.add(managed(account, arn, NOTHING)));
    return all;
  }

  private NamedPolicy managed(AccountId account, String arn, String ifUnknown) {
    return new NamedPolicy(
        arn, ManagedPolicies.document(transaction, account, arn).orElse(ifUnknown));
  }

  private static void update(MessageDigest digest, char layer, NamedPolicy policy) {
    for (String part : List.of(policy.name(), policy.document())) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(
          (layer + Integer.toString(bytes.length) + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
