package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds managed policies and their versions. */
final class ManagedPolicies {
  private ManagedPolicies() {}

  /**
   * The policy of that ARN, if an identity of the account may use it. The ARN has to be exact in
   * case and path: what a call was authorized for is what it gets.
   */
  static Optional<ManagedPolicy> find(
      IdentityTransaction transaction, AccountId account, String arn) {
    return PolicyArn.parse(arn).flatMap(parsed -> find(transaction, account, parsed));
  }

  private static Optional<ManagedPolicy> find(
      IdentityTransaction transaction, AccountId account, PolicyArn arn) {
    if (arn.isAwsManaged()) {
      return AwsManagedPolicies.find(arn);
    }
    if (!arn.owner().equals(account.value())) {
      return Optional.empty();
    }
    return transaction
        .get(AccountRecord.partition(account), ManagedPolicyRecord.sort(arn.path(), arn.name()))
        .map(ManagedPolicyRecord::new)
        .map(ManagedPolicy::of)
        .filter(policy -> policy.arn().equals(arn));
  }

  /** The customer managed policies of an account, in the order of their paths and names. */
  static List<ManagedPolicy> ofAccount(IdentityTransaction transaction, AccountId account) {
    return transaction.list(AccountRecord.partition(account), ManagedPolicyRecord.PREFIX).stream()
        .filter(ManagedPolicyRecord::owns)
        .map(ManagedPolicyRecord::new)
        .map(ManagedPolicy::of)
        .toList();
  }

  /** All versions of a policy, the newest first. */
  static List<PolicyVersion> versions(IdentityTransaction transaction, ManagedPolicy policy) {
    return policy
        .record()
        .map(record ->
            transaction
                .list(
                    record.record().partition(),
                    ManagedPolicyRecord.versionPrefix(record.path(), record.name()))
                .stream()
                .map(version -> version(policy, version))
                .sorted(Comparator.comparingInt(PolicyVersion::number).reversed())
                .toList())
        .orElseGet(() -> AwsManagedPolicies.version(policy.arn()).stream().toList());
  }

  /** A version of a policy. */
  static Optional<PolicyVersion> version(
      IdentityTransaction transaction, ManagedPolicy policy, int number) {
    return policy.record().isPresent()
        ? transaction
            .get(policy.record().get().record().partition(), versionSort(policy, number))
            .map(version -> version(policy, version))
        : AwsManagedPolicies.version(policy.arn()).filter(v -> v.number() == number);
  }

  /** The text of the version that is in force. */
  static Optional<String> document(IdentityTransaction transaction, AccountId account, String arn) {
    return find(transaction, account, arn)
        .flatMap(policy -> version(transaction, policy, policy.defaultVersion()))
        .map(PolicyVersion::document);
  }

  /** The sort key of a version. */
  static String versionSort(ManagedPolicy policy, int number) {
    return ManagedPolicyRecord.versionPrefix(policy.arn().path(), policy.arn().name()) + number;
  }

  private static PolicyVersion version(ManagedPolicy policy, IdentityRecord record) {
    int number = ManagedPolicyRecord.versionNumber(record);
    return new PolicyVersion(
        number,
        record.text(ManagedPolicyRecord.DOCUMENT).orElse(""),
        ManagedPolicyRecord.versionCreatedAt(record),
        number == policy.defaultVersion());
  }
}
