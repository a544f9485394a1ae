package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists managed policies: the account's own, AWS's, or both. */
final class ListPolicies extends TransactionalOperation {
  private static final List<String> SCOPES = List.of("All", "AWS", "Local");

  ListPolicies(IamEnvironment environment) {
    super("ListPolicies", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("arn:aws:iam::" + call.account() + ":policy/");
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    QueryParameters parameters = call.parameters();
    String scope = Choice.of(parameters, "Scope", SCOPES).orElse("All");
    Optional<String> usageFilter = Choice.of(parameters, "PolicyUsageFilter", PolicyUse.NAMES);
    boolean onlyAttached =
        parameters.find("OnlyAttached").filter(text -> text.equalsIgnoreCase("true")).isPresent();
    String prefix = IamNames.pathPrefix(parameters);
    Page page = Page.of(parameters);
    PolicyUsage usage = PolicyUsage.of(transaction, call.account());
    List<ManagedPolicy> policies =
        inScope(transaction, call, scope).stream()
            .filter(policy -> policy.arn().path().startsWith(prefix))
            .filter(policy -> !onlyAttached || !usage.isUnused(policy.arn()))
            .filter(policy ->
                usageFilter.isEmpty()
                    || !PolicyUse.of(usageFilter.get()).users(usage, policy.arn()).isEmpty())
            .toList();
    return page.reply(
        "Policies",
        policies,
        policy -> policy.arn().toString(),
        policy -> PolicyElements.brief("member", policy, usage));
  }

  private static List<ManagedPolicy> inScope(
      IdentityTransaction transaction, IamCall call, String scope) {
    List<ManagedPolicy> policies = new ArrayList<>();
    if (!scope.equals("AWS")) {
      policies.addAll(ManagedPolicies.ofAccount(transaction, call.account()));
    }
    if (!scope.equals("Local")) {
      policies.addAll(AwsManagedPolicies.all());
    }
    return policies;
  }
}
