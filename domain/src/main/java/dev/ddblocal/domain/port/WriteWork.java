package dev.ddblocal.domain.port;

/**
 * Atomic work. It is plain synchronous Java, runs on a thread of the adapter's choosing and may be
 * run again, so it has no side effects but those on its transaction.
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface WriteWork<R> {
  /**
   * Does the work. If it throws, nothing of it stays and the stage that {@link Keyspace#write}
   * answered fails: with a {@link dev.ddblocal.domain.error.DynamoDbException} as it was thrown,
   * with an InternalServerError for anything else.
   */
  R run(WriteTransaction transaction);
}
