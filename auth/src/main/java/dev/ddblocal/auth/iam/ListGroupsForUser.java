package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists the groups that a user is in. */
final class ListGroupsForUser implements IamOperation {
  private static final String PREFIX = "GROUP#";

  private final IdentityStore store;
  private final Users users;

  ListGroupsForUser(IamEnvironment environment) {
    this.store = environment.store();
    this.users = new Users(store);
  }

  @Override
  public String name() {
    return "ListGroupsForUser";
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of(Users.arn(call.account(), Users.name(call)));
  }

  @Override
  public CompletionStage<QueryReply> execute(IamCall call) {
    Page page = Page.of(call.parameters());
    return users
        .require(call.account(), Users.name(call))
        .thenCompose(user -> groups(call, List.copyOf(user.groups()), 0, new ArrayList<>()))
        .thenApply(groups ->
            page.reply("Groups", groups, IdentityRecord::sort, group -> element(call, group)));
  }

  private CompletionStage<List<IdentityRecord>> groups(
      IamCall call, List<String> names, int index, List<IdentityRecord> found) {
    return index == names.size()
        ? CompletableFuture.completedFuture(found)
        : store
            .get(AccountRecord.partition(call.account()), PREFIX + names.get(index))
            .thenCompose(group -> {
              group.ifPresent(found::add);
              return groups(call, names, index + 1, found);
            });
  }

  private static Element element(IamCall call, IdentityRecord group) {
    String path = group.text("path").orElse("/");
    String name = group.text("name").orElseGet(() -> group.sort().substring(PREFIX.length()));
    return Group.of(
        "member",
        new Text("Path", path),
        new Text("GroupName", name),
        new Text("GroupId", group.text("groupId").orElse("")),
        new Text("Arn", "arn:aws:iam::" + call.account() + ":group" + path + name),
        new Text("CreateDate", group.text("createdAt").orElse("")));
  }
}
