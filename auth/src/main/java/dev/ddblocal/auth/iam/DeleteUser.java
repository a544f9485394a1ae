package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Deletes a user on whom nothing hangs any more. */
final class DeleteUser implements IamOperation {
  private final IdentityStore store;
  private final Users users;

  DeleteUser(IamEnvironment environment) {
    this.store = environment.store();
    this.users = new Users(store);
  }

  @Override
  public String name() {
    return "DeleteUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(Users.arn(call.account(), Users.name(call)));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    return Conflicts.repeated(() ->
        users
            .require(call.account(), Users.name(call))
            .thenCompose(user ->
                users
                    .belongings(user)
                    .thenCompose(belongings -> {
                      checkFree(user, belongings);
                      return store.apply(List.of(new IdentityChange.Remove(user.record())));
                    }))
            .thenApply(_ -> QueryReply.NOTHING));
  }

  private static void checkFree(UserRecord user, List<IdentityRecord> belongings) {
    if (belongings.stream().anyMatch(record -> Users.isKeyOf(user, record))) {
      throw IamFaults.deleteConflict("delete access keys");
    }
    if (belongings.stream().anyMatch(record -> Users.isPolicyOf(user, record))) {
      throw IamFaults.deleteConflict("delete policies");
    }
    if (!belongings.isEmpty()) {
      throw IamFaults.deleteConflict("detach all policies");
    }
    if (!user.groups().isEmpty()) {
      throw IamFaults.deleteConflict("remove users from group");
    }
  }
}
