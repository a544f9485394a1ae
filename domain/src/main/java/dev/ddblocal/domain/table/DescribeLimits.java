package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers the account's limits on provisioned capacity (API operation {@code DescribeLimits}): the
 * initial quotas that AWS gives an account.
 */
public final class DescribeLimits
    implements OperationHandler<DescribeLimitsRequest, DescribeLimitsResponse> {
  /** The most read or write capacity units that one table may have. */
  static final long TABLE_MAXIMUM = 40_000;

  /** The most read or write capacity units that all tables of an account may have in a region. */
  static final long ACCOUNT_MAXIMUM = 80_000;

  private static final DescribeLimitsResponse LIMITS =
      new DescribeLimitsResponse(ACCOUNT_MAXIMUM, ACCOUNT_MAXIMUM, TABLE_MAXIMUM, TABLE_MAXIMUM);

  @Override
  public CompletionStage<DescribeLimitsResponse> execute(
      DescribeLimitsRequest request, CallScope scope) {
    return CompletableFuture.completedStage(LIMITS);
  }
}
