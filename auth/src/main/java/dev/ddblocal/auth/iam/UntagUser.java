package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes tags from a user; that it has none of a key is no error. */
final class UntagUser implements IamOperation {
  private final Users users;

  UntagUser(IamEnvironment environment) {
    this.users = new Users(environment.store());
  }

  @Override
  public String name() {
    return "UntagUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(Users.arn(call.account(), Users.name(call)));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    List<String> keys = TagParameters.readKeys(call.parameters());
    return users
        .change(
            call.account(),
            Users.name(call),
            user -> user.withTags(TagParameters.without(user.tags(), keys)))
        .thenApply(_ -> QueryReply.NOTHING);
  }
}
