package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Describes a managed policy. */
final class GetPolicy extends TransactionalOperation {
  GetPolicy(IamEnvironment environment) {
    super("GetPolicy", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    ManagedPolicy policy = RequestedPolicy.require(transaction, call);
    PolicyUsage usage = PolicyUsage.of(transaction, call.account());
    return QueryReply.of(PolicyElements.whole("Policy", policy, usage));
  }
}
