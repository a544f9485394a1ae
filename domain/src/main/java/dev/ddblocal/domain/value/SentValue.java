package dev.ddblocal.domain.value;

import java.util.Optional;

/**
 * A single attribute value as a caller sent it, not yet accepted.
 *
 * @param value the value, or null if it has a defect
 * @param defect the first defect of the value, or null if it is sound
 */
public record SentValue(AttributeValue value, ValueDefect defect) {
  /** Refuses anything but a value or a defect. */
  public SentValue {
    if ((value == null) == (defect == null)) {
      throw new IllegalArgumentException("either a value or a defect");
    }
  }

  /** A sound value. */
  public static SentValue of(AttributeValue value) {
    return new SentValue(value, null);
  }

  /** The first defect, if any. */
  public Optional<ValueDefect> firstDefect() {
    return Optional.ofNullable(defect);
  }
}
