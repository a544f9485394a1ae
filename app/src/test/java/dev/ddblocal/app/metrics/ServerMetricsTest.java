package dev.ddblocal.app.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.StorageReport.KeyspaceReport;
import dev.ddblocal.domain.port.TableStatistics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  private static final KeyspaceReport FIRST =
      new KeyspaceReport(
          AccountId.TEST, new Region("us-east-1"), 2, new TableStatistics(30, 4_000), 50_000);
  private static final KeyspaceReport SECOND =
      new KeyspaceReport(AccountId.TEST, new Region("local"), 1, new TableStatistics(7, 80), 9_000);

  private final Storage storage = mock();
  private final ServerMetrics metrics = new ServerMetrics(storage::inspect);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void shows_what_the_storage_holds_in_each_keyspace() {
    report(new StorageReport(true, "", List.of(FIRST, SECOND)));

    Set<String> lines = scrape();

    assertTrue(lines.contains("ddb_local_storage_healthy 1.0"), lines::toString);
    assertTrue(
        lines.containsAll(
            Set.of(
                "ddb_local_storage_tables{account=\"000000001234\",region=\"us-east-1\"} 2.0",
                "ddb_local_storage_items{account=\"000000001234\",region=\"us-east-1\"} 30.0",
                "ddb_local_storage_item_bytes{account=\"000000001234\",region=\"us-east-1\"}"
                    + " 4000.0",
                "ddb_local_storage_disk_bytes{account=\"000000001234\",region=\"us-east-1\"}"
                    + " 50000.0",
                "ddb_local_storage_tables{account=\"000000001234\",region=\"local\"} 1.0")),
        lines::toString);
  }

  @Test
  void forgets_a_keyspace_that_is_closed() {
    report(new StorageReport(true, "", List.of(FIRST, SECOND)));
    scrape();
    report(new StorageReport(true, "", List.of(SECOND)));

    Set<String> lines = scrape();

    assertEquals(
        Set.of("ddb_local_storage_items{account=\"000000001234\",region=\"local\"} 7.0"),
        lines.stream()
            .filter(l -> l.startsWith("ddb_local_storage_items{"))
            .collect(Collectors.toSet()));
  }

  @Test
  void says_when_the_storage_does_not_answer() {
    report(new StorageReport(false, "locked", List.of()));

    assertTrue(scrape().contains("ddb_local_storage_healthy 0.0"));
  }

  @Test
  void a_storage_that_fails_to_report_is_not_healthy() {
    report(new StorageReport(true, "", List.of(FIRST)));
    scrape();
    when(storage.inspect())
        .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("gone")));

    assertTrue(scrape().contains("ddb_local_storage_healthy 0.0"));
  }

  @Test
  void shows_the_jvm_and_whatever_others_count() {
    report(new StorageReport(true, "", List.of()));
    metrics.registry().counter("ddb.test.requests").increment(3);

    Set<String> lines = scrape();

    assertTrue(lines.contains("ddb_test_requests_total 3.0"), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("jvm_memory_used_bytes{")),
        lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("process_uptime_seconds ")),
        lines::toString);
  }

  private void report(StorageReport report) {
    when(storage.inspect()).thenReturn(CompletableFuture.completedFuture(report));
  }

  private Set<String> scrape() {
    return metrics.scrape().lines().collect(Collectors.toSet());
  }
}
