package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Lists the users of the account whose paths begin so. */
final class ListUsers implements IamOperation {
  private final Users users;

  ListUsers(IamEnvironment environment) {
    this.users = new Users(environment.store());
  }

  @Override
  public String name() {
    return "ListUsers";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(
        "arn:aws:iam::" + call.account() + ":user" + IamNames.pathPrefix(call.parameters()));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    String prefix = IamNames.pathPrefix(call.parameters());
    Page page = Page.of(call.parameters());
    return users
        .list(call.account())
        .thenApply(all ->
            page.reply(
                "Users",
                all.stream().filter(user -> user.path().startsWith(prefix)).toList(),
                user -> EntityName.folded(user.name()),
                user -> Users.element("member", call.account(), user, false)));
  }
}
