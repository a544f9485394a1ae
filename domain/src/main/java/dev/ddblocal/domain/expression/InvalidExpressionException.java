package dev.ddblocal.domain.expression;

/**
 * What is wrong with an expression or with a part of a statement, on its way from where it is found
 * to where it is known what the caller is told of its place. It carries no stack trace.
 */
public final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason the text for the caller, without the parameter's name
   */
  public InvalidExpressionException(String reason) {
    super(reason, null, false, false);
  }
}
