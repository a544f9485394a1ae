package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.expression.SyntaxCache;
import dev.ddblocal.domain.partiql.StatementReader.Parsed;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Optional;

/**
 * Reads statements. It keeps what the latest texts say, as applications send the same few with
 * other parameters. Safe for use by several threads at once.
 *
 * <p>All that the text and its parameters can be refused for is refused here, before anything is
 * looked up or done.
 */
public final class StatementParser {
  private final SyntaxCache<Text> texts =
      new SyntaxCache<>(StatementParser::text, text -> text instanceof Refused);

  /** What a text says. */
  private sealed interface Text {}

  /**
   * A statement.
   *
   * @param parsed what it says
   */
  private record Sound(Parsed parsed) implements Text {}

  /**
   * A text that is no statement.
   *
   * @param reason the text for the caller
   */
  private record Refused(String reason) implements Text {}

  /**
   * What a statement says with its parameters.
   *
   * @param text the statement
   * @param parameters a value for each {@code ?}, in their order
   * @throws DynamoDbException a ValidationException if the text is no statement that the service
   *     has, if there are more or fewer parameters than it needs, or if they do not fit
   */
  public Statement parse(String text, List<AttributeValue> parameters) {
    return switch (texts.of(text)) {
      case Refused(String reason) -> throw DynamoDbException.validation(reason);
      case Sound(Parsed parsed) -> bound(parsed, parameters);
    };
  }

  /**
   * What a text does to what.
   *
   * @param iamAction the action that allows it
   * @param table the table, a name or an ARN as it stands there
   * @param index the index that is read in its place
   */
  record Target(String iamAction, String table, Optional<String> index) {}

  /**
   * What a text does to what, whether or not the rest can be done. Empty if the text is no
   * statement.
   */
  Optional<Target> target(String text) {
    return switch (texts.of(text)) {
      case Refused _ -> Optional.empty();
      case Sound(Parsed parsed) -> target(parsed.syntax());
    };
  }

  private static Optional<Target> target(StatementSyntax syntax) {
    String action =
        switch (syntax) {
          case StatementSyntax.Select _, StatementSyntax.Exists _ -> "dynamodb:PartiQLSelect";
          case StatementSyntax.Insert _ -> "dynamodb:PartiQLInsert";
          case StatementSyntax.Update _ -> "dynamodb:PartiQLUpdate";
          case StatementSyntax.Delete _ -> "dynamodb:PartiQLDelete";
        };
    try {
      return Optional.of(
          new Target(action, StatementBinder.tableOf(syntax), StatementBinder.indexOf(syntax)));
    } catch (InvalidExpressionException _) {
      return Optional.empty();
    }
  }

  private static Text text(String text) {
    try {
      return new Sound(StatementReader.parse(text));
    } catch (InvalidExpressionException invalid) {
      return new Refused(invalid.getMessage());
    }
  }

  private static Statement bound(Parsed parsed, List<AttributeValue> parameters) {
    if (parsed.parameters() != parameters.size()) {
      throw DynamoDbException.validation(
          "Number of parameters in request and statement don't match.");
    }
    try {
      return StatementBinder.statement(parsed.syntax(), parameters);
    } catch (InvalidExpressionException invalid) {
      throw DynamoDbException.validation(invalid.getMessage());
    }
  }
}
