package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Makes a user. */
final class CreateUser implements IamOperation {
  private final IamEnvironment environment;
  private final Users users;

  CreateUser(IamEnvironment environment) {
    this.environment = environment;
    this.users = new Users(environment.store());
  }

  @Override
  public String name() {
    return "CreateUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(
        "arn:aws:iam::"
            + call.account()
            + ":user"
            + IamNames.path(call.parameters(), "Path")
            + userName(call));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    String name = userName(call);
    Map<String, String> tags = TagParameters.read(call.parameters());
    UserRecord user =
        UserRecord.create(
            call.account(),
            IamNames.path(call.parameters(), "Path"),
            name,
            environment.ids().next(UniqueIdGenerator.Kind.USER),
            environment.clock().instant());
    UserRecord tagged = tags.isEmpty() ? user : user.withTags(tags);
    return Conflicts.repeated(() ->
        users
            .find(call.account(), name)
            .thenCompose(existing -> {
              if (existing.isPresent()) {
                throw IamFaults.alreadyExists("User", name);
              }
              return environment.store().apply(List.of(new IdentityChange.Create(tagged.record())));
            })
            .thenApply(_ -> QueryReply.of(Users.element("User", call.account(), tagged, true))));
  }

  private static String userName(IamCall call) {
    return IamNames.require(call.parameters(), Users.USER_NAME, IamNames.LONGEST_NAME);
  }
}
