package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.auth.identity.RecordedTime;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a role. Sessions of an earlier role of that name do not become sessions of this one. */
final class CreateRole extends TransactionalOperation {
  /** How many roles an account can have. */
  static final int MOST_ROLES = 1_000;

  /** The longest description of a role. */
  static final int LONGEST_DESCRIPTION = 1_000;

  /** The parameter with the longest session. */
  static final String MAX_SESSION_DURATION = "MaxSessionDuration";

  private static final int SHORTEST_SESSION = 3_600;
  private static final int LONGEST_SESSION = 43_200;

  private final IamEnvironment environment;

  CreateRole(IamEnvironment environment) {
    super("CreateRole", environment);
    this.environment = environment;
  }

  @Override
  public List<String> resources(IamCall call) {
    String name = NamedEntity.name(call, EntityType.ROLE);
    return List.of(
        NamedEntity.arn(
            call.account(), EntityType.ROLE, IamNames.path(call.parameters(), "Path"), name));
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    String name = NamedEntity.name(call, EntityType.ROLE);
    IdentityRecord record =
        record(call, name)
            .with(
                RoleRecord.TRUST_POLICY,
                TrustPolicy.require(transaction, call, "AssumeRolePolicyDocument"));
    if (Entities.find(transaction, call.account(), EntityType.ROLE, name).isPresent()) {
      throw IamFaults.alreadyExists("Role", name);
    }
    if (Entities.all(transaction, call.account(), EntityType.ROLE).size() >= MOST_ROLES) {
      throw IamFaults.quotaExceeded("RolesPerAccount", MOST_ROLES);
    }
    Optional<String> boundary = PutPermissionsBoundary.policy(transaction, call);
    if (boundary.isPresent()) {
      record = record.with(IdentityEntity.BOUNDARY_ARN, boundary.get());
    }
    transaction.add(new IdentityChange.Create(record));
    return QueryReply.of(EntityElements.wholeRole("Role", RoleRecord.of(record)));
  }

  private IdentityRecord record(IamCall call, String name) {
    String now = RecordedTime.write(environment.clock().instant());
    IdentityRecord record =
        RecordVersion.next(
            IdentityRecord.of(AccountRecord.partition(call.account()), EntityType.ROLE.sort(name))
                .with(IdentityEntity.NAME, name)
                .with(IdentityEntity.PATH, IamNames.path(call.parameters(), "Path"))
                .with(
                    EntityType.ROLE.idAttribute(),
                    environment.ids().next(UniqueIdGenerator.Kind.ROLE))
                .with(IdentityEntity.CREATED_AT, now)
                .with(RoleRecord.REVOKE_SESSIONS_BEFORE, now)
                .with(RoleRecord.MAX_SESSION, maxSession(call).orElse(SHORTEST_SESSION)));
    Optional<String> description = CreatePolicy.description(call, LONGEST_DESCRIPTION);
    if (description.isPresent()) {
      record = record.with(RoleRecord.DESCRIPTION, description.get());
    }
    Map<String, String> tags = TagParameters.read(call.parameters());
    return tags.isEmpty() ? record : record.with(IdentityEntity.TAGS, tags);
  }

  /** The longest session in the call, in seconds. */
  static Optional<Integer> maxSession(IamCall call) {
    return call.parameters().integer(MAX_SESSION_DURATION, SHORTEST_SESSION, LONGEST_SESSION);
  }
}
