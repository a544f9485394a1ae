package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Lists things that no user can have here. Tools ask for them before they delete a user. */
final class EmptyList implements IamOperation {
  private final Users users;
  private final String name;
  private final String list;

  /**
   * Creates the operation.
   *
   * @param environment what operations work with
   * @param name the operation's name
   * @param list the name of the list in its answer
   */
  EmptyList(IamEnvironment environment, String name, String list) {
    this.users = new Users(environment.store());
    this.name = name;
    this.list = list;
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
    Page page = Page.of(call.parameters());
    return users.owner(call).thenApply(_ -> page.empty(list));
  }
}
