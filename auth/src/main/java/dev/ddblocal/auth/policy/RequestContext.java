package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.port.ContextValue;

/** The condition keys of a request. Values are worked out when a policy asks for them. */
@FunctionalInterface
public interface RequestContext {
  /**
   * The value of a condition key.
   *
   * @param key the key's name; case does not matter
   * @return the value; {@link ContextValue#ABSENT} if the request does not have the key
   */
  ContextValue valueOf(String key);
}
