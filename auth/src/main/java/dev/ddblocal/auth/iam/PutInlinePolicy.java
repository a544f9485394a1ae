package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.port.QueryReply;
import java.util.ArrayList;
import java.util.List;

/** PutUserPolicy, PutRolePolicy and PutGroupPolicy: adds an inline policy or changes it. */
final class PutInlinePolicy extends TransactionalOperation {
  private final EntityType type;

  PutInlinePolicy(EntityType type, IamEnvironment environment) {
    super("Put" + type.label() + "Policy", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    NamedEntity.name(call, type);
    String policyName = InlinePolicies.policyName(call);
    String document = PolicyText.require(call, "PolicyDocument", PolicyType.IDENTITY);
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    String sort = type.inlinePolicySort(entity.name(), policyName);
    List<String> documents = new ArrayList<>(List.of(document));
    Entities.inlinePolicies(transaction, entity).stream()
        .filter(record -> !record.sort().equals(sort))
        .forEach(record -> documents.add(Entities.inlinePolicy(record).document()));
    if (InlinePolicies.sizeLimit(type).isExceededBy(documents)) {
      throw PolicyFaults.inlinePoliciesTooLong(type, entity.name());
    }
    transaction.add(new IdentityChange.Replace(entity.record(), entity.touched()));
    transaction.add(
        new IdentityChange.Put(
            IdentityRecord.of(entity.record().partition(), sort)
                .with(IdentityEntity.NAME, policyName)
                .with(ManagedPolicyRecord.DOCUMENT, document)));
    return QueryReply.NOTHING;
  }
}
