package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user, role or group in the parameter {@code PolicySourceArn}, whose policies are tried. */
final class PolicySource {
  /** The parameter. */
  static final String POLICY_SOURCE_ARN = "PolicySourceArn";

  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::([0-9]{12}):(user|role|group)/(?:[!-~]+/)?([\\w+=,.@-]+)");
  private static final String SESSION = "PolicySimulator";

  private final IdentityTransaction transaction;
  private final IdentityEntity entity;

  private PolicySource(IdentityTransaction transaction, IdentityEntity entity) {
    this.transaction = transaction;
    this.entity = entity;
  }

  /** The ARN of what the call asks for. */
  static List<String> resources(IamCall call) {
    return List.of(call.parameters().require(POLICY_SOURCE_ARN));
  }

  /**
   * The entity that the call names.
   *
   * @throws QueryFault a ValidationError, InvalidInput or NoSuchEntity
   */
  static PolicySource require(IdentityTransaction transaction, IamCall call) {
    return new PolicySource(
        transaction,
        entity(transaction, call.account(), call.parameters().require(POLICY_SOURCE_ARN)));
  }

  /** The entity of an ARN, which has to be exact: the call was authorized for it. */
  static IdentityEntity entity(IdentityTransaction transaction, AccountId account, String arn) {
    Matcher matcher = FORM.matcher(arn);
    if (!matcher.matches() || !matcher.group(1).equals(account.value())) {
      throw IamFaults.invalidInput(
          "Invalid Entity Arn: " + arn + " does not clearly define entity" + " type and name.");
    }
    EntityType type = EntityType.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
    return Entities.find(transaction, account, type, matcher.group(3))
        .filter(entity -> entity.arn().equals(arn))
        .orElseThrow(() -> NamedEntity.missing(type, matcher.group(3)));
  }

  /** The policies of the entity and, for a user, of its groups, as the simulator names them. */
  List<NamedPolicy> policies() {
    List<NamedPolicy> policies = new ArrayList<>(policies(entity));
    for (String group : entity.groups()) {
      Entities.find(transaction, entity.account(), EntityType.GROUP, group)
          .ifPresent(found -> policies.addAll(policies(found)));
    }
    return policies;
  }

  private List<NamedPolicy> policies(IdentityEntity owner) {
    String prefix = owner.type().word() + "_" + owner.name() + "_";
    List<NamedPolicy> policies = new ArrayList<>();
    Entities.inlinePolicies(transaction, owner).stream()
        .map(Entities::inlinePolicy)
        .forEach(
            policy -> policies.add(new NamedPolicy(prefix + policy.name(), policy.document())));
    for (String arn : Entities.attachedPolicies(transaction, owner)) {
      policies.add(
          new NamedPolicy(
              PolicyArn.parse(arn).map(PolicyArn::name).orElse(arn),
              ManagedPolicies.document(transaction, owner.account(), arn).orElse("")));
    }
    return policies;
  }

  /** The entity's permissions boundary, if it has one. */
  Optional<NamedPolicy> boundary() {
    return new PrincipalPolicies(transaction).boundary(entity);
  }

  /** The entity as one who calls; a group does not. */
  Optional<Principal> principal() {
    return principal(entity);
  }

  /** An entity as one who calls; a group does not. */
  static Optional<Principal> principal(IdentityEntity entity) {
    return switch (entity.type()) {
      case USER ->
          Optional.of(
              new Principal.User(
                  entity.account(), entity.path(), entity.name(), entity.id(), entity.tags()));
      case ROLE ->
          Optional.of(
              new Principal.AssumedRole(
                  entity.account(),
                  entity.path(),
                  entity.name(),
                  entity.id(),
                  SESSION,
                  entity.tags()));
      case GROUP -> Optional.empty();
    };
  }
}
