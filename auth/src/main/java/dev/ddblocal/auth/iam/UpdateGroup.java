package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Changes the name or the path of a group. Its users and policies stay with it. */
final class UpdateGroup extends TransactionalOperation {
  private static final String NEW_NAME = "NewGroupName";
  private static final String NEW_PATH = "NewPath";

  /** How many records one transaction changes. */
  private static final int MOST_CHANGES = 100;

  UpdateGroup(IamEnvironment environment) {
    super("UpdateGroup", environment);
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, EntityType.GROUP);
  }

  /** Policies have to allow the call on the group as it is and as it will be. */
  @Override
  public CompletionStage<List<String>> authorizedOn(IamCall call, List<String> found) {
    String before = found.getFirst();
    int name = before.lastIndexOf('/') + 1;
    int path = before.indexOf('/');
    String after =
        before.substring(0, path)
            + call.parameters().find(NEW_PATH).orElse(before.substring(path, name))
            + call.parameters().find(NEW_NAME).orElse(before.substring(name));
    return CompletableFuture.completedStage(List.of(before, after));
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Optional<String> path =
        call.parameters().find(NEW_PATH).map(_ -> IamNames.path(call.parameters(), NEW_PATH));
    Optional<String> name =
        call.parameters()
            .find(NEW_NAME)
            .map(text -> IamNames.checked(text, NEW_NAME, IamNames.LONGEST_EXISTING_NAME));
    IdentityEntity group = NamedEntity.require(transaction, call, EntityType.GROUP);
    IdentityRecord after = group.touched();
    if (path.isPresent()) {
      after = after.with(IdentityEntity.PATH, path.get());
    }
    if (name.isPresent()) {
      after = after.with(IdentityEntity.NAME, name.get());
    }
    String sort = EntityType.GROUP.sort(name.orElse(group.name()));
    if (sort.equals(group.record().sort())) {
      transaction.add(new IdentityChange.Replace(group.record(), after));
    } else {
      move(transaction, group, new IdentityRecord(after.partition(), sort, after.attributes()));
    }
    return QueryReply.NOTHING;
  }

  /** Gives a group another key, and with it all that is kept below the old one. */
  private static void move(
      IdentityTransaction transaction, IdentityEntity group, IdentityRecord after) {
    IdentityEntity moved = new IdentityEntity(EntityType.GROUP, after);
    if (transaction.get(after.partition(), after.sort()).isPresent()) {
      throw IamFaults.alreadyExists("Group", moved.name());
    }
    List<IdentityChange> changes = new ArrayList<>();
    changes.add(new IdentityChange.Remove(group.record()));
    changes.add(new IdentityChange.Create(after));
    for (IdentityRecord policy : Entities.inlinePolicies(transaction, group)) {
      changes.add(new IdentityChange.Remove(policy));
      changes.add(
          new IdentityChange.Create(
              new IdentityRecord(
                  after.partition(),
                  EntityType.GROUP.inlinePolicySort(
                      moved.name(), Entities.inlinePolicy(policy).name()),
                  policy.attributes())));
    }
    for (String arn : Entities.attachedPolicies(transaction, group)) {
      changes.add(
          new IdentityChange.Delete(
              after.partition(), EntityType.GROUP.attachmentSort(group.name(), arn)));
      changes.add(
          new IdentityChange.Create(
              IdentityRecord.of(
                  after.partition(), EntityType.GROUP.attachmentSort(moved.name(), arn))));
    }
    for (IdentityEntity user : Entities.members(transaction, group)) {
      Set<String> groups = new TreeSet<>(user.groups());
      groups.remove(Membership.key(group));
      groups.add(Membership.key(moved));
      changes.add(
          new IdentityChange.Replace(
              user.record(), user.touched().with(IdentityEntity.GROUPS, groups)));
    }
    if (changes.size() > MOST_CHANGES) {
      throw IamFaults.quotaExceeded("RecordsPerGroupRename", MOST_CHANGES);
    }
    transaction.addAll(changes);
  }
}
