package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Changes the description of a role and answers the role. */
final class UpdateRoleDescription extends TransactionalOperation {
  UpdateRoleDescription(IamEnvironment environment) {
    super("UpdateRoleDescription", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.ROLE);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    call.parameters().require("Description");
    IdentityEntity role = NamedEntity.require(transaction, call, EntityType.ROLE);
    IdentityRecord after = UpdateRole.described(role.touched(), call);
    transaction.add(new IdentityChange.Replace(role.record(), after));
    return QueryReply.of(EntityElements.role("Role", RoleRecord.of(after)));
  }
}
