package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.Durability;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.JDBC;

/**
 * The connections to one database file, held by Agroal. Its pool-less kind suits us: who borrows a
 * connection keeps it for as long as the keyspace is open, and thousands of keyspaces do not cost a
 * housekeeping thread each.
 */
final class ConnectionSource implements AutoCloseable {
  /** Up to how many bytes of a file SQLite reads as mapped memory. */
  private static final long MAPPED_BYTES = 1L << 36;

  /** To which size a write-ahead log that has grown larger is cut when it begins anew. */
  private static final long LOG_BYTES_KEPT = 64L << 20;

  static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final AgroalDataSource dataSource;

  private ConnectionSource(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Prepares connections; opens none yet.
   *
   * @param file the database file
   * @param durability what a commit survives
   * @param settings further pragmas of each connection
   * @param most the most connections at a time
   */
  static ConnectionSource of(
      Path file, Durability durability, Map<String, String> settings, int most)
      throws SQLException {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier()
            .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS)
            .metricsEnabled(false)
            .connectionPoolConfiguration(pool ->
                pool.maxSize(most)
                    .connectionFactoryConfiguration(factory -> {
                      factory
                          .connectionProviderClass(JDBC.class)
                          // As an URI, a path may hold any character.
                          .jdbcUrl(JDBC.PREFIX + file.toAbsolutePath().toUri())
                          .autoCommit(true)
                          .jdbcProperty("journal_mode", "WAL")
                          .jdbcProperty("synchronous", synchronous(durability))
                          .jdbcProperty("wal_autocheckpoint", "0")
                          .jdbcProperty("journal_size_limit", "" + LOG_BYTES_KEPT)
                          .jdbcProperty("mmap_size", "" + MAPPED_BYTES)
                          .jdbcProperty("busy_timeout", "" + BUSY_TIMEOUT_MILLIS)
                          .jdbcProperty("temp_store", "MEMORY")
                          // Else every insert is followed by a query for its row id.
                          .jdbcProperty("jdbc.get_generated_keys", "false");
                      settings.forEach(factory::jdbcProperty);
                      return factory;
                    }));
    return new ConnectionSource(AgroalDataSource.from(configuration));
  }

  private static String synchronous(Durability durability) {
    return switch (durability) {
      case FULL -> "FULL";
      case NORMAL -> "NORMAL";
      case OFF -> "OFF";
    };
  }

  /** Opens a connection in autocommit mode. */
  Connection connect() throws SQLException {
    return dataSource.getConnection();
  }

  /** The connections as a standard data source. */
  DataSource asDataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
