package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Adds tags to a user, over those with the same keys. */
final class TagUser implements IamOperation {
  private final Users users;

  TagUser(IamEnvironment environment) {
    this.users = new Users(environment.store());
  }

  @Override
  public String name() {
    return "TagUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(Users.arn(call.account(), Users.name(call)));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    Map<String, String> tags = TagParameters.require(call.parameters());
    return users
        .change(
            call.account(),
            Users.name(call),
            user -> user.withTags(TagParameters.merged(user.tags(), tags)))
        .thenApply(_ -> QueryReply.NOTHING);
  }
}
