package dev.ddblocal.it.model;

import dev.ddblocal.it.model.Change.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Updates drawn at random: each of a few actions on different attributes. */
final class Changes {
  private final Draws draws;

  Changes(Draws draws) {
    this.draws = draws;
  }

  /** The actions of an update of an item of the table; at least one. */
  List<Change> next(Shape shape) {
    List<String> names = new ArrayList<>(Draws.PLAIN);
    names.addAll(shape.keyAttributes());
    names.removeAll(shape.key());
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = 0; i <= draws.below(3); i++) {
      chosen.add(draws.oneOf(names));
    }
    List<Change> changes = new ArrayList<>();
    for (String name : chosen) {
      changes.add(shape.types().containsKey(name) ? ofIndexKey(shape, name) : ofPlain(name));
    }
    return changes;
  }

  private Change ofIndexKey(Shape shape, String name) {
    Path path = Path.of(name);
    if (draws.percent(25)) {
      return remove(path);
    }
    if (shape.types().get(name).equals("N") && draws.percent(40)) {
      return new Change(Kind.ADD, path, null, draws.summand());
    }
    Value value = draws.percent(96) ? draws.keyValue(shape, name) : draws.wrong(shape, name);
    return draws.percent(20)
        ? new Change(Kind.SET_IF_NOT_EXISTS, path, path, value)
        : set(path, value);
  }

  private Change ofPlain(String name) {
    if (draws.percent(15)) {
      return remove(draws.path(name));
    }
    return switch (name) {
      case "num" -> ofNumber(Path.of("num"));
      case "tags" -> ofSet();
      case "lst" -> ofList();
      case "doc" -> ofMap();
      default -> ofScalar();
    };
  }

  private Change ofNumber(Path path) {
    Value summand = draws.summand();
    return switch (draws.below(5)) {
      case 0 -> new Change(Kind.SET_SUM, path, path, summand);
      case 1 -> new Change(Kind.SET_DIFFERENCE, path, new Path("doc", "x", -1), summand);
      case 2 -> new Change(Kind.SET_IF_NOT_EXISTS, path, path, summand);
      case 3 -> new Change(Kind.ADD, path, null, summand);
      default -> set(path, summand);
    };
  }

  private Change ofSet() {
    Path path = Path.of("tags");
    Value set = draws.plain("tags");
    return switch (draws.below(3)) {
      case 0 -> new Change(Kind.ADD, path, null, set);
      case 1 -> new Change(Kind.DELETE, path, null, set);
      default -> set(path, set);
    };
  }

  private Change ofList() {
    Path path = Path.of("lst");
    return switch (draws.below(4)) {
      case 0 -> new Change(Kind.SET_APPENDED, path, path, draws.list());
      case 1 -> new Change(Kind.SET_PREPENDED, path, path, draws.list());
      case 2 -> set(new Path("lst", null, draws.below(5)), draws.inner());
      default -> set(path, draws.list());
    };
  }

  private Change ofMap() {
    return switch (draws.below(4)) {
      case 0 -> set(Path.of("doc"), draws.plain("doc"));
      case 1 -> ofNumber(new Path("doc", "x", -1));
      default -> set(new Path("doc", "y", -1), draws.inner());
    };
  }

  private Change ofScalar() {
    Path path = Path.of("a");
    Path source = draws.path(draws.oneOf(Draws.PLAIN));
    return switch (draws.below(3)) {
      case 0 -> new Change(Kind.SET_COPY, path, source, null);
      case 1 -> new Change(Kind.SET_IF_NOT_EXISTS, path, source, draws.inner());
      default -> set(path, draws.inner());
    };
  }

  private static Change set(Path path, Value value) {
    return new Change(Kind.SET, path, null, value);
  }

  private static Change remove(Path path) {
    return new Change(Kind.REMOVE, path, null, null);
  }
}
