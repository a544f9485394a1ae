package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a user. */
final class CreateUser extends TransactionalOperation {
  private final IamEnvironment environment;

  CreateUser(IamEnvironment environment) {
    super("CreateUser", environment);
    this.environment = environment;
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
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String name = userName(call);
    Map<String, String> tags = TagParameters.read(call.parameters());
    UserRecord user =
        UserRecord.create(
            call.account(),
            IamNames.path(call.parameters(), "Path"),
            name,
            environment.ids().next(UniqueIdGenerator.Kind.USER),
            environment.clock().instant());
    if (transaction.get(user.record().partition(), user.record().sort()).isPresent()) {
      throw IamFaults.alreadyExists("User", name);
    }
    UserRecord tagged = tags.isEmpty() ? user : user.withTags(tags);
    Optional<String> boundary = PutPermissionsBoundary.policy(transaction, call);
    UserRecord made = boundary.isPresent() ? tagged.withBoundary(boundary) : tagged;
    transaction.add(new IdentityChange.Create(made.record()));
    return QueryReply.of(Users.element("User", call.account(), made, true));
  }

  private static String userName(IamCall call) {
    return IamNames.require(call.parameters(), Users.USER_NAME, IamNames.LONGEST_NAME);
  }
}
