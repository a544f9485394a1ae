package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Deletes a customer managed policy that nothing uses and that has one version only. */
final class DeletePolicy extends TransactionalOperation {
  DeletePolicy(IamEnvironment environment) {
    super("DeletePolicy", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    ManagedPolicyRecord record = RequestedPolicy.requireOwned(transaction, call);
    ManagedPolicy policy = ManagedPolicy.of(record);
    if (!PolicyUsage.of(transaction, call.account()).isUnused(policy.arn())) {
      throw PolicyFaults.attached();
    }
    if (ManagedPolicies.versions(transaction, policy).size() > 1) {
      throw PolicyFaults.hasVersions();
    }
    IdentityRecord seen = record.record();
    transaction.add(new IdentityChange.Remove(seen));
    transaction.add(
        new IdentityChange.Delete(
            seen.partition(), ManagedPolicies.versionSort(policy, policy.defaultVersion())));
    transaction.add(
        new IdentityChange.Delete(seen.partition(), ManagedPolicyRecord.nameSort(record.name())));
    return QueryReply.NOTHING;
  }
}
