package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Optional;

/** PutUserPermissionsBoundary and PutRolePermissionsBoundary. */
final class PutPermissionsBoundary extends TransactionalOperation {
  private static final String PERMISSIONS_BOUNDARY = "PermissionsBoundary";

  private final EntityType type;

  PutPermissionsBoundary(EntityType type, IamEnvironment environment) {
    super("Put" + type.label() + PERMISSIONS_BOUNDARY, environment);
    this.type = type;
  }

  @Override
  public List<String> resources(IamCall call) {
    return NamedEntity.resources(call, type);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    call.parameters().require(PERMISSIONS_BOUNDARY);
    IdentityEntity entity = NamedEntity.require(transaction, call, type);
    String arn = policy(transaction, call).orElseThrow();
    transaction.add(
        new IdentityChange.Replace(
            entity.record(), entity.touched().with(IdentityEntity.BOUNDARY_ARN, arn)));
    return QueryReply.NOTHING;
  }

  /**
   * The ARN of the policy in the parameter {@code PermissionsBoundary}, if it was sent; the policy
   * cannot be deleted meanwhile.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError, InvalidInput or NoSuchEntity
   */
  static Optional<String> policy(IdentityTransaction transaction, IamCall call) {
    Optional<String> given =
        call.parameters()
            .find(PERMISSIONS_BOUNDARY)
            .map(arn -> RequestedPolicy.checked(arn, PERMISSIONS_BOUNDARY));
    return given.map(arn -> {
      ManagedPolicy policy =
          ManagedPolicies.find(transaction, call.account(), arn)
              .orElseThrow(() -> PolicyFaults.notABoundary(arn));
      RequestedPolicy.touch(transaction, policy);
      return policy.arn().toString();
    });
  }
}
