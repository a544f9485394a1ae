package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Lists the tags of a user. */
final class ListUserTags implements IamOperation {
  private final Users users;

  ListUserTags(IamEnvironment environment) {
    this.users = new Users(environment.store());
  }

  @Override
  public String name() {
    return "ListUserTags";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(Users.arn(call.account(), Users.name(call)));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    Page page = Page.of(call.parameters());
    return users
        .require(call.account(), Users.name(call))
        .thenApply(user ->
            page.reply(
                "Tags",
                List.copyOf(user.tags().entrySet()),
                Map.Entry::getKey,
                tag -> TagParameters.member(tag.getKey(), tag.getValue())));
  }
}
