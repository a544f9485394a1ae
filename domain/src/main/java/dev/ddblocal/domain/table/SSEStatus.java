package dev.ddblocal.domain.table;

/** The state of encryption (those of model shape {@code SSEStatus} that occur here). */
public enum SSEStatus {
  /** In force. */
  ENABLED
}
