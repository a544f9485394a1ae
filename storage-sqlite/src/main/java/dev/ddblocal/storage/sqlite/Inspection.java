package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.StorageReport.KeyspaceReport;
import dev.ddblocal.domain.port.TableStatistics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks at open databases from the side, through the Vert.x JDBC client: with connections and
 * threads of its own, so that it tells of the database and not of the queues before it.
 *
 * <p>It only reads, and only in autocommit mode: the client leaves a connection that has seen a
 * transaction of its own with autocommit off. Its Vert.x instance is made for the first look.
 */
final class Inspection implements AutoCloseable {
  private static final String TOTALS =
      "SELECT COUNT(*), COALESCE(SUM(item_count), 0), COALESCE(SUM(size_bytes), 0)"
          + " FROM tables JOIN stores USING (number)";

  private Vertx vertx;
  private boolean closed;

  Inspection() {}

  /**
   * What was found of one database: a report or a problem.
   *
   * @param report the report, or null
   * @param problem what is wrong, or null
   */
  record Finding(KeyspaceReport report, String problem) {}

  /** Looks at a database; the stage does not fail. */
  CompletionStage<Finding> inspect(DatabaseName name, KeyspaceDatabase database) {
    CompletionStage<Finding> look;
    try {
      look =
          database
              .inspector(this::vertx)
              .query(TOTALS)
              .thenApply(row -> new Finding(report(name, database, row), null));
    } catch (SQLException | RuntimeException failure) {
      look = CompletableFuture.failedFuture(failure);
    }
    return look.exceptionally(failure -> new Finding(null, problem(database.path(), failure)));
  }

  private static KeyspaceReport report(DatabaseName name, KeyspaceDatabase database, Row row) {
    try {
      return new KeyspaceReport(
          name.account(),
          name.region(),
          row.getInteger(0),
          new TableStatistics(row.getLong(1), row.getLong(2)),
          database.file().diskBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String problem(Path file, Throwable failure) {
    return "The database " + file + " does not answer: " + failure.getMessage();
  }

  /** The findings together. */
  static CompletionStage<StorageReport> report(List<CompletionStage<Finding>> findings) {
    CompletionStage<List<Finding>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (CompletionStage<Finding> finding : findings) {
      all =
          all.thenCombine(
              finding,
              (list, next) -> {
                list.add(next);
                return list;
              });
    }
    return all.thenApply(Inspection::summary);
  }

  private static StorageReport summary(List<Finding> findings) {
    List<KeyspaceReport> reports = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.problem() == null) {
        reports.add(finding.report());
      } else {
        problems.add(finding.problem());
      }
    }
    return new StorageReport(problems.isEmpty(), String.join("; ", problems), reports);
  }

  private synchronized Vertx vertx() {
    if (closed) {
      throw new IllegalStateException("the storage is closed");
    }
    if (vertx == null) {
      vertx =
          Vertx.vertx(
              new VertxOptions()
                  .setEventLoopPoolSize(1)
                  .setWorkerPoolSize(1)
                  .setInternalBlockingPoolSize(1)
                  .setFileSystemOptions(
                      new FileSystemOptions()
                          .setFileCachingEnabled(false)
                          .setClassPathResolvingEnabled(false)));
    }
    return vertx;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
