package dev.ddblocal.app;

import dev.ddblocal.app.metrics.ServerMetrics;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.http.ManagementSource;
import java.util.concurrent.CompletionStage;

/** What the management endpoints of a server tell and do. */
final class Management implements ManagementSource {
  private final Storage storage;
  private final ServerMetrics metrics;
  private final ExpirySweeper expiry;
  private volatile boolean ready;

  Management(Storage storage, ServerMetrics metrics, ExpirySweeper expiry) {
    this.storage = storage;
    this.metrics = metrics;
    this.expiry = expiry;
  }

  /** From now on requests may be sent. */
  void becomeReady() {
    ready = true;
  }

  @Override
  public CompletionStage<StorageReport> inspectStorage() {
    return storage.inspect();
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public String metrics() {
    return metrics.scrape();
  }

  @Override
  public CompletionStage<Long> sweepExpiredItems() {
    return expiry.sweepNow();
  }
}
