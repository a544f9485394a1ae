package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.auth.policy.PolicySizeLimit;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a customer managed policy with its first version. */
final class CreatePolicy extends TransactionalOperation {
  /** How many policies an account can have. */
  static final int MOST_POLICIES = 1_500;

  private static final int LONGEST_DESCRIPTION = 1_000;

  private final IamEnvironment environment;

  CreatePolicy(IamEnvironment environment) {
    super("CreatePolicy", environment);
    this.environment = environment;
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(arn(call).toString());
  }

  private static PolicyArn arn(IamCall call) {
    String name = InlinePolicies.policyName(call);
    return PolicyArn.of(call.account(), IamNames.path(call.parameters(), "Path"), name);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    PolicyArn arn = arn(call);
    Optional<String> description = description(call, LONGEST_DESCRIPTION);
    Map<String, String> tags = TagParameters.read(call.parameters());
    String document = document(call);
    String partition = AccountRecord.partition(call.account());
    if (transaction.get(partition, ManagedPolicyRecord.nameSort(arn.name())).isPresent()) {
      throw PolicyFaults.alreadyExists(arn.name());
    }
    if (ManagedPolicies.ofAccount(transaction, call.account()).size() >= MOST_POLICIES) {
      throw IamFaults.quotaExceeded("PoliciesPerAccount", MOST_POLICIES);
    }
    String now = RecordedTime.write(environment.clock().instant());
    IdentityRecord record = record(arn, partition, now);
    if (description.isPresent()) {
      record = record.with(ManagedPolicyRecord.DESCRIPTION, description.get());
    }
    if (!tags.isEmpty()) {
      record = record.with(IdentityEntity.TAGS, tags);
    }
    transaction.add(new IdentityChange.Create(record));
    transaction.add(
        new IdentityChange.Create(
            IdentityRecord.of(partition, ManagedPolicyRecord.nameSort(arn.name()))));
    transaction.add(new IdentityChange.Create(version(record, 1, document, now)));
    ManagedPolicy policy = ManagedPolicy.of(new ManagedPolicyRecord(record));
    return QueryReply.of(
        PolicyElements.whole("Policy", policy, PolicyUsage.of(transaction, call.account())));
  }

  private IdentityRecord record(PolicyArn arn, String partition, String now) {
    return RecordVersion.next(
        IdentityRecord.of(partition, ManagedPolicyRecord.sort(arn.path(), arn.name()))
            .with(IdentityEntity.NAME, arn.name())
            .with(IdentityEntity.PATH, arn.path())
            .with(
                ManagedPolicyRecord.POLICY_ID,
                environment.ids().next(UniqueIdGenerator.Kind.POLICY))
            .with(IdentityEntity.CREATED_AT, now)
            .with(ManagedPolicyRecord.UPDATED_AT, now)
            .with(ManagedPolicyRecord.DEFAULT_VERSION, 1)
            .with(ManagedPolicyRecord.LAST_VERSION, 1));
  }

  /** The record of a version. */
  static IdentityRecord version(IdentityRecord policy, int number, String document, String now) {
    ManagedPolicyRecord owner = new ManagedPolicyRecord(policy);
    return IdentityRecord.of(
            policy.partition(),
            ManagedPolicyRecord.versionPrefix(owner.path(), owner.name()) + number)
        .with(ManagedPolicyRecord.DOCUMENT, document)
        .with(IdentityEntity.CREATED_AT, now);
  }

  /**
   * The document in the call.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError, MalformedPolicyDocument or
   *     LimitExceeded
   */
  static String document(IamCall call) {
    String document = PolicyText.requireManaged(call, "PolicyDocument");
    if (PolicySizeLimit.MANAGED.isExceededBy(document)) {
      throw IamFaults.quotaExceeded("PolicySize", PolicySizeLimit.MANAGED.limit());
    }
    return document;
  }

  /** The description in the call, if it is not empty. */
  static Optional<String> description(IamCall call, int longest) {
    Optional<String> description = call.parameters().find("Description");
    description
        .filter(text -> text.length() > longest)
        .ifPresent(text -> {
          throw QueryParameters.violation(
              text, "Description", "Member must have length less than or equal to " + longest);
        });
    return description.filter(text -> !text.isEmpty());
  }
}
