package dev.ddblocal.http;

import dev.ddblocal.domain.port.StorageReport;
import java.util.concurrent.CompletionStage;

/** What the management routes tell and do; given by whoever runs the server. */
public interface ManagementSource {
  /** Looks at the storage, for {@code /_health}. Never blocks. */
  CompletionStage<StorageReport> inspectStorage();

  /** Whether requests may be sent, for {@code /_ready}. Never blocks. */
  boolean isReady();

  /** The metrics in Prometheus' text format, for {@code /_metrics}. May take a while. */
  String metrics();

  /** Deletes expired items now, for {@code /_ttl/sweep}; answers how many. Never blocks. */
  CompletionStage<Long> sweepExpiredItems();
}
