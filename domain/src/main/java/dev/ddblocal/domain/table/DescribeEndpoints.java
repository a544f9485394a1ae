package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers the endpoint to send requests to (API operation {@code DescribeEndpoints}): always the
 * one that was asked.
 */
public final class DescribeEndpoints
    implements OperationHandler<DescribeEndpointsRequest, DescribeEndpointsResponse> {
  private static final long CACHE_PERIOD_IN_MINUTES = 1440;

  @Override
  public CompletionStage<DescribeEndpointsResponse> execute(
      DescribeEndpointsRequest request, CallScope scope) {
    return CompletableFuture.completedStage(
        new DescribeEndpointsResponse(
            List.of(new Endpoint(scope.host(), CACHE_PERIOD_IN_MINUTES))));
  }
}
