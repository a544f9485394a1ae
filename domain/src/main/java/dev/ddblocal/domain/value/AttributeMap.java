package dev.ddblocal.domain.value;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A map of attribute values as a caller sent it, not yet accepted: the attributes that are sound
 * and the first defect of one that is not.
 *
 * @param attributes the sound attributes, in the order they were sent
 * @param defect the first defect in the order of the request, or null if every value is sound
 * @param defectKey the member's name that the defect is in; null without one
 */
public record AttributeMap(
    Map<String, AttributeValue> attributes, ValueDefect defect, String defectKey) {
  /** Refuses a missing map. */
  public AttributeMap {
    Objects.requireNonNull(attributes, "attributes is null");
  }

  /** A map whose values are all sound. */
  public static AttributeMap of(Map<String, AttributeValue> attributes) {
    return new AttributeMap(attributes, null, null);
  }

  /** The first defect, if any. */
  public Optional<ValueDefect> firstDefect() {
    return Optional.ofNullable(defect);
  }
}
