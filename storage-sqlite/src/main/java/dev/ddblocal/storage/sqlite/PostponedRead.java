package dev.ddblocal.storage.sqlite;

/** Leaves a read that has turned out to be a long one and cannot be that now. */
final class PostponedRead extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PostponedRead() {
    super("the read goes on later", null, false, false);
  }
}
