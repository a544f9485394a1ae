package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;

/** Makes a group. */
final class CreateGroup extends TransactionalOperation {
  /** How many groups an account can have. */
  static final int MOST_GROUPS = 300;

  private final IamEnvironment environment;

  CreateGroup(IamEnvironment environment) {
    super("CreateGroup", environment);
    this.environment = environment;
  }

  @Override
  public List<String> resources(IamCall call) {
    String name = NamedEntity.name(call, EntityType.GROUP);
    return List.of(
        NamedEntity.arn(
            call.account(), EntityType.GROUP, IamNames.path(call.parameters(), "Path"), name));
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String name = NamedEntity.name(call, EntityType.GROUP);
    String path = IamNames.path(call.parameters(), "Path");
    if (Entities.find(transaction, call.account(), EntityType.GROUP, name).isPresent()) {
      throw IamFaults.alreadyExists("Group", name);
    }
    if (Entities.all(transaction, call.account(), EntityType.GROUP).size() >= MOST_GROUPS) {
      throw IamFaults.quotaExceeded("GroupsPerAccount", MOST_GROUPS);
    }
    IdentityRecord record =
        RecordVersion.next(
            IdentityRecord.of(AccountRecord.partition(call.account()), EntityType.GROUP.sort(name))
                .with(IdentityEntity.NAME, name)
                .with(IdentityEntity.PATH, path)
                .with(
                    EntityType.GROUP.idAttribute(),
                    environment.ids().next(UniqueIdGenerator.Kind.GROUP))
                .with(
                    IdentityEntity.CREATED_AT, RecordedTime.write(environment.clock().instant())));
    transaction.add(new IdentityChange.Create(record));
    return QueryReply.of(
        EntityElements.brief("Group", new IdentityEntity(EntityType.GROUP, record)));
  }
}
