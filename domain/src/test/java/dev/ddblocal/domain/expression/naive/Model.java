package dev.ddblocal.domain.expression.naive;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;

/** What the generated expressions say. */
final class Model {
  private Model() {}

  /** Something with a value. */
  sealed interface Term {}

  /**
   * A place.
   *
   * @param steps names (String) and positions (Integer); a name first
   */
  record Place(List<Object> steps) implements Term {}

  /** A value of the request. */
  record Constant(AttributeValue value) implements Term {}

  /** {@code size}. */
  record SizeOf(Term term) implements Term {}

  /** {@code if_not_exists}. */
  record Default(Place place, Term otherwise) implements Term {}

  /** {@code list_append}. */
  record Appended(Term first, Term second) implements Term {}

  /** {@code +} or {@code -}. */
  record Calculated(String operator, Term left, Term right) implements Term {}

  /** Something that holds or not. */
  sealed interface Claim {}

  /** All hold. */
  record All(List<Claim> claims) implements Claim {}

  /** One holds. */
  record Any(List<Claim> claims) implements Claim {}

  /** It does not hold. */
  record Negated(Claim claim) implements Claim {}

  /** A comparison by a symbol. */
  record Compared(Term left, String symbol, Term right) implements Claim {}

  /** BETWEEN. */
  record Within(Term term, Term low, Term high) implements Claim {}

  /** IN. */
  record Among(Term term, List<Term> candidates) implements Claim {}

  /** A function, by its name. */
  record Called(String function, List<Term> terms) implements Claim {}

  /**
   * An action of an update.
   *
   * @param section SET, REMOVE, ADD or DELETE
   * @param place what it changes
   * @param term what is set, added or deleted; null of REMOVE
   */
  record Change(String section, Place place, Term term) {}
}
