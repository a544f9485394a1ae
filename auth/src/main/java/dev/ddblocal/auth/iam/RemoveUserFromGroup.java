package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Takes a user out of a group; one that is not in it stays out. */
final class RemoveUserFromGroup extends TransactionalOperation {
  RemoveUserFromGroup(IamEnvironment environment) {
    super("RemoveUserFromGroup", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return Membership.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Membership membership = Membership.require(transaction, call);
    if (membership.exists()) {
      transaction.addAll(membership.change(membership.groups(false)));
    }
    return QueryReply.NOTHING;
  }
}
