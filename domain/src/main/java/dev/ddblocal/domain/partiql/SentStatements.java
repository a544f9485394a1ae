package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.SentValue;
import java.util.List;
import java.util.function.Function;

/** Reads the statements that requests bring. */
final class SentStatements {
  private static final StatementParser PARSER = new StatementParser();

  private SentStatements() {}

  /**
   * What a statement says.
   *
   * @param parameters the values of its parameters, found sound
   * @throws DynamoDbException a ValidationException if it is no statement that the service has
   */
  static Statement parse(String statement, List<AttributeValue> parameters) {
    return PARSER.parse(statement, parameters);
  }

  /**
   * What a statement says that is no part of a transaction.
   *
   * @param parameters the values of its parameters, found sound
   * @throws DynamoDbException a ValidationException as {@link #parse}, and for a condition, which
   *     only transactions have
   */
  static Statement parseByItself(String statement, List<AttributeValue> parameters) {
    Statement parsed = parse(statement, parameters);
    if (parsed instanceof Statement.Exists) {
      throw DynamoDbException.validation(Refusal.noDataManipulation().getMessage());
    }
    return parsed;
  }

  /**
   * The values of a statement's parameters.
   *
   * @param parameters as sent; null counts as none
   * @throws DynamoDbException a ValidationException for an unsound value
   */
  static List<AttributeValue> parameters(List<SentValue> parameters) {
    return parameters == null
        ? List.of()
        : parameters.stream().map(RequestWording.BARE_OLDER::sound).toList();
  }

  /**
   * What a text does to which table, as authorization has to know it; nothing if the text is no
   * statement.
   *
   * @param statement the text, or null
   */
  static List<ResourceAccess> accesses(String statement) {
    return statement == null ? List.of() : PARSER.access(statement).stream().toList();
  }

  /**
   * What the statements of a request do to which tables, in their order.
   *
   * @param requests what brings the statements, or null
   * @param statement the text that each of them brings
   */
  static <T> List<ResourceAccess> accesses(List<T> requests, Function<T, String> statement) {
    return requests == null
        ? List.of()
        : requests.stream().flatMap(each -> accesses(statement.apply(each)).stream()).toList();
  }

  /** The tables of accesses. */
  static List<String> tables(List<ResourceAccess> accesses) {
    return accesses.stream().map(ResourceAccess::resource).toList();
  }
}
