package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Changes who may assume a role. */
final class UpdateAssumeRolePolicy extends TransactionalOperation {
  UpdateAssumeRolePolicy(IamEnvironment environment) {
    super("UpdateAssumeRolePolicy", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.ROLE);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    NamedEntity.name(call, EntityType.ROLE);
    call.parameters().require("PolicyDocument");
    IdentityEntity role = NamedEntity.require(transaction, call, EntityType.ROLE);
    String document = TrustPolicy.require(transaction, call, "PolicyDocument");
    transaction.add(
        new IdentityChange.Replace(
            role.record(), role.touched().with(RoleRecord.TRUST_POLICY, document)));
    return QueryReply.NOTHING;
  }
}
