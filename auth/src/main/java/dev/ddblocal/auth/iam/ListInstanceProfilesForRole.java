package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Lists nothing: instances have profiles, and there are no instances. */
final class ListInstanceProfilesForRole extends TransactionalOperation {
  ListInstanceProfilesForRole(IamEnvironment environment) {
    super("ListInstanceProfilesForRole", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.ROLE);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Page page = Page.of(call.parameters());
    NamedEntity.require(transaction, call, EntityType.ROLE);
    return page.reply(
        "InstanceProfiles",
        List.<String>of(),
        each -> each,
        each -> new QueryReply.Text("member", each));
  }
}
