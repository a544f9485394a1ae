package dev.ddblocal.domain.expression.legacy;

/**
 * How several conditions of a legacy parameter are joined (model shape {@code
 * ConditionalOperator}).
 */
public enum ConditionalOperator {
  /** All must hold. This is the default. */
  AND,
  /** One must hold. */
  OR
}
