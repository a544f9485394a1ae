package dev.ddblocal.domain.backup;

/**
 * Model shape {@code ContinuousBackupsDescription}.
 *
 * @param continuousBackupsStatus always ENABLED
 * @param pointInTimeRecoveryDescription the state of point in time recovery
 */
public record ContinuousBackupsDescription(
    ContinuousBackupsStatus continuousBackupsStatus,
    PointInTimeRecoveryDescription pointInTimeRecoveryDescription) {}
