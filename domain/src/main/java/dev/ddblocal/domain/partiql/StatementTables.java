package dev.ddblocal.domain.partiql;

import java.util.List;
import java.util.function.Function;

/** The tables that statements name, as authorization has to know them. */
final class StatementTables {
  private StatementTables() {}

  /** The table that a text names; none if the text is no statement. */
  static List<String> of(String statement) {
    return statement == null ? List.of() : SentStatements.table(statement).stream().toList();
  }

  /** The tables that the statements of a request name, in their order. */
  static <T> List<String> of(List<T> requests, Function<T, String> statement) {
    return requests == null
        ? List.of()
        : requests.stream().flatMap(each -> of(statement.apply(each)).stream()).toList();
  }
}
