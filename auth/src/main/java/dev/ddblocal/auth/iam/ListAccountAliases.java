package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Lists nothing: accounts have no aliases here. */
final class ListAccountAliases extends TransactionalOperation {
  ListAccountAliases(IamEnvironment environment) {
    super("ListAccountAliases", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("*");
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    return Page.of(call.parameters())
        .reply(
            "AccountAliases",
            List.<String>of(),
            each -> each,
            each -> new QueryReply.Text("member", each));
  }
}
