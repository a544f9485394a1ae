package dev.ddblocal.domain.port;

/**
 * What DescribeTable tells about a table's content.
 *
 * @param itemCount the number of items
 * @param sizeBytes the sum of the items' sizes by DynamoDB's arithmetic
 */
public record TableStatistics(long itemCount, long sizeBytes) {
  /** An empty table. */
  public static final TableStatistics EMPTY = new TableStatistics(0, 0);

  /** These statistics changed by the given differences. */
  public TableStatistics plus(long items, long bytes) {
    return new TableStatistics(itemCount + items, sizeBytes + bytes);
  }
}
