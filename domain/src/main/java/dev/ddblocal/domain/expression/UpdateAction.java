package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.Objects;

/** What an update does at one place of an item. */
public sealed interface UpdateAction {
  /** The place. */
  DocumentPath path();

  /**
   * Puts a value at a place.
   *
   * @param path the place
   * @param operand what is put there, as the item was before the update
   */
  record Set(DocumentPath path, Operand operand) implements UpdateAction {
    /** Refuses missing parts. */
    public Set {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(operand, "operand is null");
    }
  }

  /**
   * Removes what is at a place, if there is anything.
   *
   * @param path the place
   */
  record Remove(DocumentPath path) implements UpdateAction {
    /** Refuses a missing path. */
    public Remove {
      Objects.requireNonNull(path, "path is null");
    }
  }

  /**
   * Adds a number to the number at a place, or members to the set there. Nothing there counts as
   * zero or as an empty set.
   *
   * @param path the place
   * @param value a number or a set
   */
  record Add(DocumentPath path, AttributeValue value) implements UpdateAction {
    /** Refuses missing parts. */
    public Add {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(value, "value is null");
    }
  }

  /**
   * Takes members out of the set at a place; a set that has none left goes.
   *
   * @param path the place
   * @param value a set
   */
  record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {
    /** Refuses missing parts. */
    public Delete {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(value, "value is null");
    }
  }

  /**
   * What the legacy AttributeUpdates do with {@code ADD}: as {@link Add}, in other words where the
   * types do not fit.
   *
   * @param path a top-level attribute
   * @param value a number, a set, or a list, whose elements are appended
   */
  record LegacyAdd(DocumentPath path, AttributeValue value) implements UpdateAction {
    /** Refuses missing parts. */
    public LegacyAdd {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(value, "value is null");
    }
  }

  /**
   * What the legacy AttributeUpdates do with {@code DELETE} and a value: as {@link Delete}, in
   * other words where the types do not fit.
   *
   * @param path a top-level attribute
   * @param value a set
   */
  record LegacyDelete(DocumentPath path, AttributeValue value) implements UpdateAction {
    /** Refuses missing parts. */
    public LegacyDelete {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(value, "value is null");
    }
  }
}
