package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.domain.port.QueryReply;
import java.time.Instant;
import java.util.List;

/** Adds a version to a customer managed policy. */
final class CreatePolicyVersion extends TransactionalOperation {
  /** How many versions a policy can have. */
  static final int MOST_VERSIONS = 5;

  private final IamEnvironment environment;

  CreatePolicyVersion(IamEnvironment environment) {
    super("CreatePolicyVersion", environment);
    this.environment = environment;
  }

  @Override
  public List<String> resources(IamCall call) {
    return RequestedPolicy.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    RequestedPolicy.arn(call);
    String document = CreatePolicy.document(call);
    boolean asDefault =
        call.parameters()
            .find("SetAsDefault")
            .filter(text -> text.equalsIgnoreCase("true"))
            .isPresent();
    ManagedPolicyRecord policy = RequestedPolicy.requireOwned(transaction, call);
    if (ManagedPolicies.versions(transaction, ManagedPolicy.of(policy)).size() >= MOST_VERSIONS) {
      throw PolicyFaults.tooManyVersions(MOST_VERSIONS);
    }
    Instant now = environment.clock().instant();
    int number = policy.lastVersion() + 1;
    IdentityRecord before = policy.record();
    IdentityRecord after =
        RecordVersion.next(before)
            .with(ManagedPolicyRecord.LAST_VERSION, number)
            .with(ManagedPolicyRecord.UPDATED_AT, RecordedTime.write(now))
            .with(
                ManagedPolicyRecord.DEFAULT_VERSION, asDefault ? number : policy.defaultVersion());
    transaction.add(new IdentityChange.Replace(before, after));
    transaction.add(
        new IdentityChange.Create(
            CreatePolicy.version(before, number, document, RecordedTime.write(now))));
    return QueryReply.of(
        PolicyElements.version(
            "PolicyVersion", new PolicyVersion(number, document, now, asDefault)));
  }
}
