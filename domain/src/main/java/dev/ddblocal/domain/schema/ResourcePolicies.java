package dev.ddblocal.domain.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The resource-based policies of a table with its indexes and of its streams.
 *
 * @param ofTable the policy of the table and its indexes, if there is one
 * @param ofStreams the policies of its streams, by their labels
 */
public record ResourcePolicies(
    Optional<ResourcePolicy> ofTable, SequencedMap<String, ResourcePolicy> ofStreams) {
  /** No policy at all. */
  public static final ResourcePolicies NONE =
      new ResourcePolicies(Optional.empty(), new LinkedHashMap<>());

  /** Copies the map. */
  public ResourcePolicies {
    Objects.requireNonNull(ofTable, "ofTable is null");
    ofStreams = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ofStreams));
  }

  /** The policy of the stream with that label, or of the table where none is given. */
  public Optional<ResourcePolicy> of(Optional<String> streamLabel) {
    return streamLabel.isPresent()
        ? Optional.ofNullable(ofStreams.get(streamLabel.get()))
        : ofTable;
  }

  /** The same policies with this one in the place of that {@link #of} gives. */
  public ResourcePolicies with(Optional<String> streamLabel, Optional<ResourcePolicy> policy) {
    if (streamLabel.isEmpty()) {
      return new ResourcePolicies(policy, ofStreams);
    }
    SequencedMap<String, ResourcePolicy> streams = new LinkedHashMap<>(ofStreams);
    policy.ifPresentOrElse(
        present -> streams.put(streamLabel.get(), present),
        () -> streams.remove(streamLabel.get()));
    return new ResourcePolicies(ofTable, streams);
  }
}
