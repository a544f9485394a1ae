package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Lists the groups of the account whose paths begin so. */
final class ListGroups extends TransactionalOperation {
  ListGroups(IamEnvironment environment) {
    super("ListGroups", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(NamedEntity.arn(call.account(), EntityType.GROUP, "/", ""));
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String prefix = IamNames.pathPrefix(call.parameters());
    Page page = Page.of(call.parameters());
    List<IdentityEntity> groups =
        Entities.all(transaction, call.account(), EntityType.GROUP).stream()
            .filter(group -> group.path().startsWith(prefix))
            .toList();
    return page.reply(
        "Groups",
        groups,
        group -> EntityName.folded(group.name()),
        group -> EntityElements.brief("member", group));
  }
}
