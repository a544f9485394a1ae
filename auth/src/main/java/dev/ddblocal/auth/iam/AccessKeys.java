package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.UnusableKeyException;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finding and printing the access keys of users and of root users. */
final class AccessKeys {
  /** How many keys a user or root user may have. */
  static final int QUOTA = 2;

  static final String ACCESS_KEY_ID = "AccessKeyId";
  private static final int SHORTEST_ID = 16;
  private static final int LONGEST_ID = 128;

  private final IdentityStore store;
  private final AccountId iamAccount;

  AccessKeys(IamEnvironment environment) {
    this.store = environment.store();
    this.iamAccount = environment.iamAccount();
  }

  /**
   * The parameter {@code AccessKeyId}.
   *
   * @throws QueryFault a ValidationError
   */
  static AccessKeyId id(IamCall call) {
    String text = call.parameters().require(ACCESS_KEY_ID);
    if (text.length() < SHORTEST_ID) {
      throw QueryParameters.violation(
          text, ACCESS_KEY_ID, "Member must have length greater than or equal to " + SHORTEST_ID);
    }
    if (text.length() > LONGEST_ID) {
      throw QueryParameters.violation(
          text, ACCESS_KEY_ID, "Member must have length less than or equal to " + LONGEST_ID);
    }
    return AccessKeyId.parse(text)
        .orElseThrow(() ->
            QueryParameters.violation(
                text, ACCESS_KEY_ID, "Member must satisfy regular expression pattern: [\\w]+"));
  }

  /** The ids of an owner's keys; an owner without a name is the account's root user. */
  CompletionStage<List<AccessKeyId>> ids(AccountId account, Optional<UserRecord> owner) {
    String prefix = AccessKeyRecord.pointerPrefix(owner.map(UserRecord::name));
    return store
        .list(AccessKeyRecord.pointerPartition(account), prefix)
        .thenApply(pointers ->
            pointers.stream()
                .flatMap(pointer ->
                    AccessKeyId.parse(pointer.sort().substring(prefix.length())).stream())
                .toList());
  }

  /** An owner's keys. */
  CompletionStage<List<AccessKeyRecord>> list(AccountId account, Optional<UserRecord> owner) {
    return ids(account, owner)
        .thenCompose(ids -> listed(account, owner, ids, 0, new ArrayList<>()));
  }

  private CompletionStage<List<AccessKeyRecord>> listed(
      AccountId account,
      Optional<UserRecord> owner,
      List<AccessKeyId> ids,
      int index,
      List<AccessKeyRecord> found) {
    return index == ids.size()
        ? CompletableFuture.completedFuture(found)
        : find(ids.get(index))
            .thenCompose(key -> {
              key.filter(each -> isOf(each, account, owner)).ifPresent(found::add);
              return listed(account, owner, ids, index + 1, found);
            });
  }

  /** An owner's key of that id; fails with NoSuchEntity. */
  CompletionStage<AccessKeyRecord> require(
      AccountId account, Optional<UserRecord> owner, AccessKeyId id) {
    return find(id)
        .thenApply(key ->
            key.filter(each -> isOf(each, account, owner))
                .orElseThrow(() -> IamFaults.noSuchAccessKey(id.value())));
  }

  /** The key of that id, whoever's it is. */
  CompletionStage<Optional<AccessKeyRecord>> find(AccessKeyId id) {
    return store
        .get(AccessKeyRecord.partition(id), AccessKeyRecord.SORT)
        .thenApply(record -> record.flatMap(this::read));
  }

  private Optional<AccessKeyRecord> read(IdentityRecord record) {
    try {
      return Optional.of(AccessKeyRecord.read(record, iamAccount));
    } catch (UnusableKeyException e) {
      // Not a key. Who tries to use it is told in the log.
      return Optional.empty();
    }
  }

  private static boolean isOf(AccessKeyRecord key, AccountId account, Optional<UserRecord> owner) {
    return key.account().equals(account)
        && key.userName().map(UserRecord::sort).equals(owner.map(user -> user.record().sort()));
  }

  /** What answers print of every key; a root user has no name. */
  static List<Element> elements(AccessKeyRecord key) {
    List<Element> elements = new ArrayList<>();
    key.userName().ifPresent(name -> elements.add(new Text(Users.USER_NAME, name)));
    elements.add(new Text(ACCESS_KEY_ID, key.id().value()));
    elements.add(new Text("Status", AccessKeyRecord.text(key.status())));
    elements.add(new Text("CreateDate", RecordedTime.write(key.createdAt())));
    return elements;
  }

  /**
   * The parameter {@code Status}.
   *
   * @throws QueryFault a ValidationError
   */
  static KeyStatus status(IamCall call) {
    String text = call.parameters().require("Status");
    for (KeyStatus status : KeyStatus.values()) {
      if (AccessKeyRecord.text(status).equals(text)) {
        return status;
      }
    }
    throw QueryParameters.violation(
        text, "Status", "Member must satisfy enum value set: [Active, Inactive]");
  }
}
