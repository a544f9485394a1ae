package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.SentValue;
import java.util.List;
import java.util.Optional;

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
   * What a statement does to which table, as authorization has to know it; empty if the text is no
   * statement.
   *
   * @param operation the operation that it is sent with
   * @param statement the text, or null
   * @param parameters the values of its parameters, or null
   * @param capacity what the answer tells of capacity, where the operation has the parameter
   */
  static Optional<ResourceAccess> access(
      Operation operation,
      String statement,
      List<SentValue> parameters,
      Optional<ReturnConsumedCapacity> capacity) {
    return statement == null
        ? Optional.empty()
        : PARSER
            .target(statement)
            .map(target ->
                new ResourceAccess(
                    target.iamAction(),
                    target.table(),
                    target.index(),
                    new StatementFacts(
                        statement, parameters, target.index(), operation, capacity)));
  }

  /** The tables of accesses. */
  static List<String> tables(List<ResourceAccess> accesses) {
    return accesses.stream().map(ResourceAccess::resource).toList();
  }
}
