package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Describes a group and lists its users. */
final class GetGroup extends TransactionalOperation {
  GetGroup(IamEnvironment environment) {
    super("GetGroup", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.GROUP);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Page page = Page.of(call.parameters());
    IdentityEntity group = NamedEntity.require(transaction, call, EntityType.GROUP);
    return page.reply(
        List.of(EntityElements.brief("Group", group)),
        "Users",
        Entities.members(transaction, group),
        user -> EntityName.folded(user.name()),
        user -> EntityElements.brief("member", user));
  }
}
