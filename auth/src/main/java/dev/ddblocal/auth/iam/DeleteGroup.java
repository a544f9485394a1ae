package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Deletes a group that has neither users nor policies. */
final class DeleteGroup extends TransactionalOperation {
  DeleteGroup(IamEnvironment environment) {
    super("DeleteGroup", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.GROUP);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    IdentityEntity group = NamedEntity.require(transaction, call, EntityType.GROUP);
    if (!Entities.members(transaction, group).isEmpty()) {
      throw IamFaults.deleteConflict("remove users from group");
    }
    DeleteRole.requireNoPolicies(transaction, group);
    transaction.add(new IdentityChange.Remove(group.record()));
    return QueryReply.NOTHING;
  }
}
