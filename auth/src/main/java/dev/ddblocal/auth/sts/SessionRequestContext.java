package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.policy.ContextKeys;
import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.ContextValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The condition keys that a request for a session has beyond those of its caller. */
final class SessionRequestContext implements RequestContext {
  private final Map<String, ContextValue> values = new HashMap<>();

  SessionRequestContext(AccountId resourceAccount) {
    with(ContextKeys.RESOURCE_ACCOUNT, Optional.of(resourceAccount.value()));
  }

  /** Adds a key that has one value, if it has. */
  SessionRequestContext with(String key, Optional<String> value) {
    value.ifPresent(one -> values.put(key.toLowerCase(Locale.ROOT), new ContextValue.One(one)));
    return this;
  }

  /** Adds a key that has several values; none at all if there are none. */
  SessionRequestContext with(String key, Collection<String> several) {
    if (!several.isEmpty()) {
      values.put(key.toLowerCase(Locale.ROOT), new ContextValue.Many(List.copyOf(several)));
    }
    return this;
  }

  /** Adds the tags of the request. */
  SessionRequestContext withRequestTags(Map<String, String> tags) {
    tags.forEach((key, value) -> with(ContextKeys.REQUEST_TAG + key, Optional.of(value)));
    return with(ContextKeys.TAG_KEYS, tags.keySet());
  }

  /** Adds the tags of the role, which IAM's own key knows too. */
  SessionRequestContext withResourceTags(Map<String, String> tags) {
    tags.forEach((key, value) -> {
      with(ContextKeys.RESOURCE_TAG + key, Optional.of(value));
      with("iam:ResourceTag/" + key, Optional.of(value));
    });
    return this;
  }

  @Override
  public ContextValue valueOf(String key) {
    return values.getOrDefault(key.toLowerCase(Locale.ROOT), ContextValue.ABSENT);
  }
}
