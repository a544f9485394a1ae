package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Switches an access key on or off. */
final class UpdateAccessKey implements IamOperation {
  private final IdentityStore store;
  private final Users users;
  private final AccessKeys keys;

  UpdateAccessKey(IamEnvironment environment) {
    this.store = environment.store();
    this.users = new Users(store);
    this.keys = new AccessKeys(environment);
  }

  @Override
  public String name() {
    return "UpdateAccessKey";
  }

  @Override
  public List<String> resources(IamCall call) {
    return Users.resourceOrCaller(call);
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    AccessKeyId id = AccessKeys.id(call);
    KeyStatus status = AccessKeys.status(call);
    return Conflicts.repeated(() ->
        users
            .owner(call)
            .thenCompose(owner -> keys.require(call.account(), owner, id))
            .thenCompose(key ->
                store.apply(List.of(new IdentityChange.Replace(key.record(), key.with(status)))))
            .thenApply(_ -> QueryReply.NOTHING));
  }
}
