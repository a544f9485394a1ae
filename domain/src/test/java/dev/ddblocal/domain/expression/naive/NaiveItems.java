package dev.ddblocal.domain.expression.naive;

import dev.ddblocal.domain.expression.naive.Model.Appended;
import dev.ddblocal.domain.expression.naive.Model.Calculated;
import dev.ddblocal.domain.expression.naive.Model.Change;
import dev.ddblocal.domain.expression.naive.Model.Constant;
import dev.ddblocal.domain.expression.naive.Model.Default;
import dev.ddblocal.domain.expression.naive.Model.Place;
import dev.ddblocal.domain.expression.naive.Model.SizeOf;
import dev.ddblocal.domain.expression.naive.Model.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What projections and updates make of items, word by word after "Using projection expressions" and
 * "Using update expressions".
 */
final class NaiveItems {
  private static final Typed GONE = new Typed("gone", null);

  private NaiveItems() {}

  /** An update that DynamoDB refuses for this item. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** The parts of an item that are at some places. */
  static Typed projected(Typed item, List<Place> places) {
    Map<String, Typed> parts = new LinkedHashMap<>();
    item.map()
        .forEach((name, value) ->
            part(value, List.of(name), places).ifPresent(kept -> parts.put(name, kept)));
    return new Typed("M", parts);
  }

  private static Optional<Typed> part(Typed value, List<Object> here, List<Place> places) {
    if (places.contains(new Place(here))) {
      return Optional.of(value);
    }
    Typed kept;
    if (value.type().equals("M")) {
      Map<String, Typed> members = new LinkedHashMap<>();
      value
          .map()
          .forEach((name, member) ->
              part(member, below(here, name), places).ifPresent(part -> members.put(name, part)));
      kept = new Typed("M", members);
      return members.isEmpty() ? Optional.empty() : Optional.of(kept);
    }
    if (value.type().equals("L")) {
      List<Typed> elements = new ArrayList<>();
      for (int i = 0; i < value.list().size(); i++) {
        part(value.list().get(i), below(here, i), places).ifPresent(elements::add);
      }
      kept = new Typed("L", elements);
      return elements.isEmpty() ? Optional.empty() : Optional.of(kept);
    }
    return Optional.empty();
  }

  private static List<Object> below(List<Object> here, Object step) {
    List<Object> steps = new ArrayList<>(here);
    steps.add(step);
    return steps;
  }

  /** The item after an update. */
  static Typed updated(Typed before, List<Change> changes) {
    Typed after = before.copy();
    IdentityHashMap<List<Typed>, TreeMap<Integer, Typed>> appended = new IdentityHashMap<>();
    for (Change change : changes) {
      Typed value = outcome(before, change);
      List<Object> steps = change.place().steps();
      Place parentPlace = new Place(steps.subList(0, steps.size() - 1));
      Typed parent = NaiveConditions.at(after, parentPlace).orElseThrow(() -> new Refused("path"));
      Object last = steps.getLast();
      if (last instanceof String name && parent.type().equals("M")) {
        parent.map().put(name, value);
      } else if (last instanceof Integer position && parent.type().equals("L")) {
        if (position < parent.list().size()) {
          parent.list().set(position, value);
        } else {
          appended.computeIfAbsent(parent.list(), _ -> new TreeMap<>()).put(position, value);
        }
      } else {
        throw new Refused("path");
      }
    }
    appended.forEach((list, values) -> list.addAll(values.values()));
    sweep(after);
    return after;
  }

  private static void sweep(Typed value) {
    if (value.type().equals("M")) {
      value.map().values().removeIf(GONE::equals);
      value.map().values().forEach(NaiveItems::sweep);
    } else if (value.type().equals("L")) {
      value.list().removeIf(GONE::equals);
      value.list().forEach(NaiveItems::sweep);
    }
  }

  private static Typed outcome(Typed before, Change change) {
    Optional<Typed> present = NaiveConditions.at(before, change.place());
    return switch (change.section()) {
      case "SET" -> value(before, change.term()).copy();
      case "REMOVE" -> GONE;
      case "ADD" -> added(present, value(before, change.term()));
      case "DELETE" -> deleted(present, value(before, change.term()));
      default -> throw new IllegalArgumentException(change.section());
    };
  }

  private static Typed added(Optional<Typed> present, Typed value) {
    if (present.isEmpty()) {
      return value;
    }
    if (!present.get().type().equals(value.type())) {
      throw new Refused("type");
    }
    if (value.type().equals("N")) {
      return calculated("+", present.get(), value);
    }
    Set<Object> members = new HashSet<>(present.get().set());
    members.addAll(value.set());
    return new Typed(value.type(), members);
  }

  private static Typed deleted(Optional<Typed> present, Typed value) {
    if (present.isEmpty()) {
      return GONE;
    }
    if (!present.get().type().equals(value.type())) {
      throw new Refused("type");
    }
    Set<Object> members = new HashSet<>(present.get().set());
    members.removeAll(value.set());
    return members.isEmpty() ? GONE : new Typed(value.type(), members);
  }

  private static Typed value(Typed item, Term term) {
    return switch (term) {
      case Place place -> NaiveConditions.at(item, place).orElseThrow(() -> new Refused("missing"));
      case Constant(var value) -> Typed.of(value);
      case Default(Place place, Term otherwise) ->
          NaiveConditions.at(item, place).orElseGet(() -> value(item, otherwise));
      case Appended(Term first, Term second) -> {
        Typed head = value(item, first);
        Typed tail = value(item, second);
        if (!head.type().equals("L") || !tail.type().equals("L")) {
          throw new Refused("type");
        }
        List<Typed> elements = new ArrayList<>(head.list());
        elements.addAll(tail.list());
        yield new Typed("L", elements);
      }
      case Calculated(String operator, Term left, Term right) ->
          calculated(operator, value(item, left), value(item, right));
      case SizeOf _ -> throw new IllegalArgumentException("stands in conditions only");
    };
  }

  private static Typed calculated(String operator, Typed left, Typed right) {
    if (!left.type().equals("N") || !right.type().equals("N")) {
      throw new Refused("type");
    }
    BigDecimal l = (BigDecimal) left.content();
    BigDecimal r = (BigDecimal) right.content();
    BigDecimal result = (operator.equals("+") ? l.add(r) : l.subtract(r)).stripTrailingZeros();
    BigDecimal magnitude = result.abs();
    boolean fits =
        result.precision() <= 38
            && (result.signum() == 0
                || (magnitude.compareTo(new BigDecimal("1E-130")) >= 0
                    && magnitude.compareTo(new BigDecimal("1E126")) < 0));
    if (!fits) {
      throw new Refused("number");
    }
    return new Typed("N", result);
  }
}
