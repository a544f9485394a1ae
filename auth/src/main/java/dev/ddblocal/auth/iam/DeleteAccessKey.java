package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.AccessKeyUsage;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Deletes an access key. */
final class DeleteAccessKey implements IamOperation {
  private final IamEnvironment environment;
  private final Users users;
  private final AccessKeys keys;

  DeleteAccessKey(IamEnvironment environment) {
    this.environment = environment;
    this.users = new Users(environment.store());
    this.keys = new AccessKeys(environment);
  }

  @Override
  public String name() {
    return "DeleteAccessKey";
  }

  @Override
  public List<String> resources(IamCall call) {
    return Users.resourceOrCaller(call);
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    AccessKeyId id = AccessKeys.id(call);
    return Conflicts.repeated(() ->
        users
            .owner(call)
            .thenCompose(owner -> keys.require(call.account(), owner, id))
            .thenCompose(this::delete)
            .thenApply(_ -> QueryReply.NOTHING));
  }

  private CompletionStage<Void> delete(AccessKeyRecord key) {
    IdentityRecord pointer = AccessKeyRecord.pointer(key.account(), key.userName(), key.id());
    return environment
        .store()
        .apply(
            List.of(
                new IdentityChange.Remove(key.record()),
                new IdentityChange.Delete(pointer.partition(), pointer.sort()),
                AccessKeyUsage.deletion(key.id())))
        .thenRun(() -> environment.usage().forget(key.id()));
  }
}
