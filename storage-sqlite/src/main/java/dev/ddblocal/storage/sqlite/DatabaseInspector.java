package dev.ddblocal.storage.sqlite;

import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The Vert.x JDBC client for one open database. */
final class DatabaseInspector implements AutoCloseable {
  private static final int IDLE_SECONDS = 60;
  private static final int CLOSING_SECONDS = 10;

  private final ConnectionSource source;
  private final Pool pool;

  DatabaseInspector(Vertx vertx, ConnectionSource source) {
    this.source = source;
    this.pool =
        JDBCPool.pool(
            vertx,
            source.asDataSource(),
            new PoolOptions()
                .setMaxSize(1)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
  }

  /** The only row of the query's answer. */
  CompletionStage<Row> query(String sql) {
    return pool.query(sql).execute().map(rows -> rows.iterator().next()).toCompletionStage();
  }

  @Override
  public void close() {
    try (source) {
      var _ =
          pool.close()
              .toCompletionStage()
              .toCompletableFuture()
              .completeOnTimeout(null, CLOSING_SECONDS, TimeUnit.SECONDS)
              .join();
    }
  }
}
