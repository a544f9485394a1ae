package dev.ddblocal.domain.expression.naive;

import dev.ddblocal.domain.expression.naive.Model.All;
import dev.ddblocal.domain.expression.naive.Model.Among;
import dev.ddblocal.domain.expression.naive.Model.Any;
import dev.ddblocal.domain.expression.naive.Model.Appended;
import dev.ddblocal.domain.expression.naive.Model.Calculated;
import dev.ddblocal.domain.expression.naive.Model.Called;
import dev.ddblocal.domain.expression.naive.Model.Change;
import dev.ddblocal.domain.expression.naive.Model.Claim;
import dev.ddblocal.domain.expression.naive.Model.Compared;
import dev.ddblocal.domain.expression.naive.Model.Constant;
import dev.ddblocal.domain.expression.naive.Model.Default;
import dev.ddblocal.domain.expression.naive.Model.Negated;
import dev.ddblocal.domain.expression.naive.Model.Place;
import dev.ddblocal.domain.expression.naive.Model.SizeOf;
import dev.ddblocal.domain.expression.naive.Model.Term;
import dev.ddblocal.domain.expression.naive.Model.Within;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Items and expressions at random that DynamoDB takes: what it refuses whatever the item is does
 * not come. Few names and few values, so that they meet.
 */
final class RandomLanguage {
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d_1", "two words", "size", "#é");
  private static final List<String> STRINGS =
      List.of("", "a", "ab", "b", "ba", "é", "\uFFFD", "𝄞");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "-1",
          "1.5",
          "10",
          "100",
          "-0.001",
          "12345678901234567890123456789012345678",
          "9.9E125",
          "1E-130");
  private static final List<String> TYPES =
      List.of("S", "N", "B", "SS", "NS", "BS", "L", "M", "BOOL", "NULL");
  private static final List<String> SYMBOLS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Random random;

  RandomLanguage(Random random) {
    this.random = random;
  }

  /** Whether a name can stand in an expression as it is. */
  static boolean isPlain(String name) {
    return name.matches("[a-z][a-z_0-9]*") && !name.equals("size");
  }

  Map<String, AttributeValue> item() {
    return members(3);
  }

  private Map<String, AttributeValue> members(int depth) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      members.put(any(NAMES), value(depth));
    }
    return members;
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 12)) {
      case 0, 1 -> number();
      case 2 -> string();
      case 3 -> binary();
      case 4 -> AttributeValue.BOOL.of(random.nextBoolean());
      case 5 -> AttributeValue.NULL.INSTANCE;
      case 6, 7 -> set();
      case 8, 9 -> new AttributeValue.M(members(depth - 1));
      default -> list(depth);
    };
  }

  private AttributeValue number() {
    return new AttributeValue.N(DynamoNumber.of(any(NUMBERS)));
  }

  private AttributeValue string() {
    return new AttributeValue.S(any(STRINGS));
  }

  private AttributeValue binary() {
    byte[] bytes = new byte[random.nextInt(3)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) - 1);
    }
    return new AttributeValue.B(Bytes.wrap(bytes));
  }

  private AttributeValue set() {
    return switch (random.nextInt(3)) {
      case 0 -> AttributeValue.stringSet(some(3, () -> any(STRINGS)));
      case 1 -> AttributeValue.numberSet(some(3, () -> DynamoNumber.of(any(NUMBERS))));
      default -> AttributeValue.binarySet(some(3, () -> ((AttributeValue.B) binary()).value()));
    };
  }

  private AttributeValue list(int depth) {
    return new AttributeValue.L(
        random.nextInt(4) == 0 ? List.of() : some(3, () -> value(depth - 1)));
  }

  private AttributeValue ordered() {
    return switch (random.nextInt(3)) {
      case 0 -> string();
      case 1 -> number();
      default -> binary();
    };
  }

  Place place() {
    List<Object> steps = new ArrayList<>();
    steps.add(any(NAMES));
    while (random.nextInt(3) == 0) {
      steps.add(random.nextInt(3) > 0 ? any(NAMES) : (Object) random.nextInt(4));
    }
    return new Place(steps);
  }

  Claim claim(int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(10)) {
      case 0, 1 -> new All(some(3, () -> claim(depth - 1), 2));
      case 2, 3 -> new Any(some(3, () -> claim(depth - 1), 2));
      case 4, 5 -> new Negated(claim(depth - 1));
      default -> simpleClaim();
    };
  }

  private Claim simpleClaim() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> compared();
      case 3 -> within();
      case 4 -> {
        Term term = term(() -> value(2));
        yield new Among(term, some(4, () -> otherThan(term, () -> value(2))));
      }
      case 5 ->
          new Called(
              random.nextBoolean() ? "attribute_exists" : "attribute_not_exists", List.of(place()));
      case 6 ->
          new Called(
              "attribute_type", List.of(place(), new Constant(new AttributeValue.S(any(TYPES)))));
      default -> partly();
    };
  }

  private Claim compared() {
    String symbol = any(SYMBOLS);
    boolean order = !symbol.equals("=") && !symbol.equals("<>");
    Supplier<AttributeValue> constant = order ? this::ordered : () -> value(2);
    Term left = term(constant);
    return new Compared(left, symbol, otherThan(left, constant));
  }

  private Claim within() {
    AttributeValue one = ordered();
    AttributeValue two = ordered();
    while (!two.typeDescriptor().equals(one.typeDescriptor())) {
      two = ordered();
    }
    boolean ascending =
        new NaiveConditions(Typed.of(one))
            .holds(new Compared(new Constant(one), "<=", new Constant(two)));
    Term low = new Constant(ascending ? one : two);
    Term high = new Constant(ascending ? two : one);
    if (random.nextInt(3) == 0) {
      low = place();
    }
    Term term = random.nextInt(4) == 0 ? new Constant(ordered()) : place();
    while (term.equals(low)) {
      term = place();
    }
    return new Within(term, low, high);
  }

  private Claim partly() {
    boolean prefix = random.nextBoolean();
    Supplier<AttributeValue> bounded = () -> random.nextBoolean() ? string() : binary();
    Place place = place();
    Term part = random.nextInt(4) == 0 ? place() : new Constant(prefix ? bounded.get() : value(1));
    while (part.equals(place)) {
      part = place();
    }
    Term whole = random.nextInt(6) == 0 ? new Constant(prefix ? bounded.get() : list(2)) : place;
    return new Called(prefix ? "begins_with" : "contains", List.of(whole, part));
  }

  private Term term(Supplier<AttributeValue> constant) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Constant(constant.get());
      case 2 -> new SizeOf(random.nextInt(4) > 0 ? place() : new Constant(string()));
      default -> place();
    };
  }

  private Term otherThan(Term term, Supplier<AttributeValue> constant) {
    Term other = term(constant);
    while (other.equals(term)) {
      other = term(constant);
    }
    return other;
  }

  /** Places of which none is within another or takes it for something else. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Place place = place();
      if (places.stream().noneMatch(other -> collide(other.steps(), place.steps()))) {
        places.add(place);
      }
    }
    return places;
  }

  private static boolean collide(List<Object> one, List<Object> two) {
    int common = 0;
    while (common < one.size() && common < two.size() && one.get(common).equals(two.get(common))) {
      common++;
    }
    if (common == one.size() || common == two.size()) {
      return true;
    }
    return one.get(common) instanceof String != two.get(common) instanceof String;
  }

  List<Change> changes() {
    return places().stream().map(this::change).toList();
  }

  private Change change(Place place) {
    return switch (random.nextInt(6)) {
      case 0 -> new Change("REMOVE", place, null);
      case 1 -> new Change("ADD", place, new Constant(random.nextBoolean() ? number() : set()));
      case 2 -> new Change("DELETE", place, new Constant(set()));
      default -> new Change("SET", place, setTerm());
    };
  }

  private Term setTerm() {
    return switch (random.nextInt(4)) {
      case 0 -> new Calculated(random.nextBoolean() ? "+" : "-", numberTerm(), numberTerm());
      case 1 -> new Appended(listTerm(1), listTerm(1));
      default -> anyTerm(2);
    };
  }

  private Term anyTerm(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0, 1 -> new Constant(value(2));
      case 2 -> place();
      default -> new Default(place(), anyTerm(depth - 1));
    };
  }

  private Term numberTerm() {
    return switch (random.nextInt(4)) {
      case 0, 1 -> new Constant(number());
      case 2 -> place();
      default -> new Default(place(), new Constant(number()));
    };
  }

  private Term listTerm(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0 -> new Constant(list(2));
      case 1 -> place();
      case 2 -> new Appended(listTerm(depth - 1), listTerm(depth - 1));
      default -> new Default(place(), new Constant(list(2)));
    };
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> List<T> some(int most, Supplier<T> one) {
    return some(most, one, 1);
  }

  private <T> List<T> some(int most, Supplier<T> one, int least) {
    List<T> some = new ArrayList<>();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      some.add(one.get());
    }
    return some;
  }
}
