package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Optional;

/** Changes the description or the longest session of a role. Its sessions go on. */
final class UpdateRole extends TransactionalOperation {
  UpdateRole(IamEnvironment environment) {
    super("UpdateRole", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.ROLE);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Optional<Integer> maxSession = CreateRole.maxSession(call);
    IdentityEntity role = NamedEntity.require(transaction, call, EntityType.ROLE);
    IdentityRecord after = described(role.touched(), call);
    if (maxSession.isPresent()) {
      after = after.with(RoleRecord.MAX_SESSION, maxSession.get());
    }
    transaction.add(new IdentityChange.Replace(role.record(), after));
    return QueryReply.of();
  }

  /** The record with the description in the call; an empty one deletes it. */
  static IdentityRecord described(IdentityRecord record, IamCall call) {
    if (call.parameters().find("Description").isEmpty()) {
      return record;
    }
    return CreatePolicy.description(call, CreateRole.LONGEST_DESCRIPTION)
        .map(text -> record.with(RoleRecord.DESCRIPTION, text))
        .orElseGet(() -> record.without(RoleRecord.DESCRIPTION));
  }
}
