package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Lists the roles of the account whose paths begin so. */
final class ListRoles extends TransactionalOperation {
  ListRoles(IamEnvironment environment) {
    super("ListRoles", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(NamedEntity.arn(call.account(), EntityType.ROLE, "/", ""));
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String prefix = IamNames.pathPrefix(call.parameters());
    Page page = Page.of(call.parameters());
    List<RoleRecord> roles =
        Entities.all(transaction, call.account(), EntityType.ROLE).stream()
            .filter(role -> role.path().startsWith(prefix))
            .map(RoleRecord::new)
            .toList();
    return page.reply(
        "Roles",
        roles,
        role -> EntityName.folded(role.entity().name()),
        role -> EntityElements.role("member", role));
  }
}
