package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Conditions at random, in both languages at once: {@code ?} in a statement stands for what {@code
 * :vN} stands for in an expression.
 *
 * @param partiQl the condition in a statement
 * @param expression the condition in an expression
 */
record BilingualCondition(String partiQl, String expression) {
  private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

  /** The values of one request, in the order in which its texts are written. */
  static final class Values {
    private final List<AttributeValue> values = new ArrayList<>();
    private final Map<String, AttributeValue> named = new LinkedHashMap<>();

    /** Takes a value; answers the placeholder that an expression has for it. */
    String add(Object value) {
      String placeholder = ":v" + values.size();
      addOfKey(value);
      named.put(placeholder, values.getLast());
      return placeholder;
    }

    /** Takes a value that a native request has in its key. */
    void addOfKey(Object value) {
      values.add(LocalDynamoDb.attributes("v", value).get("v"));
    }

    /** The values as parameters of a statement. */
    Object[] parameters() {
      return values.toArray();
    }

    /** The values by the placeholders of expressions; null if there are none. */
    AttributeMap byPlaceholder() {
      return named.isEmpty() ? null : AttributeMap.of(named);
    }
  }

  /** A condition on attributes that are no keys. */
  static BilingualCondition random(Random random, Values values) {
    return random(random, values, 2);
  }

  private static BilingualCondition random(Random random, Values values, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return term(random, values);
    }
    if (random.nextInt(4) == 0) {
      BilingualCondition negated = random(random, values, depth - 1);
      return new BilingualCondition(
          "NOT (" + negated.partiQl + ")", "NOT (" + negated.expression + ")");
    }
    String operator = random.nextBoolean() ? " AND " : " OR ";
    BilingualCondition left = random(random, values, depth - 1);
    BilingualCondition right = random(random, values, depth - 1);
    return new BilingualCondition(
        "(" + left.partiQl + ")" + operator + "(" + right.partiQl + ")",
        "(" + left.expression + ")" + operator + "(" + right.expression + ")");
  }

  private static BilingualCondition term(Random random, Values values) {
    return switch (random.nextInt(11)) {
      case 0, 1 -> comparison(random, values);
      case 2 -> {
        int low = random.nextInt(5);
        String first = values.add(low);
        yield new BilingualCondition(
            "val BETWEEN ? AND ?", "val BETWEEN " + first + " AND " + values.add(low + 2));
      }
      case 3 -> {
        String first = values.add(random.nextInt(5));
        yield new BilingualCondition(
            "val IN [?, ?]", "val IN (" + first + ", " + values.add(word(random)) + ")");
      }
      case 4 -> new BilingualCondition("attribute_exists(nam)", "attribute_exists(nam)");
      case 5 -> new BilingualCondition("nam IS MISSING", "attribute_not_exists(nam)");
      case 6 -> new BilingualCondition("val IS NOT MISSING", "attribute_exists(val)");
      case 7 -> function("begins_with(nam, %s)", values.add(word(random).substring(0, 1)));
      case 8 -> function("contains(tags, %s)", values.add(word(random)));
      case 9 -> function("size(nam) > %s", values.add(random.nextInt(4)));
      default -> function("docs.n = %s", values.add(random.nextInt(3)));
    };
  }

  private static BilingualCondition comparison(Random random, Values values) {
    String comparator = COMPARATORS.get(random.nextInt(COMPARATORS.size()));
    Object value = random.nextInt(4) == 0 ? word(random) : random.nextInt(6);
    return function("val " + comparator + " %s", values.add(value));
  }

  private static BilingualCondition function(String text, String placeholder) {
    return new BilingualCondition(text.formatted("?"), text.formatted(placeholder));
  }

  /** A word of few letters. */
  static String word(Random random) {
    return "abc".substring(random.nextInt(3)) + "x".repeat(random.nextInt(3));
  }
}
