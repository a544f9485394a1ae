package dev.ddblocal.auth.identity;

/**
 * The number {@code policyVersion} of a record of a user, role, group or policy. It grows with
 * every change, so that two changes of one record can never both be made to what both have read.
 */
public final class RecordVersion {
  /** The attribute's name. */
  static final String ATTRIBUTE = "policyVersion";

  private RecordVersion() {}

  /** The record's version; 0 if it has none. */
  public static long of(IdentityRecord record) {
    return record.number(ATTRIBUTE).orElse(0L);
  }

  /** The record in its next version. */
  public static IdentityRecord next(IdentityRecord record) {
    return record.with(ATTRIBUTE, of(record) + 1);
  }
}
