package dev.ddblocal.domain.expression;

/**
 * What is wrong with an expression, on its way from where it is found to where the parameter's name
 * is known. It carries no stack trace.
 */
final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason the text for the caller, without the parameter's name
   */
  InvalidExpressionException(String reason) {
    super(reason, null, false, false);
  }
}
