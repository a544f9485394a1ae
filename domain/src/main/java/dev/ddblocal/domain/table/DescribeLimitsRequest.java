package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/** Model shape {@code DescribeLimitsInput}. It has no members. */
public record DescribeLimitsRequest() implements OperationRequest<DescribeLimitsResponse> {
  @Override
  public Operation operation() {
    return Operation.DESCRIBE_LIMITS;
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
