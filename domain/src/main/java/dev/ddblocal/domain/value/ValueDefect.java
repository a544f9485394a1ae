package dev.ddblocal.domain.value;

/** What is wrong with an attribute value that a caller sent. */
public interface ValueDefect {
  /** The finished text for the caller in the wording of the given layer, without envelope. */
  String message(ValidationLayer layer);
}
