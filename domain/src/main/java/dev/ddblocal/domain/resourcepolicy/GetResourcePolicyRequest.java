package dev.ddblocal.domain.resourcepolicy;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code GetResourcePolicyInput}.
 *
 * @param resourceArn the ARN of the table or stream
 */
public record GetResourcePolicyRequest(String resourceArn)
    implements OperationRequest<GetResourcePolicyResponse> {
  @Override
  public Operation operation() {
    return Operation.GET_RESOURCE_POLICY;
  }

  @Override
  public List<String> tables() {
    return resourceArn == null ? List.of() : List.of(resourceArn);
  }
}
