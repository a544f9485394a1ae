package dev.ddblocal.it.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Values and items drawn at random. They are few, so that writes meet what is there and keys of
 * indexes are shared by many items.
 *
 * <p>Beside the attributes that may be keys of indexes, items have {@code a}, a scalar; {@code
 * num}, a number as a rule; {@code tags}, a set; {@code lst}, a list; {@code doc}, a map with the
 * members {@code x} and {@code y}.
 */
final class Draws {
  /** The attributes that are keys of nothing. */
  static final List<String> PLAIN = List.of("a", "num", "tags", "lst", "doc");

  private static final List<String> TEXTS =
      List.of(
          "a",
          "ab",
          "abc",
          "b",
          "B",
          "z",
          "\u00e9",
          "\uffee",
          "\ud83d\ude00",
          "a\u0000",
          "abcd",
          "c",
          "ca",
          "\u0001",
          "~",
          "\ud7ff",
          "\ue000",
          " ");
  private static final List<String> NUMBERS =
      List.of(
          "-1E+125",
          "-10",
          "-1.5",
          "-1E-130",
          "0",
          "1E-130",
          "0.001",
          "1",
          "1.5",
          "2",
          "10",
          "100",
          "12345678901234567890123456789012345678",
          "9.9999999999999999999999999999999999999E+125");
  private static final List<String> BYTES =
      List.of(
          "\0",
          "\0\0",
          "\0\1",
          "\1",
          "\1\0",
          "\177",
          "\200",
          "\377",
          "\377\0",
          "\377\377",
          "a",
          "ab",
          "a\0",
          "a\377",
          "a\0\0",
          "b");
  private static final List<String> SUMMANDS = List.of("-3", "-0.5", "0", "1", "2.5", "7", "1E+2");

  private final Random random;

  Draws(Random random) {
    this.random = random;
  }

  /** True in so many of a hundred cases. */
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** A whole number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** One of them. */
  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** New placeholders for the expressions of a request. */
  Wording wording() {
    return new Wording(random);
  }

  /** A scalar that can be a key. */
  Value scalar(String type) {
    return switch (type) {
      case "S" -> Value.string(oneOf(TEXTS));
      case "N" -> Value.number(oneOf(NUMBERS));
      default -> Value.binary(oneOf(BYTES));
    };
  }

  private Value scalar() {
    return scalar(oneOf(List.of("S", "N", "B")));
  }

  /** A value for an attribute that is the key of something, of its type as a rule. */
  Value keyValue(Shape shape, String name) {
    String type = shape.types().get(name);
    return switch (name) {
      case "pk" -> shape.key().size() == 1 ? scalar(type) : fewer(type, 3);
      case "sk" -> scalar(type);
      case "gn" -> Value.number(oneOf(SUMMANDS.subList(3, 6)));
      default -> fewer(type, 3);
    };
  }

  private Value fewer(String type, int count) {
    return switch (type) {
      case "S" -> Value.string(TEXTS.get(random.nextInt(count)));
      case "N" -> Value.number(NUMBERS.get(2 + random.nextInt(count)));
      default -> Value.binary(BYTES.get(random.nextInt(count)));
    };
  }

  /** The key of an item of the table, which need not be there. */
  Map<String, Value> key(Shape shape) {
    Map<String, Value> key = new TreeMap<>();
    shape.key().forEach(name -> key.put(name, keyValue(shape, name)));
    return key;
  }

  /** The key of an item that is there, in so many of a hundred cases, or of any. */
  Map<String, Value> keyIn(Table table, int share) {
    List<Map<String, Value>> all = table.all();
    return all.isEmpty() || !percent(share) ? key(table.shape()) : table.shape().keyOf(oneOf(all));
  }

  /** The keys of so many items. */
  Set<Map<String, Value>> keys(Shape shape, int count) {
    Set<Map<String, Value>> keys = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      keys.add(key(shape));
    }
    return keys;
  }

  /** An item with that key. */
  Map<String, Value> item(Shape shape, Map<String, Value> key) {
    Map<String, Value> item = new TreeMap<>(key);
    for (String name : shape.keyAttributes()) {
      if (!key.containsKey(name) && percent(75)) {
        item.put(name, percent(99) ? keyValue(shape, name) : wrong(shape, name));
      }
    }
    for (String name : PLAIN) {
      if (percent(40)) {
        item.put(name, plain(name));
      }
    }
    if (shape.large()) {
      item.put("a", Value.string("large ".repeat(1_000 + random.nextInt(20_000))));
    }
    return item;
  }

  /** A value of another type than the attribute's. */
  Value wrong(Shape shape, String name) {
    return shape.types().get(name).equals("S") ? Value.number("1") : Value.string("wrong");
  }

  /** A value for an attribute that is the key of nothing. */
  Value plain(String name) {
    return switch (name) {
      case "num" -> percent(90) ? summand() : scalar();
      case "tags" -> set(oneOf(List.of("SS", "SS", "NS", "BS")));
      case "lst" -> list();
      case "doc" ->
          Value.map(percent(70) ? Map.of("x", summand(), "y", inner()) : Map.of("y", inner()));
      default -> inner();
    };
  }

  /** A scalar of any type. */
  Value inner() {
    return switch (random.nextInt(6)) {
      case 0 -> new Value("BOOL", random.nextBoolean());
      case 1 -> new Value("NULL", true);
      default -> scalar();
    };
  }

  /** A list of a few values. */
  Value list() {
    List<Value> elements = new ArrayList<>();
    IntStream.range(0, random.nextInt(4)).forEach(_ -> elements.add(inner()));
    return Value.list(elements);
  }

  /** A set of that type. */
  Value set(String type) {
    List<Object> members = new ArrayList<>();
    IntStream.rangeClosed(0, random.nextInt(3))
        .forEach(_ -> members.add(fewer(type.substring(0, 1), 4).content()));
    return Value.set(type, members);
  }

  /** A number that sums stay exact with. */
  Value summand() {
    return Value.number(oneOf(SUMMANDS));
  }

  /** A path into an attribute that is the key of nothing, or the whole of it. */
  Path path(String name) {
    if (name.equals("doc") && percent(50)) {
      return new Path("doc", percent(50) ? "x" : "y", -1);
    }
    if (name.equals("lst") && percent(50)) {
      return new Path("lst", null, random.nextInt(3));
    }
    return Path.of(name);
  }

  /** Paths into different ones of the attributes, or to two parts of one. */
  List<Path> paths(List<String> names) {
    Set<String> chosen = new LinkedHashSet<>();
    IntStream.rangeClosed(0, random.nextInt(3)).forEach(_ -> chosen.add(oneOf(names)));
    List<Path> paths = new ArrayList<>();
    chosen.forEach(name -> paths.add(path(name)));
    Path first = paths.getFirst();
    if (first.position() > 0) {
      paths.add(new Path(first.attribute(), null, 0));
    } else if ("x".equals(first.member())) {
      paths.add(new Path(first.attribute(), "y", -1));
    }
    return paths;
  }

  /** A condition on some of the attributes. */
  Clause clause(Shape shape, List<String> names, int depth) {
    if (depth > 0 && percent(50)) {
      Clause one = clause(shape, names, depth - 1);
      return percent(25)
          ? new Clause.Not(one)
          : new Clause.Joined(one, percent(50), clause(shape, names, depth - 1));
    }
    String name = oneOf(names);
    Path path = path(name);
    Value value = shape.types().containsKey(name) ? keyValue(shape, name) : inner();
    return switch (random.nextInt(7)) {
      case 0 -> new Clause.Exists(path, percent(70));
      case 1 -> new Clause.Equal(path, percent(50), percent(20) ? plain("lst") : value);
      case 2 -> new Clause.In(path, List.of(value, inner(), summand()));
      case 3 -> new Clause.Contains(path, inner());
      case 4 -> new Clause.HasType(path, oneOf(List.of("S", "N", "B", "SS", "L", "M", "NULL")));
      default -> new Clause.Compared(path, comparison(shape, name));
    };
  }

  /** A comparison for an attribute, with a value of its type if it is the key of something. */
  Comparison comparison(Shape shape, String name) {
    boolean key = shape.types().containsKey(name);
    Value one = key ? keyValue(shape, name) : name.equals("num") ? summand() : scalar();
    Value other = key ? keyValue(shape, name) : one;
    String operator = oneOf(Comparison.OPERATORS);
    if (operator.equals(Comparison.BEGINS_WITH) && one.type().equals("N")) {
      operator = "<";
    }
    boolean turned = one.compare(other) > 0;
    return operator.equals(Comparison.BETWEEN)
        ? new Comparison(operator, turned ? other : one, turned ? one : other)
        : new Comparison(operator, one, one);
  }
}
