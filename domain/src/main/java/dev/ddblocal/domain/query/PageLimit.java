package dev.ddblocal.domain.query;

/**
 * When a page ends: with the item that reaches one of the limits. Both are counted before the
 * filter.
 *
 * @param items the most items to evaluate, at least 1
 * @param bytes the bytes that end the page once they have been read, at least 1
 */
public record PageLimit(int items, long bytes) {
  /** A page ends when so many bytes have been read. */
  public static final long MAX_BYTES = 1L << 20;

  /**
   * The limit of a request.
   *
   * @param items the most items to evaluate, or null for as many as 1 MB holds
   */
  public static PageLimit of(Integer items) {
    return new PageLimit(items == null ? Integer.MAX_VALUE : items, MAX_BYTES);
  }

  /** What is left of the limit behind a page; nothing if the page reached it. */
  public PageLimit behind(Page page) {
    return new PageLimit(items - page.scanned(), bytes - page.bytes());
  }

  /** Whether nothing more may be read. */
  public boolean isReached() {
    return items <= 0 || bytes <= 0;
  }
}
