package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An operation on the password of a user: nobody has one, as there is no console. */
final class NoLoginProfile implements IamOperation {
  private final Users users;
  private final String name;

  NoLoginProfile(IamEnvironment environment, String name) {
    this.users = new Users(environment.store());
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> resources(IamCall call) {
    return Users.resourceOrCaller(call);
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    Optional<String> userName = Users.nameOrCaller(call);
    return users
        .owner(call)
        .thenApply(_ -> {
          throw none(userName.orElseGet(() -> call.account().value()));
        });
  }

  private static QueryFault none(String userName) {
    return IamFaults.noSuchEntity("Login Profile for User " + userName + " cannot be found.");
  }
}
