package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.ContextKeys;
import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.ContextValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The condition keys of a simulated request: what the parameter {@code ContextEntries} has, and
 * what is known of a caller who is named. Nothing is made up: all others are missing.
 */
final class SimulatedContext implements RequestContext {
  private static final String ENTRIES = "ContextEntries";
  private static final String KEY_NAME = "ContextKeyName";
  private static final String KEY_TYPE = "ContextKeyType";
  private static final String KEY_VALUES = "ContextKeyValues";
  private static final String LIST = "List";
  private static final List<String> TYPES =
      Stream.of("string", "numeric", "boolean", "ip", "binary", "date")
          .flatMap(type -> Stream.of(type, type + LIST))
          .toList();

  /** What a caller brings along wherever the request comes from. */
  private static final Set<String> OF_CALLER =
      Stream.of(
              ContextKeys.PRINCIPAL_ARN,
              ContextKeys.PRINCIPAL_ACCOUNT,
              ContextKeys.PRINCIPAL_TYPE,
              ContextKeys.PRINCIPAL_IS_AWS_SERVICE,
              ContextKeys.VIA_AWS_SERVICE,
              ContextKeys.USER_ID,
              ContextKeys.USER_NAME)
          .map(key -> key.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private static final String TAG_PREFIX = ContextKeys.PRINCIPAL_TAG.toLowerCase(Locale.ROOT);

  private final Map<String, ContextValue> entries;
  private final Optional<RequestContext> caller;

  private SimulatedContext(Map<String, ContextValue> entries, Optional<RequestContext> caller) {
    this.entries = Map.copyOf(entries);
    this.caller = caller;
  }

  /**
   * Reads the entries of a call.
   *
   * @param caller who is to call, if it is somebody who is recorded
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError or InvalidInput
   */
  static SimulatedContext read(QueryParameters parameters, Optional<CallerIdentity> caller) {
    Map<String, ContextValue> entries = new HashMap<>();
    for (QueryParameters entry : parameters.structures(ENTRIES)) {
      String name = entry.require(KEY_NAME);
      String type = Choice.checked(entry.require(KEY_TYPE), KEY_TYPE, TYPES);
      List<String> values = entry.list(KEY_VALUES);
      if (!type.endsWith(LIST) && values.size() != 1) {
        throw IamFaults.invalidInput(
            "The context key " + name + " of type " + type + " must have exactly one value.");
      }
      entries.put(
          name.toLowerCase(Locale.ROOT),
          type.endsWith(LIST)
              ? new ContextValue.Many(values)
              : new ContextValue.One(values.getFirst()));
    }
    return new SimulatedContext(
        entries, caller.map(known -> CallerContext.of(known, Instant.EPOCH)));
  }

  @Override
  public ContextValue valueOf(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    if (entries.containsKey(name)) {
      return entries.get(name);
    }
    boolean callers = OF_CALLER.contains(name) || name.startsWith(TAG_PREFIX);
    return callers && caller.isPresent() ? caller.get().valueOf(key) : ContextValue.ABSENT;
  }

  /** Whether the request has the key. */
  boolean has(String key) {
    return !valueOf(key).equals(ContextValue.ABSENT);
  }
}
