package dev.ddblocal.http.query;

import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request of the query protocol (spec: authentication, 7.1). Those of the body
 * win over those of the query string; the signature's own, which stand in the query string too, are
 * left out. Immutable.
 */
public final class RequestParameters {
  /** How many parameters the body, and how many the query string, may have. */
  public static final int MOST_PARAMETERS = 10_000;

  private static final String ACTION = "Action";
  private static final String VERSION = "Version";
  private static final String OF_THE_SIGNATURE = "X-Amz-";

  private final Map<String, String> values;

  private RequestParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a request's parameters.
   *
   * @param rawQuery the query string as sent, without the question mark
   * @param form the body, if it is a form; else empty
   * @throws QueryFault MalformedInput if either cannot be read
   */
  public static RequestParameters read(String rawQuery, byte[] form) {
    Map<String, String> values = new LinkedHashMap<>();
    FormDecoder.decode(rawQuery.getBytes(StandardCharsets.ISO_8859_1), MOST_PARAMETERS)
        .forEach((name, value) -> {
          if (!name.startsWith(OF_THE_SIGNATURE)) {
            values.put(name, value);
          }
        });
    values.putAll(FormDecoder.decode(form, MOST_PARAMETERS));
    return new RequestParameters(values);
  }

  /**
   * Whether a query string names both an action and a version, as that of a call without a body
   * does.
   */
  public static boolean nameACall(String rawQuery) {
    return names(rawQuery, ACTION) && names(rawQuery, VERSION);
  }

  /** Whether one of the parameters has the name, which nobody writes with escapes. */
  private static boolean names(String rawQuery, String name) {
    int at = rawQuery.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      if ((at == 0 || rawQuery.charAt(at - 1) == '&')
          && (end == rawQuery.length() || "=&".indexOf(rawQuery.charAt(end)) >= 0)) {
        return true;
      }
      at = rawQuery.indexOf(name, end);
    }
    return false;
  }

  /** The action; empty if none is named. */
  public Optional<String> action() {
    return Optional.ofNullable(values.get(ACTION)).filter(action -> !action.isEmpty());
  }

  /** The version of the API; empty if none is named. */
  public Optional<String> version() {
    return Optional.ofNullable(values.get(VERSION)).filter(version -> !version.isEmpty());
  }

  /** The call that the parameters make. */
  public QueryCall call() {
    return new QueryCall(action().orElseThrow(), values);
  }
}
