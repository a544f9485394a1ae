package dev.ddblocal.domain.backup;

/**
 * Model shape {@code PointInTimeRecoveryDescription}.
 *
 * @param pointInTimeRecoveryStatus whether the table can be restored to an earlier time
 */
public record PointInTimeRecoveryDescription(PointInTimeRecoveryStatus pointInTimeRecoveryStatus) {}
