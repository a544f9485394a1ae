package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.identity.AccountId;
import java.util.List;
import java.util.Optional;

/** Finds users, roles and groups and what is kept beside them. */
final class Entities {
  private Entities() {}

  /** The entity of that name, in any case. */
  static Optional<IdentityEntity> find(
      IdentityTransaction transaction, AccountId account, EntityType type, String name) {
    return transaction
        .get(AccountRecord.partition(account), type.sort(name))
        .map(record -> new IdentityEntity(type, record));
  }

  /** All entities of a kind, in the order of their names. */
  static List<IdentityEntity> all(
      IdentityTransaction transaction, AccountId account, EntityType type) {
    return transaction.list(AccountRecord.partition(account), type.sortPrefix()).stream()
        .filter(type::owns)
        .map(record -> new IdentityEntity(type, record))
        .toList();
  }

  /** The records of an entity's inline policies, in the order of their names. */
  static List<IdentityRecord> inlinePolicies(
      IdentityTransaction transaction, IdentityEntity entity) {
    return transaction.list(
        entity.record().partition(), entity.type().inlinePolicyPrefix(entity.name()));
  }

  /** An inline policy by the name it was given. */
  static NamedPolicy inlinePolicy(IdentityRecord record) {
    return new NamedPolicy(
        record.text(IdentityEntity.NAME).orElse(""),
        record.text(ManagedPolicyRecord.DOCUMENT).orElse(""));
  }

  /** The ARNs of an entity's attached policies. */
  static List<String> attachedPolicies(IdentityTransaction transaction, IdentityEntity entity) {
    String prefix = entity.type().attachmentPrefix(entity.name());
    return transaction.list(entity.record().partition(), prefix).stream()
        .map(record -> record.sort().substring(prefix.length()))
        .toList();
  }

  /** The users that are in a group, in the order of their names. */
  static List<IdentityEntity> members(IdentityTransaction transaction, IdentityEntity group) {
    String name = group.record().sort().substring(EntityType.GROUP.sortPrefix().length());
    return all(transaction, group.account(), EntityType.USER).stream()
        .filter(user -> user.groups().contains(name))
        .toList();
  }
}
