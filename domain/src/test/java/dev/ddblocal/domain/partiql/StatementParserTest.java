package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementParserTest {
  private final StatementParser parser = new StatementParser();

  @Test
  void reads_a_select() {
    Statement statement =
        parser.parse(
            "SELECT a, b.c[0] FROM \"T\".\"i\" WHERE pk = ? AND begins_with(sk, 'x') ORDER BY sk DESC",
            List.of(new AttributeValue.S("p")));
    assertEquals("T", statement.table());
  }
}
