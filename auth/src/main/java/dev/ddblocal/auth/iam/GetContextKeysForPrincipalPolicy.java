package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.port.QueryReply;
import java.util.ArrayList;
import java.util.List;

/** Names the condition keys that the policies of a user, role or group, and others, ask for. */
final class GetContextKeysForPrincipalPolicy extends TransactionalOperation {
  GetContextKeysForPrincipalPolicy(IamEnvironment environment) {
    super("GetContextKeysForPrincipalPolicy", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return PolicySource.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    List<NamedPolicy> policies =
        new ArrayList<>(PolicySource.require(transaction, call).policies());
    policies.addAll(
        PolicyInputs.list(
            call.parameters(), GetContextKeysForCustomPolicy.POLICY_INPUT_LIST));
    return GetContextKeysForCustomPolicy.reply(policies);
  }
}
