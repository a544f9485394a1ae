package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.Collection;
import java.util.List;

/** Names the condition keys that policies ask for. */
final class GetContextKeysForCustomPolicy extends TransactionalOperation {
  /** The parameter with the policies. */
  static final String POLICY_INPUT_LIST = "PolicyInputList";

  GetContextKeysForCustomPolicy(IamEnvironment environment) {
    super("GetContextKeysForCustomPolicy", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("*");
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    if (call.parameters().list(POLICY_INPUT_LIST).isEmpty()) {
      throw QueryParameters.violation("null", POLICY_INPUT_LIST, "Member must not be null");
    }
    return reply(PolicyInputs.list(call.parameters(), POLICY_INPUT_LIST));
  }

  /** The answer for these policies. */
  static QueryReply reply(Collection<NamedPolicy> policies) {
    return QueryReply.of(
        new Group(
            "ContextKeyNames",
            PolicyInputs.contextKeys(policies, PolicyType.IDENTITY).stream()
                .<Element>map(key -> new Text("member", key))
                .toList()));
  }
}
