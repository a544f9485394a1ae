package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.BillingMode;
import java.time.Instant;

/**
 * Model shape {@code BillingModeSummary}.
 *
 * @param billingMode how throughput is paid for
 * @param lastUpdateToPayPerRequestDateTime since when it is paid on demand
 */
public record BillingModeSummary(
    BillingMode billingMode, Instant lastUpdateToPayPerRequestDateTime) {}
