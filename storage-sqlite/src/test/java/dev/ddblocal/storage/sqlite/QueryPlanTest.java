package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.storage.sqlite.TableStatements.Kind;
import dev.ddblocal.storage.sqlite.TableStatements.RangeKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQLite finds what a statement is about by an index, and sorts nothing. */
class QueryPlanTest {
  private static final String BY_KEY = "USING INDEX sqlite_autoindex_t_7_1 ";
  private static final String BY_ROW = "USING INTEGER PRIMARY KEY (rowid=?)";

  private Connection connection;

  @BeforeEach
  void make_the_schema() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    SchemaMigrations.RELEASED.migrate(connection, 0);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TableStatements.creation(7));
    }
  }

  @AfterEach
  void close_it() throws SQLException {
    connection.close();
  }

  @Test
  void an_item_is_found_by_its_key_or_its_row() throws SQLException {
    for (Kind kind : Kind.values()) {
      List<String> expected =
          switch (kind) {
            case GET, LOCATE -> List.of("SEARCH t_7 " + BY_KEY + "(key=?)");
            case INSERT -> List.of();
            case UPDATE, DELETE -> List.of("SEARCH t_7 " + BY_ROW);
          };
      assertEquals(expected, plan(kind.sql("t_7")), kind.name());
    }
  }

  @Test
  void a_range_is_read_along_the_keys() throws SQLException {
    for (Direction direction : Direction.values()) {
      assertEquals(
          List.of("SEARCH t_7 " + BY_KEY + "(key>? AND key<?)"),
          plan(new RangeKind(true, direction).sql("t_7")));
      assertEquals(
          List.of("SEARCH t_7 " + BY_KEY + "(key>?)"),
          plan(new RangeKind(false, direction).sql("t_7")));
    }
  }

  @Test
  void statistics_are_found_by_their_row() throws SQLException {
    for (String sql :
        List.of(SqliteReadTransaction.STATISTICS, SqliteWriteTransaction.COUNT_CHANGES)) {
      assertEquals(List.of("SEARCH stores " + BY_ROW), plan(sql));
    }
  }

  private List<String> plan(String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }
}
