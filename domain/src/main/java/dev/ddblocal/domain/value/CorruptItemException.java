package dev.ddblocal.domain.value;

/** Bytes that are not an item in the encoding of {@link ItemCodec}. */
public final class CorruptItemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the reason names what is wrong, never an item's content. */
  public CorruptItemException(String reason) {
    super(reason);
  }
}
