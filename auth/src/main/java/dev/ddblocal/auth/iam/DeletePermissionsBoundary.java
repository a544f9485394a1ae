package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** DeleteUserPermissionsBoundary and DeleteRolePermissionsBoundary. */
final class DeletePermissionsBoundary extends TransactionalOperation {
  private final EntityType type;

  DeletePermissionsBoundary(EntityType type, IamEnvironment environment) {
    super("Delete" + type.label() + "PermissionsBoundary", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    transaction.add(
        new IdentityChange.Replace(
            entity.record(), entity.touched().without(IdentityEntity.BOUNDARY_ARN)));
    return QueryReply.NOTHING;
  }
}
