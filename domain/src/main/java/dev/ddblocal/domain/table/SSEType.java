package dev.ddblocal.domain.table;

/** A kind of encryption at rest (model shape {@code SSEType}). */
public enum SSEType {
  /** Under a key of the service's; not accepted in requests. */
  AES256,
  /** Under a KMS key. */
  KMS
}
