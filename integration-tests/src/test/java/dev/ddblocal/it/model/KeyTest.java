package dev.ddblocal.it.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A key condition.
 *
 * @param equal the attributes that are to be equal to a value: the partition key's, and the first
 *     ones of the sort key's
 * @param last the sort key's attribute behind these, or null
 * @param comparison its comparison, or null
 */
record KeyTest(Map<String, Value> equal, String last, Comparison comparison) {
  /** A condition for the source; as a rule something meets it. */
  static KeyTest draw(Source source, Draws draws) {
    List<Map<String, Value>> entries = source.entries();
    Map<String, Value> like =
        entries.isEmpty() || draws.percent(10) ? Map.of() : draws.oneOf(entries);
    Shape shape = source.table().shape();
    Map<String, Value> equal = new TreeMap<>();
    source.partition().forEach(name -> equal.put(name, valueOf(name, like, shape, draws)));
    List<String> sort = source.sort();
    int conditioned = draws.below(sort.size() + 1);
    if (conditioned == 0 || draws.percent(30)) {
      return new KeyTest(equal, null, null);
    }
    sort.subList(0, conditioned - 1)
        .forEach(name -> equal.put(name, valueOf(name, like, shape, draws)));
    String last = sort.get(conditioned - 1);
    return new KeyTest(equal, last, draws.comparison(shape, last));
  }

  private static Value valueOf(String name, Map<String, Value> like, Shape shape, Draws draws) {
    return like.containsKey(name) ? like.get(name) : draws.keyValue(shape, name);
  }

  /** The condition in an expression, its clauses in any order. */
  String text(Wording wording, Random random) {
    List<String> clauses = new ArrayList<>();
    equal.forEach((name, value) -> clauses.add(wording.name(name) + " = " + wording.value(value)));
    if (last != null) {
      clauses.add(comparison.text(wording.name(last), wording));
    }
    Collections.shuffle(clauses, random);
    return String.join(" AND ", clauses);
  }

  /** Whether an entry meets the condition. */
  boolean holds(Map<String, Value> entry) {
    return equal.entrySet().stream()
            .allMatch(each -> each.getValue().equals(entry.get(each.getKey())))
        && (last == null || comparison.holds(entry.get(last)));
  }
}
