package dev.ddblocal.domain.expression.legacy;

/** What is done to an attribute (model shape {@code AttributeAction}). */
public enum AttributeAction {
  /** Adds to a number, set or list. */
  ADD,
  /** Puts a value in place of the present one. This is the default. */
  PUT,
  /** Removes the attribute, or members of a set. */
  DELETE
}
