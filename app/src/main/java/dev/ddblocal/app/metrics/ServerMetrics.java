package dev.ddblocal.app.metrics;

import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.StorageReport.KeyspaceReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The server's meters in Prometheus's text format. The storage is looked at when it is asked. */
public final class ServerMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollections = new JvmGcMetrics();
  private final Supplier<CompletionStage<StorageReport>> storage;
  private final MultiGauge tables;
  private final MultiGauge items;
  private final MultiGauge itemBytes;
  private final MultiGauge diskBytes;
  private volatile double healthy;
  private boolean measuresJvm;

  /**
   * Creates the meters; requests are counted by whoever gets the registry.
   *
   * @param storage looks at the storage; asked on every scrape
   */
  public ServerMetrics(Supplier<CompletionStage<StorageReport>> storage) {
    this.storage = storage;
    Gauge.builder("ddb_local.storage.healthy", () -> healthy)
        .description("1 where every open keyspace answers, else 0")
        .register(registry);
    tables = perKeyspace("ddb_local.storage.tables", "tables");
    items = perKeyspace("ddb_local.storage.items", "items");
    itemBytes = perKeyspace("ddb_local.storage.item.bytes", "bytes");
    diskBytes = perKeyspace("ddb_local.storage.disk.bytes", "bytes");
  }

  /** Where requests are to be counted. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * All meters in Prometheus's text format. Waits for the storage, so it is nothing for an event
   * loop.
   */
  public synchronized String scrape() {
    if (!measuresJvm) {
      measuresJvm = true;
      measureJvm();
    }
    show(look());
    return registry.scrape();
  }

  private StorageReport look() {
    try {
      return storage.get().toCompletableFuture().get();
    } catch (ExecutionException e) {
      return new StorageReport(false, String.valueOf(e.getCause()), List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StorageReport(false, "interrupted", List.of());
    }
  }

  /** Takes a while, so it is not done before somebody asks. */
  private void measureJvm() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    garbageCollections.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private void show(StorageReport report) {
    healthy = report.healthy() ? 1 : 0;
    show(tables, report, KeyspaceReport::tables);
    show(items, report, keyspace -> keyspace.statistics().itemCount());
    show(itemBytes, report, keyspace -> keyspace.statistics().sizeBytes());
    show(diskBytes, report, KeyspaceReport::diskBytes);
  }

  private static void show(
      MultiGauge gauge, StorageReport report, ToDoubleFunction<KeyspaceReport> value) {
    gauge.register(
        report.keyspaces().stream()
            .map(keyspace ->
                MultiGauge.Row.of(
                    Tags.of(
                        "account", keyspace.account().value(),
                        "region", keyspace.region().value()),
                    value.applyAsDouble(keyspace)))
            .toList(),
        true);
  }

  private MultiGauge perKeyspace(String name, String unit) {
    return MultiGauge.builder(name)
        .baseUnit(unit)
        .description("Of one open keyspace")
        .register(registry);
  }

  @Override
  public void close() {
    garbageCollections.close();
    registry.close();
  }
}
