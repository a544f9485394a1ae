package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Reads a version of a managed policy with its document. */
final class GetPolicyVersion extends TransactionalOperation {
  GetPolicyVersion(IamEnvironment environment) {
    super("GetPolicyVersion", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    RequestedVersion.id(call);
    ManagedPolicy policy = RequestedPolicy.require(transaction, call);
    return QueryReply.of(
        PolicyElements.versionWithDocument(
            "PolicyVersion", RequestedVersion.require(transaction, call, policy)));
  }
}
