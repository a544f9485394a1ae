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
    return parameters.find(member).map(text -> checked(text, member, values));
  }

  /**
   * Checks a value.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError if it is none of those
   */
  static String checked(String text, String member, List<String> values) {
    if (!values.contains(text)) {
      throw QueryParameters.violation(
          text,
          member,
          "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
    }
    return text;
  }
}
