package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** DetachUserPolicy, DetachRolePolicy and DetachGroupPolicy: detaches a managed policy. */
final class DetachPolicy extends TransactionalOperation {
  private final EntityType type;

  DetachPolicy(EntityType type, IamEnvironment environment) {
    super("Detach" + type.label() + "Policy", environment);
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
    String attached =
        Entities.attachedPolicies(transaction, entity).stream()
            .filter(arn::equals)
            .findFirst()
            .orElseThrow(() -> PolicyFaults.notFound(arn));
    transaction.add(new IdentityChange.Replace(entity.record(), entity.touched()));
    ManagedPolicies.find(transaction, call.account(), attached)
        .ifPresent(policy -> RequestedPolicy.touch(transaction, policy));
    transaction.add(
        new IdentityChange.Delete(
            entity.record().partition(), type.attachmentSort(entity.name(), attached)));
    return QueryReply.NOTHING;
  }
}
