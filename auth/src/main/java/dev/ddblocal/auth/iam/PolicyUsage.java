package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which entities of an account use which managed policies, and for what. */
final class PolicyUsage {
  private static final String ATTACHMENTS = "ATT#";

  private final Map<String, List<IdentityEntity>> attached = new HashMap<>();
  private final Map<String, List<IdentityEntity>> boundaries = new HashMap<>();

  private PolicyUsage() {}

  /** Reads the use of all policies. */
  static PolicyUsage of(IdentityTransaction transaction, AccountId account) {
    PolicyUsage usage = new PolicyUsage();
    List<IdentityRecord> attachments =
        transaction.list(AccountRecord.partition(account), ATTACHMENTS);
    for (EntityType type : EntityType.values()) {
      for (IdentityEntity entity : Entities.all(transaction, account, type)) {
        usage.add(entity, attachments);
      }
    }
    return usage;
  }

  private void add(IdentityEntity entity, List<IdentityRecord> attachments) {
    String prefix = entity.type().attachmentPrefix(entity.name());
    attachments.stream()
        .map(IdentityRecord::sort)
        .filter(sort -> sort.startsWith(prefix))
        .forEach(sort -> add(attached, sort.substring(prefix.length()), entity));
    entity.boundaryArn().ifPresent(arn -> add(boundaries, arn, entity));
  }

  private static void add(
      Map<String, List<IdentityEntity>> usage, String arn, IdentityEntity entity) {
    usage.computeIfAbsent(arn, _ -> new ArrayList<>()).add(entity);
  }

  /** The entities that the policy is attached to. */
  List<IdentityEntity> attached(PolicyArn arn) {
    return attached.getOrDefault(arn.toString(), List.of());
  }

  /** The entities whose permissions boundary the policy is. */
  List<IdentityEntity> boundaryOf(PolicyArn arn) {
    return boundaries.getOrDefault(arn.toString(), List.of());
  }

  /** The ARNs of all policies that are attached to something. */
  int attachedPolicies() {
    return attached.size();
  }

  /** Whether nothing uses the policy. */
  boolean isUnused(PolicyArn arn) {
    return attached(arn).isEmpty() && boundaryOf(arn).isEmpty();
  }
}
