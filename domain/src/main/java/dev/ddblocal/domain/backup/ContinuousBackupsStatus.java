package dev.ddblocal.domain.backup;

/** Model shape {@code ContinuousBackupsStatus}: it is the same for every table. */
public enum ContinuousBackupsStatus {
  /** As DynamoDB answers for every table from its making on. */
  ENABLED
}
