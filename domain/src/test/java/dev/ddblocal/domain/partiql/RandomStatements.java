package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Comparator;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.expression.PathElement;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.expression.UpdateAction;
import dev.ddblocal.domain.partiql.Statement.Order;
import dev.ddblocal.domain.partiql.Statement.Returning;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Statements at random, of everything that the language has. They speak of a handful of attributes
 * and values, so that some conditions hold. Two with the same seed are the same.
 */
final class RandomStatements {
  private static final List<String> ATTRIBUTES = List.of("a", "b", "c", "d", "size", "key", "x y");
  private static final List<String> MEMBERS = List.of("k", "l", "it's", "say \"so\"");
  private static final List<String> TEXTS =
      List.of("", "x", "xy", "it's", "?", "--", "\u00e4\ud83d\ude00");
  private static final List<String> NUMBERS = List.of("0", "1", "2", "-3", "4.5", "1E20", "-1E-5");
  private static final List<String> TYPES = List.of("S", "N", "B", "SS", "NS", "BS", "M", "L");

  private final Random random;

  RandomStatements(Random random) {
    this.random = random;
  }

  /** Any statement. */
  Statement statement() {
    return switch (random.nextInt(5)) {
      case 0 -> new Statement.Insert(table(), item());
      case 1 -> new Statement.Update(table(), update(), condition(2), optional(this::returning));
      case 2 -> new Statement.Delete(table(), condition(2), optional(() -> Returning.ALL_OLD));
      case 3 -> new Statement.Exists(select());
      default -> select();
    };
  }

  private Statement.Select select() {
    return new Statement.Select(
        table(),
        optional(() -> one(List.of("gsi", "other index"))),
        optional(this::projection),
        optional(() -> condition(3)),
        several(0, 2, () -> new Order(one(ATTRIBUTES), random.nextBoolean())));
  }

  private String table() {
    return one(List.of("T", "my-table", "arn:aws:dynamodb:us-east-1:123456789012:table/T"));
  }

  private Returning returning() {
    return one(List.of(Returning.values()));
  }

  /** Attributes of an item. */
  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    several(1, 4, () -> item.put(one(ATTRIBUTES), value(2)));
    return item;
  }

  /** A projection of places that are apart. */
  Projection projection() {
    return new Projection(apart(1 + random.nextInt(3)));
  }

  /** An update of places that are apart. */
  Update update() {
    return new Update(apart(1 + random.nextInt(3)).stream().map(this::action).toList());
  }

  /** Places of which none is within another, each of an attribute of its own. */
  private List<DocumentPath> apart(int number) {
    Set<String> attributes = new LinkedHashSet<>();
    while (attributes.size() < number) {
      attributes.add(one(ATTRIBUTES));
    }
    return attributes.stream().map(this::path).toList();
  }

  private UpdateAction action(DocumentPath path) {
    return switch (random.nextInt(5)) {
      case 0 -> new UpdateAction.Remove(path);
      case 1 -> new UpdateAction.Add(path, set());
      case 2 -> new UpdateAction.Delete(path, set());
      default -> new UpdateAction.Set(path, setOperand());
    };
  }

  /** What is set: as in expressions, at most one operator, and no operator within a function. */
  private Operand setOperand() {
    return switch (random.nextInt(6)) {
      case 0 -> new Operand.Value(value(1));
      case 1 -> new Operand.Path(path());
      case 2 -> new Operand.Sum(numeric(), numeric());
      case 3 -> new Operand.Difference(numeric(), numeric());
      case 4 -> new Operand.IfNotExists(path(), valueOperand());
      default -> new Operand.ListAppend(listing(), listing());
    };
  }

  private Operand numeric() {
    return switch (random.nextInt(3)) {
      case 0 -> new Operand.Value(number());
      case 1 -> new Operand.Path(path());
      default -> new Operand.IfNotExists(path(), new Operand.Value(number()));
    };
  }

  private Operand listing() {
    return random.nextBoolean()
        ? new Operand.Path(path())
        : new Operand.Value(new AttributeValue.L(several(0, 2, () -> value(1))));
  }

  /** A condition with others within it to some depth. */
  Condition condition(int depth) {
    return switch (depth == 0 ? random.nextInt(8) : random.nextInt(12)) {
      case 0, 1 -> comparison();
      case 2 -> between();
      case 3 -> new Condition.In(new Operand.Path(path()), several(1, 3, this::valueOperand));
      case 4 -> new Condition.AttributeExists(path());
      case 5 -> new Condition.AttributeNotExists(path());
      case 6 -> new Condition.AttributeType(path(), one(TYPES));
      case 7 ->
          random.nextBoolean()
              ? new Condition.BeginsWith(new Operand.Path(path()), new Operand.Value(text()))
              : new Condition.Contains(new Operand.Path(path()), valueOperand());
      case 8, 9 -> new Condition.And(several(2, 3, () -> condition(depth - 1)));
      case 10 -> new Condition.Or(several(2, 3, () -> condition(depth - 1)));
      default -> negation(depth - 1);
    };
  }

  private Condition negation(int depth) {
    Condition condition = condition(depth);
    return condition instanceof Condition.Not ? condition : new Condition.Not(condition);
  }

  private Condition comparison() {
    Comparator comparator = one(List.of(Comparator.values()));
    Operand left =
        random.nextInt(4) == 0
            ? new Operand.Size(new Operand.Path(path()))
            : new Operand.Path(path());
    return new Condition.Comparison(
        left, comparator, comparator.isOrdering() ? new Operand.Value(ordered()) : valueOperand());
  }

  private Condition between() {
    DynamoNumber low = DynamoNumber.of(random.nextInt(5));
    DynamoNumber high = DynamoNumber.of(5 + random.nextInt(5));
    return new Condition.Between(
        new Operand.Path(path()),
        new Operand.Value(new AttributeValue.N(low)),
        new Operand.Value(new AttributeValue.N(high)));
  }

  private Operand valueOperand() {
    return new Operand.Value(value(2));
  }

  private DocumentPath path() {
    return path(one(ATTRIBUTES));
  }

  private DocumentPath path(String attribute) {
    return new DocumentPath(
        attribute,
        several(
            0,
            2,
            () ->
                random.nextBoolean()
                    ? new PathElement.Member(one(MEMBERS))
                    : new PathElement.Index(random.nextInt(3))));
  }

  private AttributeValue ordered() {
    return switch (random.nextInt(3)) {
      case 0 -> text();
      case 1 -> number();
      default -> binary();
    };
  }

  private AttributeValue set() {
    return switch (random.nextInt(3)) {
      case 0 -> AttributeValue.stringSet(several(1, 3, () -> one(TEXTS)));
      case 1 -> AttributeValue.numberSet(several(1, 3, () -> DynamoNumber.of(one(NUMBERS))));
      default -> AttributeValue.binarySet(several(1, 3, this::bytes));
    };
  }

  private AttributeValue value(int depth) {
    return switch (depth == 0 ? random.nextInt(6) : random.nextInt(8)) {
      case 0 -> text();
      case 1 -> number();
      case 2 -> binary();
      case 3 -> set();
      case 4 -> AttributeValue.BOOL.of(random.nextBoolean());
      case 5 -> AttributeValue.NULL.INSTANCE;
      case 6 -> new AttributeValue.L(several(0, 3, () -> value(depth - 1)));
      default -> {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        several(0, 3, () -> members.put(one(MEMBERS), value(depth - 1)));
        yield new AttributeValue.M(members);
      }
    };
  }

  private AttributeValue text() {
    return new AttributeValue.S(one(TEXTS));
  }

  private AttributeValue number() {
    return new AttributeValue.N(DynamoNumber.of(one(NUMBERS)));
  }

  private AttributeValue binary() {
    return new AttributeValue.B(bytes());
  }

  private Bytes bytes() {
    byte[] bytes = new byte[random.nextInt(3)];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> Optional<T> optional(Supplier<T> supplier) {
    return random.nextBoolean() ? Optional.of(supplier.get()) : Optional.empty();
  }

  /** Between a lowest and a highest number of things; null is left out. */
  private <T> List<T> several(int lowest, int highest, Supplier<T> supplier) {
    List<T> all = new ArrayList<>();
    IntStream.range(0, lowest + random.nextInt(highest - lowest + 1))
        .forEach(_ -> Optional.ofNullable(supplier.get()).ifPresent(all::add));
    return all;
  }
}
