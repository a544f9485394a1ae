package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Deletes a role that has no policies. */
final class DeleteRole extends TransactionalOperation {
  DeleteRole(IamEnvironment environment) {
    super("DeleteRole", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.ROLE);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    IdentityEntity role = NamedEntity.require(transaction, call, EntityType.ROLE);
    requireNoPolicies(transaction, role);
    transaction.add(new IdentityChange.Remove(role.record()));
    return QueryReply.NOTHING;
  }

  /**
   * Refuses an entity that has policies.
   *
   * @throws dev.ddblocal.domain.port.QueryFault DeleteConflict
   */
  static void requireNoPolicies(IdentityTransaction transaction, IdentityEntity entity) {
    if (!Entities.attachedPolicies(transaction, entity).isEmpty()) {
      throw IamFaults.deleteConflict("detach all policies");
    }
    if (!Entities.inlinePolicies(transaction, entity).isEmpty()) {
      throw IamFaults.deleteConflict("delete policies");
    }
  }
}
