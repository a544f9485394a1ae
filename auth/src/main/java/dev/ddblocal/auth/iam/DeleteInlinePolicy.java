package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** DeleteUserPolicy, DeleteRolePolicy and DeleteGroupPolicy: deletes an inline policy. */
final class DeleteInlinePolicy extends TransactionalOperation {
  private final EntityType type;

  DeleteInlinePolicy(EntityType type, IamEnvironment environment) {
    super("Delete" + type.label() + "Policy", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String policyName = InlinePolicies.policyName(call);
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    transaction.add(
        new IdentityChange.Remove(InlinePolicies.require(transaction, entity, policyName)));
    transaction.add(new IdentityChange.Replace(entity.record(), entity.touched()));
    return QueryReply.NOTHING;
  }
}
