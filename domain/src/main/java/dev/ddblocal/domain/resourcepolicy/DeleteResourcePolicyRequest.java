package dev.ddblocal.domain.resourcepolicy;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code DeleteResourcePolicyInput}.
 *
 * @param resourceArn the ARN of the table or stream
 * @param expectedRevisionId the revision that the policy must have; null for whatever there is
 */
public record DeleteResourcePolicyRequest(String resourceArn, String expectedRevisionId)
    implements OperationRequest<DeleteResourcePolicyResponse> {
  @Override
  public Operation operation() {
    return Operation.DELETE_RESOURCE_POLICY;
  }

  @Override
  public List<String> tables() {
    return resourceArn == null ? List.of() : List.of(resourceArn);
  }
}
