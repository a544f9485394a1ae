package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.AccessKeyUsage.Use;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.UserRecord;
import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells when, where and for what an access key of the account was last used. A key of another
 * account is denied like one that does not exist.
 */
final class GetAccessKeyLastUsed implements IamOperation {
  private static final String NEVER = "N/A";

  private final IamEnvironment environment;
  private final Users users;
  private final AccessKeys keys;

  GetAccessKeyLastUsed(IamEnvironment environment) {
    this.environment = environment;
    this.users = new Users(environment.store());
    this.keys = new AccessKeys(environment);
  }

  @Override
  public String name() {
    return "GetAccessKeyLastUsed";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("access key " + AccessKeys.id(call));
  }

  /** Policies name the user whose key it is. */
  @Override
  public CompletionStage<List<String>> authorizedOn(IamCall call, List<String> found) {
    return find(call)
        .thenCompose(key ->
            key.flatMap(AccessKeyRecord::userName).isEmpty()
                ? CompletableFuture.completedFuture(
                    key.map(owned -> List.of(owned.root().arn())).orElse(found))
                : users
                    .find(call.account(), key.get().userName().get())
                    .thenApply(user ->
                        user.map(owner -> List.of(owner.arn(call.account()))).orElse(found)));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    return find(call)
        .thenApply(key -> key.orElseThrow(() -> denied(call)))
        .thenCompose(key ->
            environment
                .usage()
                .lastUse(key.id())
                .thenCompose(
                    use -> userName(call, key).thenApply(userName -> reply(userName, use))));
  }

  private CompletionStage<Optional<AccessKeyRecord>> find(IamCall call) {
    AccessKeyId id = AccessKeys.id(call);
    return keys.find(id)
        .thenApply(key -> key.filter(found -> found.account().equals(call.account())));
  }

  private CompletionStage<Optional<String>> userName(IamCall call, AccessKeyRecord key) {
    return key.userName().isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : users
            .find(call.account(), key.userName().get())
            .thenApply(user -> user.map(UserRecord::name).or(key::userName));
  }

  private QueryFault denied(IamCall call) {
    return IamFaults.accessDenied(
        AccessDenied.withoutReason(
            call.caller().principal().arn(), "iam:" + name(), resources(call).getFirst()));
  }

  private static QueryReply reply(Optional<String> userName, Optional<Use> use) {
    List<Element> used = new ArrayList<>();
    use.ifPresent(last -> used.add(new Text("LastUsedDate", RecordedTime.write(last.at()))));
    used.add(new Text("ServiceName", use.map(Use::service).orElse(NEVER)));
    used.add(new Text("Region", use.map(Use::region).orElse(NEVER)));
    List<Element> elements = new ArrayList<>();
    userName.ifPresent(name -> elements.add(new Text(Users.USER_NAME, name)));
    elements.add(new Group("AccessKeyLastUsed", used));
    return QueryReply.of(elements);
  }
}
