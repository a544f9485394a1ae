package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Puts a user into a group; one that is in it already stays. */
final class AddUserToGroup extends TransactionalOperation {
  /** How many groups a user can be in. */
  static final int MOST_GROUPS = 10;

  AddUserToGroup(IamEnvironment environment) {
    super("AddUserToGroup", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return Membership.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Membership membership = Membership.require(transaction, call);
    if (!membership.exists()) {
      List<String> groups = membership.groups(true);
      if (groups.size() > MOST_GROUPS) {
        throw IamFaults.quotaExceeded("GroupsPerUser", MOST_GROUPS);
      }
      transaction.addAll(membership.change(groups));
    }
    return QueryReply.NOTHING;
  }
}
