package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.error.DynamoDbException;
import java.nio.file.Path;

/** Turns what goes wrong into what a caller is told, and tells the operator the rest. */
final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** The error for the caller whose work failed so. */
  static DynamoDbException answer(Throwable failure, Path file) {
    if (failure instanceof DynamoDbException answer) {
      return answer;
    }
    LOG.log(System.Logger.Level.ERROR, "A work on " + file + " failed", failure);
    return DynamoDbException.internalServerError();
  }

  /** Tells the operator of a failure of SQLite in one line; its trace is there for debugging. */
  static void reportStorage(Throwable failure, Path file) {
    LOG.log(System.Logger.Level.ERROR, "The database {0} failed: {1}", file, text(failure));
    LOG.log(System.Logger.Level.DEBUG, "The failure's origin", failure);
  }

  /** Tells the operator in one line why a database cannot be opened. */
  static void reportUnopened(Throwable failure, Path file) {
    LOG.log(
        System.Logger.Level.ERROR, "The database {0} cannot be opened: {1}", file, text(failure));
    LOG.log(System.Logger.Level.DEBUG, "The failure's origin", failure);
  }

  private static String text(Throwable failure) {
    return failure.getMessage() != null ? failure.getMessage() : failure.toString();
  }
}
