package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import java.util.List;

/**
 * A look at the storage, for health checks and metrics.
 *
 * @param healthy whether every open keyspace answered
 * @param problem what does not answer, for an operator; empty when healthy
 * @param keyspaces the keyspaces that are open now
 */
public record StorageReport(boolean healthy, String problem, List<KeyspaceReport> keyspaces) {
  /** Copies the list. */
  public StorageReport {
    keyspaces = List.copyOf(keyspaces);
  }

  /**
   * One open keyspace.
   *
   * @param account whose it is
   * @param region where it is
   * @param tables how many tables it has
   * @param statistics items and bytes of all its tables together
   * @param diskBytes what it takes on disk; 0 for a storage without files
   */
  public record KeyspaceReport(
      AccountId account, Region region, int tables, TableStatistics statistics, long diskBytes) {}
}
