package dev.ddblocal.domain.value;

/**
 * Sees the attributes of an item one after the other.
 *
 * @param <X> what it may throw
 */
public interface AttributeVisitor<X extends Exception> {
  /** Sees an attribute. */
  void attribute(String name, AttributeValue value) throws X;

  /**
   * Sees an attribute that is a string and at hand as UTF-8.
   *
   * @param name the attribute's name
   * @param utf8 holds the string; not to be changed
   * @param from where it begins
   * @param length its bytes
   */
  void string(String name, byte[] utf8, int from, int length) throws X;
}
