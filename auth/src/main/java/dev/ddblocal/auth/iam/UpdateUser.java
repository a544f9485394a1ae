package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives a user another name or path. Keys, policies and groups stay with it. */
final class UpdateUser implements IamOperation {
  private static final String NEW_NAME = "NewUserName";
  private static final String NEW_PATH = "NewPath";

  private final IdentityStore store;
  private final Users users;
  private final AccessKeys keys;

  UpdateUser(IamEnvironment environment) {
    this.store = environment.store();
    this.users = new Users(store);
    this.keys = new AccessKeys(environment);
  }

  @Override
  public String name() {
    return "UpdateUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(Users.arn(call.account(), Users.name(call)));
  }

  /** Policies have to allow the call on the user as it is and as it will be. */
  @Override
  public CompletionStage<List<String>> authorizedOn(IamCall call, List<String> found) {
    return users
        .find(call.account(), Users.name(call))
        .thenApply(user ->
            user.map(before ->
                    List.of(before.arn(call.account()), changed(call, before).arn(call.account())))
                .orElse(found));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    return Conflicts.repeated(() ->
        users
            .require(call.account(), Users.name(call))
            .thenCompose(user -> update(call, user))
            .thenApply(_ -> QueryReply.NOTHING));
  }

  private static UserRecord changed(IamCall call, UserRecord user) {
    Optional<String> path =
        call.parameters().find(NEW_PATH).map(_ -> IamNames.path(call.parameters(), NEW_PATH));
    Optional<String> name =
        call.parameters()
            .find(NEW_NAME)
            .map(text -> IamNames.checked(text, NEW_NAME, IamNames.LONGEST_NAME));
    UserRecord moved = path.map(user::withPath).orElse(user);
    return name.map(moved::withName).orElse(moved);
  }

  private CompletionStage<Void> update(IamCall call, UserRecord before) {
    UserRecord after = changed(call, before);
    if (after.equals(before)) {
      return CompletableFuture.completedFuture(null);
    }
    if (after.name().equals(before.name())) {
      return store.apply(List.of(new IdentityChange.Replace(before.record(), after.record())));
    }
    if (after.record().sort().equals(before.record().sort())) {
      return rename(call, before, after, List.of());
    }
    return users
        .find(call.account(), after.name())
        .thenCompose(other -> {
          if (other.isPresent()) {
            throw IamFaults.alreadyExists("User", after.name());
          }
          return users.belongings(before);
        })
        .thenCompose(belongings -> rename(call, before, after, belongings));
  }

  /** Moves the user and what hangs on it to the new name, all at once. */
  private CompletionStage<Void> rename(
      IamCall call, UserRecord before, UserRecord after, List<IdentityRecord> belongings) {
    List<IdentityChange> changes = new ArrayList<>();
    if (after.record().sort().equals(before.record().sort())) {
      changes.add(new IdentityChange.Replace(before.record(), after.record()));
    } else {
      changes.add(new IdentityChange.Remove(before.record()));
      changes.add(new IdentityChange.Create(after.record()));
    }
    for (IdentityRecord record : belongings) {
      changes.add(new IdentityChange.Remove(record));
      changes.add(
          new IdentityChange.Create(
              new IdentityRecord(
                  record.partition(),
                  Users.movedSort(record.sort(), before, after),
                  record.attributes())));
    }
    return keys.ids(call.account(), Optional.of(before))
        .thenCompose(ids -> renameKeys(call, before, after, ids, 0, changes))
        .thenCompose(store::apply);
  }

  private CompletionStage<List<IdentityChange>> renameKeys(
      IamCall call,
      UserRecord before,
      UserRecord after,
      List<AccessKeyId> ids,
      int index,
      List<IdentityChange> changes) {
    return index == ids.size()
        ? CompletableFuture.completedFuture(changes)
        : keys.find(ids.get(index))
            .thenCompose(key -> {
              key.filter(found -> isOf(found, call, before))
                  .ifPresent(found ->
                      changes.add(
                          new IdentityChange.Replace(
                              found.record(), found.withUserName(after.name()))));
              return renameKeys(call, before, after, ids, index + 1, changes);
            });
  }

  private static boolean isOf(AccessKeyRecord key, IamCall call, UserRecord user) {
    return key.account().equals(call.account())
        && key.userName()
            .map(EntityName::folded)
            .equals(Optional.of(EntityName.folded(user.name())));
  }
}
