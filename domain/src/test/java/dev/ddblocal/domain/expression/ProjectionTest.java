package dev.ddblocal.domain.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  private static final String ITEM =
      "{'pk': {'S': 'k'}, 'm': {'M': {'a': {'N': '1'}, 'b': {'M': {'c': {'N': '2'}}}}},"
          + " 'l': {'L': [{'S': '0'}, {'M': {'x': {'S': '1'}, 'y': {'S': '2'}}}, {'S': '2'}]},"
          + " 'ss': {'SS': ['a']}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pk | {'pk': {'S': 'k'}}",
        "zz | {}",
        "zz, pk | {'pk': {'S': 'k'}}",
        "m.a | {'m': {'M': {'a': {'N': '1'}}}}",
        "m.b.c, m.a | {'m': {'M': {'a': {'N': '1'}, 'b': {'M': {'c': {'N': '2'}}}}}}",
        "m.zz | {}",
        "m[0] | {}",
        "pk.a | {}",
        "ss[0] | {}",
        "l[2], l[0] | {'l': {'L': [{'S': '0'}, {'S': '2'}]}}",
        "l[7] | {}",
        "l[4294967294], l[2] | {'l': {'L': [{'S': '2'}]}}",
        "l[1].x, l[1].y | {'l': {'L': [{'M': {'x': {'S': '1'}, 'y': {'S': '2'}}}]}}",
        "l[1].zz, l[2] | {'l': {'L': [{'S': '2'}]}}",
        "l.a | {}",
        "#m.#a, pk | {'pk': {'S': 'k'}, 'm': {'M': {'a': {'N': '1'}}}}",
      })
  void answers_the_parts_at_its_paths(String text, String expected) {
    assertEquals(ValueNotation.item(expected), projection(text).of(ValueNotation.item(ITEM)));
  }

  @Test
  void names_the_attributes_that_it_reads() {
    assertEquals(
        List.of("l", "m", "pk"),
        List.copyOf(projection("l[0], m.a, m.b.c, pk, l[1]").attributes()));
  }

  private static Projection projection(String text) {
    return ExpressionRequest.values(Map.of())
        .name("#m", "m")
        .name("#a", "a")
        .expressions()
        .projection(text)
        .orElseThrow();
  }
}
