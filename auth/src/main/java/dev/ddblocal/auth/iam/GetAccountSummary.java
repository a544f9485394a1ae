package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.PolicySizeLimit;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what an account has, and says how much it may have. */
final class GetAccountSummary extends TransactionalOperation {
  private static final int MOST_USERS = 5_000;
  private static final int MOST_KEYS_PER_USER = 2;
  private static final int MOST_VERSIONS_IN_USE = 10_000;

  GetAccountSummary(IamEnvironment environment) {
    super("GetAccountSummary", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("*");
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Map<String, Integer> summary = new TreeMap<>(quotas());
    for (EntityType type : EntityType.values()) {
      summary.put(
          type.label() + "s", Entities.all(transaction, call.account(), type).size());
    }
    List<ManagedPolicy> policies = ManagedPolicies.ofAccount(transaction, call.account());
    int versions =
        policies.stream()
            .mapToInt(policy -> ManagedPolicies.versions(transaction, policy).size())
            .sum();
    summary.put("Policies", policies.size());
    summary.put("PolicyVersionsInUse", versions);
    List<Element> entries =
        summary.entrySet().stream()
            .<Element>map(entry ->
                Group.of(
                    "entry",
                    new Text("key", entry.getKey()),
                    new Text("value", entry.getValue().toString())))
            .toList();
    return QueryReply.of(new Group("SummaryMap", entries));
  }

  private static Map<String, Integer> quotas() {
    Map<String, Integer> quotas = new TreeMap<>();
    quotas.put("AccessKeysPerUserQuota", MOST_KEYS_PER_USER);
    quotas.put("AccountMFAEnabled", 0);
    quotas.put("AssumeRolePolicySizeQuota", PolicySizeLimit.TRUST.limit());
    quotas.put("AttachedPoliciesPerGroupQuota", AttachPolicy.MOST_POLICIES);
    quotas.put("AttachedPoliciesPerRoleQuota", AttachPolicy.MOST_POLICIES);
    quotas.put("AttachedPoliciesPerUserQuota", AttachPolicy.MOST_POLICIES);
    quotas.put("GroupPolicySizeQuota", PolicySizeLimit.GROUP_INLINE.limit());
    quotas.put("GroupsPerUserQuota", AddUserToGroup.MOST_GROUPS);
    quotas.put("GroupsQuota", CreateGroup.MOST_GROUPS);
    quotas.put("InstanceProfiles", 0);
    quotas.put("MFADevices", 0);
    quotas.put("MFADevicesInUse", 0);
    quotas.put("PoliciesQuota", CreatePolicy.MOST_POLICIES);
    quotas.put("PolicySizeQuota", PolicySizeLimit.MANAGED.limit());
    quotas.put("PolicyVersionsInUseQuota", MOST_VERSIONS_IN_USE);
    quotas.put("Providers", 0);
    quotas.put("RolePolicySizeQuota", PolicySizeLimit.ROLE_INLINE.limit());
    quotas.put("RolesQuota", CreateRole.MOST_ROLES);
    quotas.put("ServerCertificates", 0);
    quotas.put("UserPolicySizeQuota", PolicySizeLimit.USER_INLINE.limit());
    quotas.put("UsersQuota", MOST_USERS);
    quotas.put("VersionsPerPolicyQuota", CreatePolicyVersion.MOST_VERSIONS);
    return quotas;
  }
}
