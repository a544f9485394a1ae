package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a call of the query protocol. A list {@code Xs} comes as {@code Xs.member.1},
 * {@code Xs.member.2} and so on; a structure's members come behind a dot.
 */
public final class QueryParameters {
  private static final int MOST_MEMBERS = 1_000;

  private final Map<String, String> values;

  /** Creates the parameters from their names as sent. */
  public QueryParameters(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The parameter, if it was sent. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The parameter.
   *
   * @throws QueryFault a ValidationError if it was not sent
   */
  public String require(String name) {
    return find(name).orElseThrow(() -> violation("null", name, "Member must not be null"));
  }

  /**
   * The whole number of a parameter, if it was sent.
   *
   * @param least the least value that is allowed
   * @param greatest the greatest value that is allowed
   * @throws QueryFault a ValidationError if it is beyond a bound, MalformedInput if it is no number
   */
  public Optional<Integer> integer(String name, int least, int greatest) {
    Optional<Integer> number = integer(name);
    if (number.isPresent() && number.get() < least) {
      throw violation(
          find(name).get(), name, "Member must have value greater than or equal to " + least);
    }
    if (number.isPresent() && number.get() > greatest) {
      throw violation(
          find(name).get(), name, "Member must have value less than or equal to " + greatest);
    }
    return number;
  }

  /**
   * The whole number of a parameter, if it was sent.
   *
   * @throws QueryFault MalformedInput if it is no number
   */
  public Optional<Integer> integer(String name) {
    try {
      return find(name).map(Integer::parseInt);
    } catch (NumberFormatException e) {
      throw new QueryFault(400, "MalformedInput", "Invalid Argument");
    }
  }

  /** The strings of a list; empty if none was sent. */
  public List<String> list(String name) {
    List<String> members = new ArrayList<>();
    for (int i = 1; i <= MOST_MEMBERS; i++) {
      String value = values.get(name + ".member." + i);
      if (value == null) {
        break;
      }
      members.add(value);
    }
    return members;
  }

  /** The structures of a list, each as parameters of its own; empty if none was sent. */
  public List<QueryParameters> structures(String name) {
    List<QueryParameters> members = new ArrayList<>();
    for (int i = 1; i <= MOST_MEMBERS; i++) {
      String prefix = name + ".member." + i + ".";
      Map<String, String> member = new LinkedHashMap<>();
      values.forEach((key, value) -> {
        if (key.startsWith(prefix)) {
          member.put(key.substring(prefix.length()), value);
        }
      });
      if (member.isEmpty()) {
        break;
      }
      members.add(new QueryParameters(member));
    }
    return members;
  }

  /**
   * The ValidationError of one member that breaks a constraint.
   *
   * @param value the value as it is printed; {@code null} without quotes for a missing one
   * @param member the member's name as sent, beginning in upper case
   * @param constraint the constraint's text, such as {@code Member must not be null}
   */
  public static QueryFault violation(String value, String member, String constraint) {
    String printed = value.equals("null") ? "null" : "'" + value + "'";
    return new QueryFault(
        400,
        "ValidationError",
        "1 validation error detected: Value "
            + printed
            + " at '"
            + lowerCamel(member)
            + "' failed to satisfy constraint: "
            + constraint);
  }

  /** A member's name as messages print it: beginning in lower case. */
  static String lowerCamel(String member) {
    return Character.toLowerCase(member.charAt(0)) + member.substring(1);
  }

  /** Leaves the values out: some are secrets. */
  @Override
  public String toString() {
    return "QueryParameters" + values.keySet();
  }
}
