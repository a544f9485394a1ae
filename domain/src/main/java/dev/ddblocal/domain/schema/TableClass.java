package dev.ddblocal.domain.schema;

/** A table's storage class (model shape {@code TableClass}). */
public enum TableClass {
  /** The default class. */
  STANDARD,
  /** For data that is seldom read. */
  STANDARD_INFREQUENT_ACCESS
}
