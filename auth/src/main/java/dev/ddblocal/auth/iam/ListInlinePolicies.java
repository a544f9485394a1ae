package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;

/** ListUserPolicies, ListRolePolicies and ListGroupPolicies: names the inline policies. */
final class ListInlinePolicies extends TransactionalOperation {
  private final EntityType type;

  ListInlinePolicies(EntityType type, IamEnvironment environment) {
    super("List" + type.label() + "Policies", environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Page page = Page.of(call.parameters());
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    List<String> names =
        Entities.inlinePolicies(transaction, entity).stream()
            .map(record -> Entities.inlinePolicy(record).name())
            .toList();
    return page.reply("PolicyNames", names, EntityName::folded, name -> new Text("member", name));
  }
}
