package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.port.ContextValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The global condition keys that a request has by its caller, its time and where it came from (AWS:
 * global condition context keys).
 */
public final class CallerContext implements RequestContext {
  /** By lower-case name of the key. */
  private static final Map<String, Function<CallerContext, Optional<String>>> KEYS = keys();

  private static final String TAG_PREFIX = ContextKeys.PRINCIPAL_TAG.toLowerCase(Locale.ROOT);

  private final CallerIdentity caller;
  private final Instant now;

  private CallerContext(CallerIdentity caller, Instant now) {
    this.caller = caller;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The keys of a caller.
   *
   * @param now the time of the request
   */
  public static CallerContext of(CallerIdentity caller, Instant now) {
    return new CallerContext(caller, now);
  }

  @Override
  public ContextValue valueOf(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    Function<CallerContext, Optional<String>> value = KEYS.get(name);
    if (value != null) {
      return valueOf(value.apply(this));
    }
    return name.startsWith(TAG_PREFIX)
        ? valueOf(tag(name.substring(TAG_PREFIX.length())))
        : ContextValue.ABSENT;
  }

  private static ContextValue valueOf(Optional<String> value) {
    return value.isPresent() ? new ContextValue.One(value.get()) : ContextValue.ABSENT;
  }

  private static Map<String, Function<CallerContext, Optional<String>>> keys() {
    Map<String, Function<CallerContext, Optional<String>>> keys = new HashMap<>();
    put(keys, ContextKeys.PRINCIPAL_ARN, c -> Optional.of(principalArn(c.principal())));
    put(keys, ContextKeys.PRINCIPAL_ACCOUNT, c -> Optional.of(c.principal().accountId().value()));
    put(keys, ContextKeys.PRINCIPAL_TYPE, c -> Optional.of(principalType(c.principal())));
    put(keys, ContextKeys.PRINCIPAL_IS_AWS_SERVICE, c -> Optional.of("false"));
    put(keys, ContextKeys.VIA_AWS_SERVICE, c -> Optional.of("false"));
    put(keys, ContextKeys.USER_ID, c -> Optional.of(c.principal().userId()));
    put(keys, ContextKeys.USER_NAME, c -> userName(c.principal()));
    put(keys, ContextKeys.SOURCE_IP, c -> present(c.caller.origin().sourceAddress()));
    put(
        keys,
        ContextKeys.SECURE_TRANSPORT,
        c -> Optional.of(Boolean.toString(c.caller.origin().secureTransport())));
    put(keys, ContextKeys.CURRENT_TIME, c -> Optional.of(c.now.toString()));
    put(keys, ContextKeys.EPOCH_TIME, c -> Optional.of(Long.toString(c.now.getEpochSecond())));
    put(
        keys,
        ContextKeys.TOKEN_ISSUE_TIME,
        c -> c.session().map(s -> s.issuedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
    put(
        keys,
        ContextKeys.MULTI_FACTOR_AUTH_PRESENT,
        c -> c.session().map(s -> Boolean.toString(s.multiFactor())));
    put(keys, ContextKeys.REQUESTED_REGION, c -> Optional.of(c.caller.region().value()));
    put(keys, ContextKeys.USER_AGENT, c -> present(c.caller.origin().userAgent()));
    put(keys, ContextKeys.REFERER, c -> present(c.caller.origin().referer()));
    put(
        keys,
        ContextKeys.SOURCE_IDENTITY,
        c -> c.session().flatMap(SessionContext::sourceIdentity));
    return Map.copyOf(keys);
  }

  private static void put(
      Map<String, Function<CallerContext, Optional<String>>> keys,
      String key,
      Function<CallerContext, Optional<String>> value) {
    keys.put(key.toLowerCase(Locale.ROOT), value);
  }

  private Principal principal() {
    return caller.principal();
  }

  private Optional<SessionContext> session() {
    return caller.session();
  }

  private static String principalArn(Principal principal) {
    return principal instanceof Principal.AssumedRole role ? role.roleArn() : principal.arn();
  }

  private static String principalType(Principal principal) {
    return switch (principal) {
      case Principal.Root root -> "Account";
      case Principal.User user -> "User";
      case Principal.AssumedRole role -> "AssumedRole";
      case Principal.FederatedUser user -> "FederatedUser";
    };
  }

  private static Optional<String> userName(Principal principal) {
    return principal instanceof Principal.User user ? Optional.of(user.name()) : Optional.empty();
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private Optional<String> tag(String key) {
    for (Map.Entry<String, String> tag : principal().tags().entrySet()) {
      if (tag.getKey().equalsIgnoreCase(key)) {
        return Optional.of(tag.getValue());
      }
    }
    return Optional.empty();
  }
}
