package dev.ddblocal.auth.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which conditions keep a policy for everyone from being public: those that fix one of a few keys
 * to values without wildcards and variables (AWS: Amazon S3, the meaning of "public").
 */
final class FixedValues {
  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 32;

  private static final Set<String> KEYS =
      Stream.of(
              ContextKeys.PRINCIPAL_ARN,
              ContextKeys.PRINCIPAL_ACCOUNT,
              ContextKeys.USER_ID,
              ContextKeys.SOURCE_IP,
              "aws:PrincipalOrgID",
              "aws:PrincipalOrgPaths",
              "aws:SourceArn",
              "aws:SourceVpc",
              "aws:SourceVpce",
              "aws:SourceOwner",
              "aws:SourceAccount",
              "aws:SourceOrgID",
              "aws:SourceOrgPaths")
          .map(key -> key.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private FixedValues() {}

  /** Whether the condition narrows "everyone" down to some. */
  static boolean narrow(Condition condition) {
    return condition.operatorIsKnown()
        && condition.demandsValue()
        && KEYS.contains(condition.name())
        && condition.valueTexts().stream().allMatch(text -> isFixed(condition.name(), text));
  }

  private static boolean isFixed(String name, String text) {
    if (name.equals(ContextKeys.SOURCE_IP.toLowerCase(Locale.ROOT))) {
      Optional<IpRange> range = IpRange.parse(text);
      return range.isPresent()
          && range.get().prefix() >= (range.get().isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6);
    }
    return text.indexOf('*') < 0 && text.indexOf('?') < 0 && !text.contains("${");
  }
}
