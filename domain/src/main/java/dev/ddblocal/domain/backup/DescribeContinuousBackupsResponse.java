package dev.ddblocal.domain.backup;

/**
 * Model shape {@code DescribeContinuousBackupsOutput}.
 *
 * @param continuousBackupsDescription the description
 */
public record DescribeContinuousBackupsResponse(
    ContinuousBackupsDescription continuousBackupsDescription) {}
