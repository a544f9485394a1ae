package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.iam.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a call, read in the model's order. What is wrong with them is collected, and
 * answered all at once by {@link #check}.
 */
final class Members {
  private static final int MOST_POLICY_ARNS = 10;
  private static final int MOST_TAGS = 50;

  private final QueryParameters parameters;
  private final List<String> violations = new ArrayList<>();

  Members(QueryParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * Refuses members that STS has and this server does not.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError that names them
   */
  void refuse(String... members) {
    List<String> sent = new ArrayList<>();
    for (String member : members) {
      boolean isSent =
          parameters.find(member).isPresent()
              || !parameters.list(member).isEmpty()
              || !parameters.structures(member).isEmpty();
      if (isSent) {
        sent.add(member);
      }
    }
    if (!sent.isEmpty()) {
      throw StsFaults.unsupported(sent);
    }
  }

  /** A text that has to be there; empty where it is not, which {@link #check} then says. */
  String required(String member, TextConstraint constraint) {
    Optional<String> text = optional(member, constraint);
    if (text.isEmpty()) {
      violate("null", path(member), "Member must not be null");
    }
    return text.orElse("");
  }

  /** A text that may be there. */
  Optional<String> optional(String member, TextConstraint constraint) {
    Optional<String> text = parameters.find(member);
    text.ifPresent(value -> check(value, path(member), constraint));
    return text;
  }

  /**
   * The parameter {@code DurationSeconds}, if it was sent.
   *
   * @throws dev.ddblocal.domain.port.QueryFault MalformedInput if it is no number
   */
  Optional<Integer> duration(int least, int greatest) {
    Optional<Integer> seconds = parameters.integer("DurationSeconds");
    if (seconds.isPresent() && seconds.get() < least) {
      violate(
          quoted(seconds.get()),
          "durationSeconds",
          "Member must have value greater than or" + " equal to " + least);
    }
    if (seconds.isPresent() && seconds.get() > greatest) {
      violate(
          quoted(seconds.get()),
          "durationSeconds",
          "Member must have value less than or equal" + " to " + greatest);
    }
    return seconds;
  }

  /** The parameter {@code PolicyArns}. */
  List<String> policyArns() {
    List<QueryParameters> structures = parameters.structures("PolicyArns");
    List<String> arns = new ArrayList<>();
    for (int i = 0; i < structures.size(); i++) {
      String path = "policyArns." + (i + 1) + ".member.arn";
      Optional<String> arn = structures.get(i).find("arn");
      if (arn.isEmpty()) {
        violate("null", path, "Member must not be null");
      } else {
        check(arn.get(), path, TextConstraint.ARN);
        arns.add(arn.get());
      }
    }
    checkSize(arns, "policyArns", MOST_POLICY_ARNS);
    return arns;
  }

  /** The parameter {@code Tags}, as the pairs that were sent. */
  List<Map.Entry<String, String>> tags() {
    List<QueryParameters> structures = parameters.structures("Tags");
    List<Map.Entry<String, String>> tags = new ArrayList<>();
    for (int i = 0; i < structures.size(); i++) {
      String path = "tags." + (i + 1) + ".member.";
      String key = tagPart(structures.get(i), "Key", path, TextConstraint.TAG_KEY);
      String value = tagPart(structures.get(i), "Value", path, TextConstraint.TAG_VALUE);
      tags.add(Map.entry(key, value));
    }
    checkSize(tags.stream().map(Map.Entry::getKey).toList(), "tags", MOST_TAGS);
    return tags;
  }

  /** The parameter {@code TransitiveTagKeys}. */
  List<String> transitiveTagKeys() {
    List<String> keys = parameters.list("TransitiveTagKeys");
    for (int i = 0; i < keys.size(); i++) {
      check(keys.get(i), "transitiveTagKeys." + (i + 1) + ".member", TextConstraint.TAG_KEY);
    }
    checkSize(keys, "transitiveTagKeys", MOST_TAGS);
    return keys;
  }

  /**
   * Refuses the call if a member read so far is wrong.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError that names all violations
   */
  void check() {
    if (!violations.isEmpty()) {
      throw StsFaults.validationError(
          violations.size()
              + (violations.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", violations));
    }
  }

  private String tagPart(
      QueryParameters tag, String member, String path, TextConstraint constraint) {
    Optional<String> text = tag.find(member);
    if (text.isEmpty()) {
      violate("null", path + path(member), "Member must not be null");
    } else {
      check(text.get(), path + path(member), constraint);
    }
    return text.orElse("");
  }

  private void check(String text, String path, TextConstraint constraint) {
    for (String broken : constraint.brokenBy(text)) {
      violate(quoted(text), path, broken);
    }
  }

  private void checkSize(List<String> texts, String path, int most) {
    if (texts.size() > most) {
      violate(
          quoted("[" + String.join(", ", texts) + "]"),
          path,
          "Member must have length less than or equal to " + most);
    }
  }

  private void violate(String printed, String path, String constraint) {
    violations.add(
        "Value " + printed + " at '" + path + "' failed to satisfy constraint: " + constraint);
  }

  private static String quoted(Object value) {
    return "'" + value + "'";
  }

  private static String path(String member) {
    return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
  }
}
