package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of statements at random. */
class StatementPropertiesTest {
  private static final int MAX_LENGTH = 8192;

  /** What tokens are made of, whole and broken. */
  private static final List<String> PIECES =
      List.of(
          ("SELECT INSERT INTO UPDATE DELETE FROM WHERE SET REMOVE VALUE RETURNING ALL OLD NEW"
                  + " MODIFIED ORDER BY ASC DESC AND OR NOT IN IS BETWEEN MISSING NULL TRUE EXISTS("
                  + " LIKE LIMIT GROUP JOIN AS DISTINCT * a b.c d[0] \"e f\" \"\" 'x' '' 1 -2 3.5e2"
                  + " 1e999 1e99999999999 ? ? ? , , . : ; ( ) [ ] { } << >> = <> != < <= > >= + - /"
                  + " % || @ # $ ! ' \" /* */ -- begins_with( size( set_add( list_append(a,"
                  + " attribute_exists( {'k': [1,")
              .split(" "));

  private final StatementParser parser = new StatementParser();

  @Test
  void what_is_written_reads_as_the_same_statement() {
    Random random = new Random(20261122);
    RandomStatements statements = new RandomStatements(random);
    for (int i = 0; i < 5_000; i++) {
      Statement statement = statements.statement();
      StatementText.Written written = StatementText.write(statement, _ -> random.nextInt(4) == 0);
      assertTrue(written.text().length() <= MAX_LENGTH);
      assertEquals(
          statement, parser.parse(written.text(), written.parameters()), () -> written.text());
    }
  }

  @Test
  void conditions_projections_and_updates_are_those_of_expressions() {
    RandomStatements statements = new RandomStatements(new Random(5));
    Expressions expressions = new Expressions();
    for (int i = 0; i < 3_000; i++) {
      Condition condition = statements.condition(3);
      Projection projection = statements.projection();
      Update update = statements.update();
      NativeExpressions texts = new NativeExpressions();
      String filter = texts.condition(condition);
      String paths = texts.projection(projection);
      String actions = texts.update(update);
      RequestExpressions request =
          expressions.of(RequestWording.BARE_CURRENT, texts.attributes(), true);
      assertEquals(condition, request.filter(filter).orElseThrow(), filter);
      assertEquals(projection, request.projection(paths).orElseThrow(), paths);
      assertEquals(
          Set.copyOf(update.actions()),
          Set.copyOf(request.update(actions).orElseThrow().actions()),
          actions);
      request.requireAllUsed();
    }
  }

  @Test
  void tokens_at_random_are_a_statement_or_are_refused() {
    Random random = new Random(7);
    int statements = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT * FROM T WHERE " : "");
      for (int pieces = random.nextInt(20); pieces > 0; pieces--) {
        text.append(piece(random)).append(random.nextInt(3) == 0 ? "" : " ");
      }
      statements += isStatement(text.toString(), random.nextInt(3)) ? 1 : 0;
    }
    assertTrue(statements > 0);
  }

  @Test
  void a_statement_with_a_piece_changed_is_a_statement_or_is_refused() {
    Random random = new Random(11);
    RandomStatements statements = new RandomStatements(random);
    int refused = 0;
    int accepted = 0;
    for (int i = 0; i < 5_000; i++) {
      String text = StatementText.write(statements.statement(), _ -> random.nextInt(8) == 0).text();
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(6));
      String changed = text.substring(0, from) + piece(random) + text.substring(to);
      int parameters = (int) changed.chars().filter(c -> c == '?').count();
      if (isStatement(changed, parameters)) {
        accepted++;
      } else {
        refused++;
      }
    }
    assertTrue(accepted > 0 && refused > 0);
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /** Whether a text is a statement; if it is not, it is refused and nothing else. */
  private boolean isStatement(String text, int parameters) {
    try {
      parser.parse(text, Collections.nCopies(parameters, new AttributeValue.S("x")));
      return true;
    } catch (DynamoDbException refused) {
      assertEquals(ErrorCode.VALIDATION, refused.code());
      return false;
    }
  }
}
