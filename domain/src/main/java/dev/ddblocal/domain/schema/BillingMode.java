package dev.ddblocal.domain.schema;

/** How a table's throughput is paid for (model shape {@code BillingMode}). */
public enum BillingMode {
  /** Capacity units chosen by the owner. */
  PROVISIONED,
  /** On demand. */
  PAY_PER_REQUEST
}
