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

/** Takes a table's or stream's policy away (API operation {@code DeleteResourcePolicy}). */
public final class DeleteResourcePolicy
    implements OperationHandler<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public DeleteResourcePolicy(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<DeleteResourcePolicyResponse> execute(
      DeleteResourcePolicyRequest request, CallScope scope) {
    PolicyTarget target = PolicyTarget.of(request.resourceArn(), scope);
    return scope.keyspace().write(transaction -> delete(transaction, target, request));
  }

  private DeleteResourcePolicyResponse delete(
      WriteTransaction transaction, PolicyTarget target, DeleteResourcePolicyRequest request) {
    TableDefinition table = target.changeable(transaction, lookup);
    Optional<ResourcePolicy> present = target.policy(table);
    if (!PolicyChanges.isExpected(present, request.expectedRevisionId())) {
      throw target.policyNotFound();
    }
    if (present.isPresent()) {
      transaction.alterTable(
          table
              .change()
              .resourcePolicies(
                  table.resourcePolicies().with(target.streamLabel(), Optional.empty()))
              .build());
    }
    return new DeleteResourcePolicyResponse(present.map(ResourcePolicy::revisionId).orElse(null));
  }
}
