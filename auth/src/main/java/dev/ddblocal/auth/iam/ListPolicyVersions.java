package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Lists the versions of a managed policy, the newest first. */
final class ListPolicyVersions extends TransactionalOperation {
  private static final int LARGEST_NUMBER = 999_999_999;

  ListPolicyVersions(IamEnvironment environment) {
    super("ListPolicyVersions", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Page page = Page.of(call.parameters());
    ManagedPolicy policy = RequestedPolicy.require(transaction, call);
    return page.reply(
        "Versions",
        ManagedPolicies.versions(transaction, policy),
        version -> String.format("%09d", LARGEST_NUMBER - version.number()),
        version -> PolicyElements.version("member", version));
  }
}
