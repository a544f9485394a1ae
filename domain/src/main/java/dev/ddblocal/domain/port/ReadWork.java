package dev.ddblocal.domain.port;

/**
 * Work on one snapshot. It is plain synchronous Java, runs on a thread of the adapter's choosing
 * and may be run again, so it has no side effects.
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface ReadWork<R> {
  /**
   * Does the work. If it throws, the stage that {@link Keyspace#read} answered fails: with a {@link
   * dev.ddblocal.domain.error.DynamoDbException} as it was thrown, with an InternalServerError for
   * anything else.
   */
  R run(ReadTransaction transaction);
}
