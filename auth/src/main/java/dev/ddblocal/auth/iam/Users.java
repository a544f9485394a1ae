package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityChange;
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
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Finding, changing and printing users. */
public final class Users {
  static final String USER_NAME = "UserName";

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
