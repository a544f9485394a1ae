package dev.ddblocal.domain.resourcepolicy;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.schema.ResourcePolicy;
import dev.ddblocal.domain.table.TableLookup;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Tells the policy of a table or stream (API operation {@code GetResourcePolicy}). */
public final class GetResourcePolicy
    implements OperationHandler<GetResourcePolicyRequest, GetResourcePolicyResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public GetResourcePolicy(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<GetResourcePolicyResponse> execute(
      GetResourcePolicyRequest request, CallScope scope) {
    PolicyTarget target = PolicyTarget.of(request.resourceArn(), scope);
    return scope
        .keyspace()
        .read(transaction -> {
          ResourcePolicy policy =
              target
                  .policy(target.existing(transaction, lookup))
                  .orElseThrow(target::policyNotFound);
          return new GetResourcePolicyResponse(policy.document(), policy.revisionId());
        });
  }
}
