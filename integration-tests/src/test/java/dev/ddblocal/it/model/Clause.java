package dev.ddblocal.it.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A condition, of a write or of a filter. */
sealed interface Clause {
  /** The condition in an expression. */
  String text(Wording wording);

  /** Whether an item, without attributes if there is none, meets the condition. */
  boolean holds(Map<String, Value> item);

  /** {@code attribute_exists} or {@code attribute_not_exists}. */
  record Exists(Path path, boolean wanted) implements Clause {
    @Override
    public String text(Wording wording) {
      return (wanted ? "attribute_exists(" : "attribute_not_exists(") + path.text(wording) + ")";
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      return (path.in(item) != null) == wanted;
    }
  }

  /** {@code =} or {@code <>}. */
  record Equal(Path path, boolean wanted, Value value) implements Clause {
    @Override
    public String text(Wording wording) {
      return path.text(wording) + (wanted ? " = " : " <> ") + wording.value(value);
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      return value.equals(path.in(item)) == wanted;
    }
  }

  /** A comparison by order. */
  record Compared(Path path, Comparison comparison) implements Clause {
    @Override
    public String text(Wording wording) {
      return comparison.text(path.text(wording), wording);
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      Value there = path.in(item);
      return there != null && comparison.holds(there);
    }
  }

  /** {@code IN}. */
  record In(Path path, List<Value> values) implements Clause {
    @Override
    public String text(Wording wording) {
      return path.text(wording)
          + values.stream().map(wording::value).collect(Collectors.joining(", ", " IN (", ")"));
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      Value there = path.in(item);
      return there != null && values.contains(there);
    }
  }

  /** {@code contains}. */
  record Contains(Path path, Value value) implements Clause {
    @Override
    public String text(Wording wording) {
      return "contains(" + path.text(wording) + ", " + wording.value(value) + ")";
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      Value there = path.in(item);
      if (there == null) {
        return false;
      }
      return switch (there.type()) {
        case "L" -> there.elements().contains(value);
        case "S", "B" ->
            there.type().equals(value.type())
                && ((String) there.content()).contains((String) value.content());
        case "SS", "NS", "BS" ->
            there.type().equals(value.type() + "S")
                && there.setMembers().stream().anyMatch(each -> each.equals(value.content()));
        default -> false;
      };
    }
  }

  /** {@code attribute_type}. */
  record HasType(Path path, String type) implements Clause {
    @Override
    public String text(Wording wording) {
      String named = wording.value(Value.string(type));
      return "attribute_type(" + path.text(wording) + ", " + named + ")";
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      Value there = path.in(item);
      return there != null && there.type().equals(type);
    }
  }

  /** {@code NOT}. */
  record Not(Clause clause) implements Clause {
    @Override
    public String text(Wording wording) {
      return "NOT (" + clause.text(wording) + ")";
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      return !clause.holds(item);
    }
  }

  /** {@code AND} or {@code OR} of two. */
  record Joined(Clause one, boolean and, Clause other) implements Clause {
    @Override
    public String text(Wording wording) {
      return operand(one, wording) + (and ? " AND " : " OR ") + operand(other, wording);
    }

    private static String operand(Clause clause, Wording wording) {
      return clause instanceof Joined ? "(" + clause.text(wording) + ")" : clause.text(wording);
    }

    @Override
    public boolean holds(Map<String, Value> item) {
      return and ? one.holds(item) && other.holds(item) : one.holds(item) || other.holds(item);
    }
  }
}
