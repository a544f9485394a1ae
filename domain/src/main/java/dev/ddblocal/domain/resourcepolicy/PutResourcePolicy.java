package dev.ddblocal.domain.resourcepolicy;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.ResourcePolicy;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.table.PolicyChanges;
import dev.ddblocal.domain.table.TableLookup;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Gives a table or stream a policy (API operation {@code PutResourcePolicy}). */
public final class PutResourcePolicy
    implements OperationHandler<PutResourcePolicyRequest, PutResourcePolicyResponse> {
  private final TableLookup lookup;
  private final PolicyChanges changes;

  /** Creates the operation. */
  public PutResourcePolicy(TableLookup lookup, PolicyChanges changes) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
    this.changes = Objects.requireNonNull(changes, "changes is null");
  }

  @Override
  public CompletionStage<PutResourcePolicyResponse> execute(
      PutResourcePolicyRequest request, CallScope scope) {
    PolicyTarget target = PolicyTarget.of(request.resourceArn(), scope);
    changes.check(
        scope.caller(),
        request.resourceArn(),
        request.policy(),
        Boolean.TRUE.equals(request.confirmRemoveSelfResourceAccess()));
    return scope.keyspace().write(transaction -> put(transaction, target, request));
  }

  private PutResourcePolicyResponse put(
      WriteTransaction transaction, PolicyTarget target, PutResourcePolicyRequest request) {
    TableDefinition table = target.changeable(transaction, lookup);
    Optional<ResourcePolicy> present = target.policy(table);
    if (!PolicyChanges.isExpected(present, request.expectedRevisionId())) {
      throw target.policyNotFound();
    }
    ResourcePolicy next = changes.following(present, request.policy());
    if (!present.equals(Optional.of(next))) {
      changes.requireRested(present);
      transaction.alterTable(
          table
              .change()
              .resourcePolicies(
                  table.resourcePolicies().with(target.streamLabel(), Optional.of(next)))
              .build());
    }
    return new PutResourcePolicyResponse(next.revisionId());
  }
}
