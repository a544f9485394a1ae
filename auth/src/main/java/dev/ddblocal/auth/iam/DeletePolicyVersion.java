package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Deletes a version of a customer managed policy that is not the default one. */
final class DeletePolicyVersion extends TransactionalOperation {
  private final IamEnvironment environment;

  DeletePolicyVersion(IamEnvironment environment) {
    super("DeletePolicyVersion", environment);
    this.environment = environment;
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    RequestedVersion.id(call);
    IdentityRecord record = RequestedPolicy.requireOwned(transaction, call).record();
    ManagedPolicy policy = ManagedPolicy.of(new ManagedPolicyRecord(record));
    PolicyVersion version = RequestedVersion.require(transaction, call, policy);
    if (version.isDefault()) {
      throw PolicyFaults.defaultVersion();
    }
    transaction.add(
        new IdentityChange.Delete(
            record.partition(), ManagedPolicies.versionSort(policy, version.number())));
    transaction.add(
        new IdentityChange.Replace(
            record,
            RecordVersion.next(record)
                .with(
                    ManagedPolicyRecord.UPDATED_AT,
                    RecordedTime.write(environment.clock().instant()))));
    return QueryReply.NOTHING;
  }
}
