package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;

/** GetUserPolicy, GetRolePolicy and GetGroupPolicy: reads an inline policy. */
final class GetInlinePolicy extends TransactionalOperation {
  private final EntityType type;

  GetInlinePolicy(EntityType type, IamEnvironment environment) {
    super("Get" + type.label() + "Policy", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String policyName = InlinePolicies.policyName(call);
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    NamedPolicy policy =
        Entities.inlinePolicy(InlinePolicies.require(transaction, entity, policyName));
    return QueryReply.of(
        new Text(NamedEntity.parameter(type), entity.name()),
        new Text(InlinePolicies.POLICY_NAME, policy.name()),
        new Text("PolicyDocument", PolicyText.encoded(policy.document())));
  }
}
