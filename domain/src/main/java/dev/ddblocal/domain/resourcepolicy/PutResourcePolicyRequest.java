package dev.ddblocal.domain.resourcepolicy;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code PutResourcePolicyInput}.
 *
 * @param resourceArn the ARN of the table or stream
 * @param policy the policy as JSON
 * @param expectedRevisionId the revision that the policy must have until now, {@code NO_POLICY} if
 *     there must be none; null for whatever there is
 * @param confirmRemoveSelfResourceAccess whether the policy may keep the caller from changing it
 *     again
 */
public record PutResourcePolicyRequest(
    String resourceArn,
    String policy,
    String expectedRevisionId,
    Boolean confirmRemoveSelfResourceAccess)
    implements OperationRequest<PutResourcePolicyResponse> {
  @Override
  public Operation operation() {
    return Operation.PUT_RESOURCE_POLICY;
  }

  @Override
  public List<String> tables() {
    return resourceArn == null ? List.of() : List.of(resourceArn);
  }
}
