package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Describes a role. */
final class GetRole extends TransactionalOperation {
  GetRole(IamEnvironment environment) {
    super("GetRole", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.ROLE);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    return QueryReply.of(
        EntityElements.wholeRole(
            "Role", new RoleRecord(NamedEntity.require(transaction, call, EntityType.ROLE))));
  }
}
