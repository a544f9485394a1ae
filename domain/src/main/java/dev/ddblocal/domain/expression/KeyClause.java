package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.Objects;
import java.util.Optional;

/**
 * What a key condition asks of one attribute.
 *
 * @param attribute the attribute's name
 * @param test what its value must be
 */
public record KeyClause(String attribute, KeyTest test) {
  /** Refuses missing parts. */
  public KeyClause {
    Objects.requireNonNull(attribute, "attribute is null");
    Objects.requireNonNull(test, "test is null");
  }

  /**
   * The clause that a condition is; empty for one that no key condition can hold, because it is not
   * a test of one top-level attribute by values, or not a test of that kind.
   */
  public static Optional<KeyClause> of(Condition condition) {
    return switch (condition) {
      case Condition.Comparison(Operand left, Comparator comparator, Operand right)
          when comparator != Comparator.NOT_EQUAL ->
          comparison(left, comparator, right)
              .or(() -> comparison(right, comparator.mirrored(), left));
      case Condition.Between(
              Operand.Path(DocumentPath path),
              Operand.Value(AttributeValue low),
              Operand.Value(AttributeValue high)) ->
          of(path, new KeyTest.Between(low, high));
      case Condition.BeginsWith(
              Operand.Path(DocumentPath path),
              Operand.Value(AttributeValue prefix)) ->
          of(path, new KeyTest.BeginsWith(prefix));
      default -> Optional.empty();
    };
  }

  private static Optional<KeyClause> comparison(
      Operand left, Comparator comparator, Operand right) {
    return left instanceof Operand.Path(DocumentPath path)
            && right instanceof Operand.Value(AttributeValue value)
        ? of(path, KeyTest.of(comparator, value))
        : Optional.empty();
  }

  private static Optional<KeyClause> of(DocumentPath path, KeyTest test) {
    return path.isTopLevel()
        ? Optional.of(new KeyClause(path.attribute(), test))
        : Optional.empty();
  }
}
