package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Describes a user, or who calls. */
final class GetUser implements IamOperation {
  private final IdentityStore store;
  private final Users users;

  GetUser(IamEnvironment environment) {
    this.store = environment.store();
    this.users = new Users(store);
  }

  @Override
  public String name() {
    return "GetUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return Users.resourceOrCaller(call);
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    Optional<String> name = Users.nameOrCaller(call);
    return name.isPresent()
        ? users
            .require(call.account(), name.get())
            .thenApply(user -> QueryReply.of(Users.element("User", call.account(), user, true)))
        : root(call);
  }

  /** A root user has neither name nor path. */
  private CompletionStage<QueryReply> root(IamCall call) {
    Principal.Root root = new Principal.Root(call.account());
    return store
        .get(AccountRecord.partition(call.account()), AccountRecord.SORT)
        .thenApply(record ->
            record.map(AccountRecord::new).map(AccountRecord::createdAt).orElse(Instant.EPOCH))
        .thenApply(createdAt ->
            QueryReply.of(
                Group.of(
                    "User",
                    new Text("UserId", root.userId()),
                    new Text("Arn", root.arn()),
                    new Text("CreateDate", RecordedTime.write(createdAt)))));
  }
}
