package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.port.ContextValue;

/** The condition keys of a request. Values are worked out when a policy asks for them. */
@FunctionalInterface
public interface RequestContext {
  /**
   * The value of a condition key.
   *
   * @param key the key's name; case does not matter, not even in the key of a tag
   * @return the value; {@link ContextValue#ABSENT} if the request does not have the key
   */
  ContextValue valueOf(String key);

  /** A context that also has the keys of another; those of this one come first. */
  default RequestContext and(RequestContext more) {
    return key -> {
      ContextValue value = valueOf(key);
      return value instanceof ContextValue.Absent ? more.valueOf(key) : value;
    };
  }
}
