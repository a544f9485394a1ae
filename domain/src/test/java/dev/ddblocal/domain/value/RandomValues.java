package dev.ddblocal.domain.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Values at random, the same for the same seed, with the awkward ones more often than chance. */
public final class RandomValues {
  private static final String[] AWKWARD = {
    "\u0000",
    "\u0001",
    "\u0002",
    "\u007F",
    "\u0080",
    "\u07FF",
    "\u0800",
    "\uD7FF",
    "\uE000",
    "\uFFFD",
    "\uFFFF",
    "\uD800\uDC00",
    "\uDBFF\uDFFF",
    "\uD83D\uDE00",
    "?"
  };

  private final Random random;

  /** A source of values. */
  public RandomValues(long seed) {
    random = new Random(seed);
  }

  /** A number from 0 to below the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A string of well-formed UTF-16, possibly empty. */
  public String string() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        text.append(AWKWARD[random.nextInt(AWKWARD.length)]);
      } else {
        text.append((char) ('a' + random.nextInt(4)));
      }
    }
    return text.toString();
  }

  /** A run of bytes, possibly none. */
  public Bytes bytes() {
    byte[] content = new byte[random.nextInt(8)];
    for (int i = 0; i < content.length; i++) {
      content[i] =
          random.nextInt(3) == 0 ? (byte) random.nextInt(256) : (byte) (random.nextInt(5) - 2);
    }
    return Bytes.wrap(content);
  }

  /** A number from the whole range, often one near another. */
  public DynamoNumber number() {
    int sign = random.nextInt(9) == 0 ? 0 : random.nextBoolean() ? 1 : -1;
    int exponent =
        switch (random.nextInt(4)) {
          case 0 -> DynamoNumber.MIN_EXPONENT + random.nextInt(256);
          case 1 -> random.nextBoolean() ? DynamoNumber.MIN_EXPONENT : DynamoNumber.MAX_EXPONENT;
          default -> random.nextInt(3) - 1;
        };
    int count = random.nextInt(4) == 0 ? 1 + random.nextInt(38) : 1 + random.nextInt(3);
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      boolean end = i == 0 || i == count - 1;
      digits.append(end ? 1 + random.nextInt(9) : random.nextInt(10));
    }
    return DynamoNumber.of(sign, digits.toString(), exponent);
  }

  /** An item of values of all types. */
  public Item item() {
    return new Item(members(3));
  }

  private Map<String, AttributeValue> members(int depth) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      members.put(string(), value(depth));
    }
    return members;
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 10)) {
      case 0 -> new AttributeValue.S(string());
      case 1 -> new AttributeValue.N(number());
      case 2 -> new AttributeValue.B(bytes());
      case 3 -> AttributeValue.stringSet(some(this::string));
      case 4 -> AttributeValue.numberSet(some(this::number));
      case 5 -> AttributeValue.binarySet(some(this::bytes));
      case 6 -> AttributeValue.BOOL.of(random.nextBoolean());
      case 7 -> AttributeValue.NULL.INSTANCE;
      case 8 -> new AttributeValue.M(members(depth - 1));
      default -> {
        List<AttributeValue> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(depth - 1));
        }
        yield new AttributeValue.L(elements);
      }
    };
  }

  private <T> List<T> some(Supplier<T> member) {
    List<T> members = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      members.add(member.get());
    }
    return members;
  }
}
