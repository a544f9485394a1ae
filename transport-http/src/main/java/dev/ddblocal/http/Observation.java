package dev.ddblocal.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/**
 * What tells operators of a front door.
 *
 * @param management what the management answers tell
 * @param registry where requests are counted
 * @param requestLog takes an entry for each request
 */
public record Observation(
    ManagementSource management, MeterRegistry registry, RequestLog requestLog) {
  /** Refuses missing parts. */
  public Observation {
    Objects.requireNonNull(management, "management is null");
    Objects.requireNonNull(registry, "registry is null");
    Objects.requireNonNull(requestLog, "requestLog is null");
  }
}
