package dev.ddblocal.domain.capacity;

/**
 * What reads and writes cost, in capacity units.
 *
 * <p>See "DynamoDB read and write operations" in the developer guide.
 */
public final class CapacityUnits {
  /** The bytes that one write unit pays for. */
  private static final long WRITE_UNIT_BYTES = 1024;

  /** The bytes that one strongly consistent read unit pays for. */
  private static final long READ_UNIT_BYTES = 4096;

  private CapacityUnits() {}

  /**
   * The units of a write: one for each started KB, at least one.
   *
   * @param sizeBytes the larger of the item's sizes before and after; 0 where there is no item
   */
  public static double ofWrite(long sizeBytes) {
    return units(sizeBytes, WRITE_UNIT_BYTES);
  }

  /**
   * The units of a read: one for each started 4 KB, at least one, and half of that where the read
   * may be eventually consistent.
   *
   * @param sizeBytes the size of what was read; 0 for an item that does not exist
   * @param consistent whether the read was strongly consistent
   */
  public static double ofRead(long sizeBytes, boolean consistent) {
    double units = units(sizeBytes, READ_UNIT_BYTES);
    return consistent ? units : units / 2;
  }

  private static double units(long sizeBytes, long unitBytes) {
    return Math.max(1, Math.ceilDiv(sizeBytes, unitBytes));
  }
}
