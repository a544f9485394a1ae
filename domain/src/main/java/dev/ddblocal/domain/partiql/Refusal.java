package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.InvalidExpressionException;

/** Why a statement is not run: the texts that are the language's own. */
final class Refusal {
  private Refusal() {}

  /** A text that no statement is. */
  static InvalidExpressionException notWellFormed(String detail) {
    return new InvalidExpressionException(
        "Statement wasn't well formed, can't be processed: " + detail);
  }

  /** A text that cannot be cut into tokens, or that nests too deep: there is no detail. */
  static InvalidExpressionException notWellFormed() {
    return notWellFormed("");
  }

  /** A token that cannot begin a term. */
  static InvalidExpressionException unexpected(Token token) {
    return notWellFormed(
        switch (token.type()) {
          case KEYWORD -> "Unexpected keyword";
          case OPERATOR -> "Unexpected operator";
          default -> "Unexpected term";
        });
  }

  /** A statement that goes on where it should end. */
  static InvalidExpressionException leftover() {
    return notWellFormed("Unexpected token after expression");
  }

  /** A statement of another kind, or one that does nothing. */
  static InvalidExpressionException noDataManipulation() {
    return notWellFormed("Expected data manipulation");
  }

  /** A write whose condition does not say which item is meant. */
  static InvalidExpressionException noKey() {
    return new InvalidExpressionException(
        "Where clause does not contain a mandatory equality on all key attributes");
  }

  /** Something that the grammar has and the service has not. */
  static InvalidExpressionException at(String reason, Position position) {
    return new InvalidExpressionException(reason + " at " + position);
  }

  /** A function that the service has not, or not there. */
  static InvalidExpressionException unrecognizedFunction(String name, Position position) {
    return at("Unrecognized function: " + name, position);
  }

  /** A term that is no path where one must stand, or a path's step that no path can have. */
  static InvalidExpressionException unexpectedPathComponent(Position position) {
    return at("Unexpected path component", position);
  }

  /** An operator that the service has not, or not there. */
  static InvalidExpressionException unsupportedOperator(String name, Position position) {
    return at("Unsupported operator: " + name, position);
  }

  /** A clause that the service has not. */
  static InvalidExpressionException unsupportedClause(String name, Position position) {
    return at("Unsupported clause: " + name, position);
  }
}
