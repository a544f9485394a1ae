package dev.ddblocal.domain.schema;

/**
 * A pair of units for reads and writes: provisioned capacity units, on-demand maxima or warm
 * throughput, as the component says. Recorded and answered, never enforced.
 *
 * @param read units for reads
 * @param write units for writes
 */
public record Throughput(long read, long write) {
  /** Stands for a maximum that was not set. */
  public static final long UNLIMITED = -1;

  /** No units at all, as on-demand tables answer. */
  public static final Throughput ZERO = new Throughput(0, 0);
}
