package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Group;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Lists the access keys of a user, or of the root user who calls. */
final class ListAccessKeys implements IamOperation {
  private final Users users;
  private final AccessKeys keys;

  ListAccessKeys(IamEnvironment environment) {
    this.users = new Users(environment.store());
    this.keys = new AccessKeys(environment);
  }

  @Override
  public String name() {
    return "ListAccessKeys";
  }

  @Override
  public List<String> resources(IamCall call) {
    return Users.resourceOrCaller(call);
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    Page page = Page.of(call.parameters());
    return users
        .owner(call)
        .thenCompose(owner -> keys.list(call.account(), owner))
        .thenApply(found ->
            page.reply(
                "AccessKeyMetadata",
                found,
                key -> key.id().value(),
                key -> new Group("member", AccessKeys.elements(key))));
  }
}
