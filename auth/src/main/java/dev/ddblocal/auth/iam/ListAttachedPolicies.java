package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;

/** ListAttachedUserPolicies and its sisters of roles and groups: names the managed policies. */
final class ListAttachedPolicies extends TransactionalOperation {
  private final EntityType type;

  ListAttachedPolicies(EntityType type, IamEnvironment environment) {
    super("ListAttached" + type.label() + "Policies", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String prefix = IamNames.pathPrefix(call.parameters());
    Page page = Page.of(call.parameters());
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    List<PolicyArn> attached =
        Entities.attachedPolicies(transaction, entity).stream()
            .flatMap(arn -> PolicyArn.parse(arn).stream())
            .filter(arn -> arn.path().startsWith(prefix))
            .toList();
    return page.reply(
        "AttachedPolicies", attached, PolicyArn::toString, ListAttachedPolicies::element);
  }

  /** An attached policy as answers print it. */
  static Group element(PolicyArn arn) {
    return Group.of(
        "member", new Text("PolicyName", arn.name()), new Text("PolicyArn", arn.toString()));
  }
}
