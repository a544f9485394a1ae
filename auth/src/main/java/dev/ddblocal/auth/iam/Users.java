package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finding, changing and printing users. */
public final class Users {
  static final String USER_NAME = "UserName";
  private static final String ATTACHMENT = "ATT#";

  private final IdentityStore store;

  /** Looks for users in the store. */
  public Users(IdentityStore store) {
    this.store = Objects.requireNonNull(store, "store is null");
  }

  /** The user of that name, in any case; fails with NoSuchEntity. */
  public CompletionStage<UserRecord> require(AccountId account, String name) {
    return find(account, name)
        .thenApply(user -> user.orElseThrow(() -> IamFaults.noSuchUser(name)));
  }

  /** The user of that name, in any case, if there is one. */
  public CompletionStage<Optional<UserRecord>> find(AccountId account, String name) {
    return store
        .get(AccountRecord.partition(account), UserRecord.sort(name))
        .thenApply(record -> record.map(UserRecord::new));
  }

  /**
   * Who {@link #nameOrCaller} means: the user, or empty for the root user; fails with NoSuchEntity.
   */
  CompletionStage<Optional<UserRecord>> owner(IamCall call) {
    Optional<String> name = nameOrCaller(call);
    return name.isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : require(call.account(), name.get()).thenApply(Optional::of);
  }

  /** What hangs on a user: names of its keys, its own policies, attachments of managed ones. */
  CompletionStage<List<IdentityRecord>> belongings(UserRecord user) {
    String partition = user.record().partition();
    return store
        .list(partition, own(user))
        .thenCombine(
            store.list(partition, attachments(user)),
            (own, attached) -> Stream.concat(own.stream(), attached.stream()).toList());
  }

  /** Whether the record names a key of the user. */
  static boolean isKeyOf(UserRecord user, IdentityRecord record) {
    return record.sort().startsWith(AccessKeyRecord.pointerPrefix(Optional.of(user.name())));
  }

  /** Whether the record is a policy of the user's own. */
  static boolean isPolicyOf(UserRecord user, IdentityRecord record) {
    return record.sort().startsWith(own(user) + "POL#");
  }

  /** The sort key of something that hangs on a user, under the user's other name. */
  static String movedSort(String sort, UserRecord before, UserRecord after) {
    String prefix = sort.startsWith(ATTACHMENT) ? ATTACHMENT : "";
    return prefix
        + after.record().sort()
        + sort.substring(prefix.length() + before.record().sort().length());
  }

  private static String own(UserRecord user) {
    return user.record().sort() + "#";
  }

  private static String attachments(UserRecord user) {
    return ATTACHMENT + user.record().sort() + "#";
  }

  /** All users of an account. */
  public CompletionStage<List<UserRecord>> list(AccountId account) {
    return store
        .list(AccountRecord.partition(account), UserRecord.PREFIX)
        .thenApply(
            records -> records.stream().filter(UserRecord::isUser).map(UserRecord::new).toList());
  }

  /** Changes the record of a user and nothing else; fails with NoSuchEntity. */
  public CompletionStage<Void> change(
      AccountId account, String name, UnaryOperator<UserRecord> change) {
    return Conflicts.repeated(() ->
        require(account, name)
            .thenCompose(user ->
                store.apply(
                    List.of(
                        new IdentityChange.Replace(user.record(), change.apply(user).record())))));
  }

  /**
   * The name in the parameter {@code UserName}, or that of the user who calls; empty for a root
   * user who names nobody and so means itself.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError if a session names nobody
   */
  public static Optional<String> nameOrCaller(IamCall call) {
    Optional<String> given = call.parameters().find(USER_NAME);
    if (given.isPresent()) {
      return Optional.of(IamNames.checked(given.get(), USER_NAME, IamNames.LONGEST_EXISTING_NAME));
    }
    return switch (call.caller().principal()) {
      case Principal.User user -> Optional.of(user.name());
      case Principal.Root _ -> Optional.empty();
      case Principal.AssumedRole _, Principal.FederatedUser _ ->
          throw IamFaults.validationError(
              "Must specify userName when calling with non-User credentials");
    };
  }

  /**
   * The name in the parameter {@code UserName}, which has to be there.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError
   */
  public static String name(IamCall call) {
    return IamNames.require(call.parameters(), USER_NAME, IamNames.LONGEST_EXISTING_NAME);
  }

  /** The ARN of a user whose path is not known. */
  public static String arn(AccountId account, String name) {
    return "arn:aws:iam::" + account + ":user/" + name;
  }

  /** What a call works on that names a user, the caller's or its root user. */
  static List<String> resourceOrCaller(IamCall call) {
    return List.of(
        nameOrCaller(call)
            .map(name -> arn(call.account(), name))
            .orElseGet(() -> new Principal.Root(call.account()).arn()));
  }

  /** A user as answers print it. */
  static Group element(
      String name, AccountId account, UserRecord user, boolean withTagsAndBoundary) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Text("Path", user.path()));
    elements.add(new Text(USER_NAME, user.name()));
    elements.add(new Text("UserId", user.userId()));
    elements.add(new Text("Arn", user.arn(account)));
    elements.add(new Text("CreateDate", RecordedTime.write(user.createdAt())));
    if (withTagsAndBoundary) {
      user.boundaryArn().ifPresent(boundary -> elements.add(boundary(boundary)));
      if (!user.tags().isEmpty()) {
        elements.add(TagParameters.elements(user.tags()));
      }
    }
    return new Group(name, elements);
  }

  /** A permissions boundary as answers print it. */
  public static Group boundary(String arn) {
    return Group.of(
        "PermissionsBoundary",
        new Text("PermissionsBoundaryType", "Policy"),
        new Text("PermissionsBoundaryArn", arn));
  }
}
