package dev.ddblocal.auth.iam;

import java.util.List;
import java.util.Optional;

/** A parameter that has one of a few values. */
final class Choice {
  private Choice() {}

  /**
   * The parameter, if it was sent.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError if it has another value
   */
  static Optional<String> of(QueryParameters parameters, String member, List<String> values) {
    Optional<String> value = parameters.find(member);
    value
        .filter(text -> !values.contains(text))
        .ifPresent(text -> {
          throw QueryParameters.violation(
              text,
              member,
              "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        });
    return value;
  }
}
