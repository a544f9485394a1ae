package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/** Model shape {@code DescribeEndpointsRequest}. It has no members. */
public record DescribeEndpointsRequest() implements OperationRequest<DescribeEndpointsResponse> {
  @Override
  public Operation operation() {
    return Operation.DESCRIBE_ENDPOINTS;
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
