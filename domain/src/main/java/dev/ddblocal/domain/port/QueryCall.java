package dev.ddblocal.domain.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A call of the query protocol.
 *
 * @param action the action
 * @param parameters all parameters by their names as sent, such as {@code Tags.member.1.Key}
 */
public record QueryCall(String action, Map<String, String> parameters) {
  /** Copies the parameters. */
  public QueryCall {
    Objects.requireNonNull(action, "action is null");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Leaves the values out: some are secrets. */
  @Override
  public String toString() {
    return "QueryCall[action=" + action + ", parameters=" + parameters.keySet() + "]";
  }
}
