package dev.ddblocal.domain.expression.naive;

import dev.ddblocal.domain.expression.naive.Model.All;
import dev.ddblocal.domain.expression.naive.Model.Among;
import dev.ddblocal.domain.expression.naive.Model.Any;
import dev.ddblocal.domain.expression.naive.Model.Called;
import dev.ddblocal.domain.expression.naive.Model.Claim;
import dev.ddblocal.domain.expression.naive.Model.Compared;
import dev.ddblocal.domain.expression.naive.Model.Constant;
import dev.ddblocal.domain.expression.naive.Model.Negated;
import dev.ddblocal.domain.expression.naive.Model.Place;
import dev.ddblocal.domain.expression.naive.Model.SizeOf;
import dev.ddblocal.domain.expression.naive.Model.Term;
import dev.ddblocal.domain.expression.naive.Model.Within;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What conditions mean, word by word after "Condition and filter expressions, operators, and
 * functions".
 */
final class NaiveConditions {
  private final Typed item;

  NaiveConditions(Typed item) {
    this.item = item;
  }

  boolean holds(Claim claim) {
    return switch (claim) {
      case All(List<Claim> claims) -> claims.stream().allMatch(this::holds);
      case Any(List<Claim> claims) -> claims.stream().anyMatch(this::holds);
      case Negated(Claim negated) -> !holds(negated);
      case Compared(Term left, String symbol, Term right) ->
          compares(value(left), symbol, value(right));
      case Within(Term term, Term low, Term high) ->
          compares(value(term), ">=", value(low)) && compares(value(term), "<=", value(high));
      case Among(Term term, List<Term> candidates) ->
          candidates.stream().anyMatch(one -> compares(value(term), "=", value(one)));
      case Called(String function, List<Term> terms) -> function(function, terms);
    };
  }

  Optional<Typed> value(Term term) {
    return switch (term) {
      case Place place -> at(item, place);
      case Constant(var value) -> Optional.of(Typed.of(value));
      case SizeOf(Term measured) -> value(measured).flatMap(NaiveConditions::size);
      default -> throw new IllegalArgumentException("stands in updates only");
    };
  }

  /** What is at a place. */
  static Optional<Typed> at(Typed item, Place place) {
    Optional<Typed> here = Optional.of(item);
    for (Object step : place.steps()) {
      here = here.flatMap(value -> child(value, step));
    }
    return here;
  }

  private static Optional<Typed> child(Typed value, Object step) {
    if (step instanceof String name && value.type().equals("M")) {
      return Optional.ofNullable(value.map().get(name));
    }
    if (step instanceof Integer position && value.type().equals("L")) {
      return value.list().stream().skip(position).findFirst();
    }
    return Optional.empty();
  }

  private static Optional<Typed> size(Typed value) {
    int size =
        switch (value.type()) {
          case "S" -> ((String) value.content()).length();
          case "B" -> ((ByteBuffer) value.content()).remaining();
          case "L" -> value.list().size();
          case "M" -> value.map().size();
          case "SS", "NS", "BS" -> value.set().size();
          default -> -1;
        };
    return size < 0
        ? Optional.empty()
        : Optional.of(new Typed("N", BigDecimal.valueOf(size).stripTrailingZeros()));
  }

  private static boolean compares(Optional<Typed> left, String symbol, Optional<Typed> right) {
    boolean equal = left.isPresent() && left.equals(right);
    if (symbol.equals("=") || symbol.equals("<>")) {
      return symbol.equals("=") == equal;
    }
    if (left.isEmpty() || right.isEmpty() || !left.get().type().equals(right.get().type())) {
      return false;
    }
    Object l = left.get().content();
    Object r = right.get().content();
    int order =
        switch (left.get().type()) {
          case "N" -> ((BigDecimal) l).compareTo((BigDecimal) r);
          case "S" -> Arrays.compareUnsigned(utf8((String) l), utf8((String) r));
          case "B" -> Arrays.compareUnsigned(((ByteBuffer) l).array(), ((ByteBuffer) r).array());
          default -> Integer.MIN_VALUE;
        };
    if (order == Integer.MIN_VALUE) {
      return false;
    }
    return switch (symbol) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException(symbol);
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean function(String function, List<Term> terms) {
    Optional<Typed> first = value(terms.getFirst());
    Optional<Typed> second = terms.size() < 2 ? Optional.empty() : value(terms.get(1));
    return switch (function) {
      case "attribute_exists" -> first.isPresent();
      case "attribute_not_exists" -> first.isEmpty();
      case "attribute_type" ->
          first.isPresent() && first.get().type().equals(second.orElseThrow().content());
      case "begins_with" ->
          first.isPresent() && second.isPresent() && beginsWith(first.get(), second.get());
      case "contains" ->
          first.isPresent() && second.isPresent() && contains(first.get(), second.get());
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static boolean beginsWith(Typed value, Typed prefix) {
    if (!value.type().equals(prefix.type())) {
      return false;
    }
    return switch (value.type()) {
      case "S" -> ((String) value.content()).startsWith((String) prefix.content());
      case "B" -> hex(value).startsWith(hex(prefix));
      default -> false;
    };
  }

  private static boolean contains(Typed value, Typed part) {
    return switch (value.type() + " " + part.type()) {
      case "S S" -> ((String) value.content()).contains((String) part.content());
      case "B B" -> hex(value).contains(hex(part));
      case "SS S", "NS N", "BS B" -> value.set().contains(part.content());
      default -> value.type().equals("L") && value.list().contains(part);
    };
  }

  /** Bytes as text in which one byte cannot be taken for halves of two. */
  private static String hex(Typed binary) {
    StringBuilder hex = new StringBuilder();
    for (byte b : ((ByteBuffer) binary.content()).array()) {
      hex.append(String.format("<%02x>", b));
    }
    return hex.toString();
  }
}
