package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** AttachUserPolicy, AttachRolePolicy and AttachGroupPolicy: attaches a managed policy. */
final class AttachPolicy extends TransactionalOperation {
  /** How many managed policies an entity can have. */
  static final int MOST_POLICIES = 10;

  private final EntityType type;

  AttachPolicy(EntityType type, IamEnvironment environment) {
    super("Attach" + type.label() + "Policy", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String arn = RequestedPolicy.arn(call);
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    ManagedPolicy policy =
        ManagedPolicies.find(transaction, call.account(), arn)
            .orElseThrow(() -> PolicyFaults.notAttachable(arn));
    List<String> attached = Entities.attachedPolicies(transaction, entity);
    if (attached.contains(policy.arn().toString())) {
      return QueryReply.NOTHING;
    }
    if (attached.size() >= MOST_POLICIES) {
      throw IamFaults.quotaExceeded("PoliciesPer" + type.label(), MOST_POLICIES);
    }
    transaction.add(new IdentityChange.Replace(entity.record(), entity.touched()));
    RequestedPolicy.touch(transaction, policy);
    transaction.add(
        new IdentityChange.Create(
            IdentityRecord.of(
                entity.record().partition(),
                type.attachmentSort(entity.name(), policy.arn().toString()))));
    return QueryReply.NOTHING;
  }
}
