package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes an access key of a user, or of the root user who calls. Its secret is told here only. */
final class CreateAccessKey implements IamOperation {
  private final IamEnvironment environment;
  private final Users users;
  private final AccessKeys keys;

  CreateAccessKey(IamEnvironment environment) {
    this.environment = environment;
    this.users = new Users(environment.store());
    this.keys = new AccessKeys(environment);
  }

  @Override
  public String name() {
    return "CreateAccessKey";
  }

  @Override
  public List<String> resources(IamCall call) {
    return Users.resourceOrCaller(call);
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    if (call.account().equals(environment.iamAccount())) {
      // No record can give a key to this account, so this would be one that nobody can use.
      throw IamFaults.invalidInput(
          "Access keys of the IAM account are not kept in the identity table.");
    }
    return Conflicts.repeated(() ->
        users
            .owner(call)
            .thenCompose(owner ->
                keys.ids(call.account(), owner)
                    .thenCompose(ids -> {
                      if (ids.size() >= AccessKeys.QUOTA) {
                        throw IamFaults.quotaExceeded("AccessKeysPerUser", AccessKeys.QUOTA);
                      }
                      return create(call.account(), owner);
                    })));
  }

  private CompletionStage<QueryReply> create(AccountId account, Optional<UserRecord> owner) {
    AccessKey key = environment.accessKeys().generate(account);
    while (environment.reserved().test(key.id())) {
      key = environment.accessKeys().generate(account);
    }
    AccessKeyRecord record =
        AccessKeyRecord.create(key, owner, environment.clock().instant(), environment.sealer());
    QueryReply reply = reply(record, key);
    return ownerChange(account, owner)
        .thenCompose(change ->
            environment
                .store()
                .apply(
                    List.of(
                        new IdentityChange.Create(record.record()),
                        new IdentityChange.Create(
                            AccessKeyRecord.pointer(account, record.userName(), record.id())),
                        change)))
        .thenApply(_ -> reply);
  }

  /** Changes the owner's record, so that of two keys made at once one counts the other. */
  private CompletionStage<IdentityChange> ownerChange(
      AccountId account, Optional<UserRecord> owner) {
    if (owner.isPresent()) {
      return CompletableFuture.completedFuture(
          new IdentityChange.Replace(owner.get().record(), owner.get().touched().record()));
    }
    IdentityRecord none = IdentityRecord.of(AccountRecord.partition(account), "ROOT");
    return environment
        .store()
        .get(none.partition(), none.sort())
        .thenApply(root ->
            root.<IdentityChange>map(
                    seen -> new IdentityChange.Replace(seen, RecordVersion.next(seen)))
                .orElseGet(() -> new IdentityChange.Create(RecordVersion.next(none))));
  }

  private static QueryReply reply(AccessKeyRecord record, AccessKey key) {
    List<Element> elements = new ArrayList<>(AccessKeys.elements(record));
    elements.add(new Text("SecretAccessKey", key.secret().plainText()));
    return QueryReply.of(new Group("AccessKey", elements));
  }
}
