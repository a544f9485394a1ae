package dev.ddblocal.auth.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The condition operators (AWS: IAM policy elements, condition operators). */
enum ConditionOperator {
  STRING_EQUALS("StringEquals", false, Template.Wildcards.NONE, ConditionOperator::equal),
  STRING_NOT_EQUALS("StringNotEquals", true, Template.Wildcards.NONE, ConditionOperator::equal),
  STRING_EQUALS_IGNORE_CASE(
      "StringEqualsIgnoreCase", false, Template.Wildcards.NONE, ConditionOperator::equalIgnoreCase),
  STRING_NOT_EQUALS_IGNORE_CASE(
      "StringNotEqualsIgnoreCase",
      true,
      Template.Wildcards.NONE,
      ConditionOperator::equalIgnoreCase),
  STRING_LIKE("StringLike", false, Template.Wildcards.ANYWHERE, ConditionOperator::like),
  STRING_NOT_LIKE("StringNotLike", true, Template.Wildcards.ANYWHERE, ConditionOperator::like),
  NUMERIC_EQUALS("NumericEquals", false, numbers(sign -> sign == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true, numbers(sign -> sign == 0)),
  NUMERIC_LESS_THAN("NumericLessThan", false, numbers(sign -> sign < 0)),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, numbers(sign -> sign <= 0)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false, numbers(sign -> sign > 0)),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, numbers(sign -> sign >= 0)),
  DATE_EQUALS("DateEquals", false, dates(sign -> sign == 0)),
  DATE_NOT_EQUALS("DateNotEquals", true, dates(sign -> sign == 0)),
  DATE_LESS_THAN("DateLessThan", false, dates(sign -> sign < 0)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, dates(sign -> sign <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", false, dates(sign -> sign > 0)),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, dates(sign -> sign >= 0)),
  BOOL("Bool", false, Template.Wildcards.NONE, ConditionOperator::bool),
  BINARY_EQUALS("BinaryEquals", false, Template.Wildcards.NONE, ConditionOperator::binary),
  IP_ADDRESS("IpAddress", false, Template.Wildcards.NONE, ConditionOperator::inRange),
  NOT_IP_ADDRESS("NotIpAddress", true, Template.Wildcards.NONE, ConditionOperator::inRange),
  ARN_EQUALS("ArnEquals", false, Template.Wildcards.ANYWHERE, ConditionOperator::arn),
  ARN_LIKE("ArnLike", false, Template.Wildcards.ANYWHERE, ConditionOperator::arn),
  ARN_NOT_EQUALS("ArnNotEquals", true, Template.Wildcards.ANYWHERE, ConditionOperator::arn),
  ARN_NOT_LIKE("ArnNotLike", true, Template.Wildcards.ANYWHERE, ConditionOperator::arn),
  /** Asks whether the key is there; its values are read as those of Bool. */
  NULL("Null", false, Template.Wildcards.NONE, ConditionOperator::bool);

  private static final int MAX_NUMBER_LENGTH = 1000;
  private static final int MAX_EXPONENT = 1000;
  private static final Map<String, ConditionOperator> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ConditionOperator::text, Function.identity()));

  private final String text;
  private final boolean negated;
  private final Template.Wildcards wildcards;

  /** One of the functions below, which keep nothing. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Glob, Optional<Predicate<String>>> reader;

  ConditionOperator(
      String text,
      boolean negated,
      Template.Wildcards wildcards,
      Function<Glob, Optional<Predicate<String>>> reader) {
    this.text = text;
    this.negated = negated;
    this.wildcards = wildcards;
    this.reader = reader;
  }

  ConditionOperator(
      String text, boolean negated, Function<Glob, Optional<Predicate<String>>> reader) {
    this(text, negated, Template.Wildcards.NONE, reader);
  }

  /** The operator of that name, without prefix and suffix. */
  static Optional<ConditionOperator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The operator as policies write it. */
  String text() {
    return text;
  }

  /** Whether a value of the context has to differ from all values of the policy. */
  boolean negated() {
    return negated;
  }

  /** Which wildcards the values of the policy have. */
  Template.Wildcards wildcards() {
    return wildcards;
  }

  /**
   * What a value of the policy says about values of the context, without regard to negation.
   *
   * @return empty if the value is not what the operator compares, such as text for a number
   */
  Optional<Predicate<String>> read(Glob value) {
    return reader.apply(value);
  }

  private static Optional<Predicate<String>> equal(Glob value) {
    return Optional.of(value.text()::equals);
  }

  private static Optional<Predicate<String>> equalIgnoreCase(Glob value) {
    return Optional.of(value.text()::equalsIgnoreCase);
  }

  private static Optional<Predicate<String>> like(Glob value) {
    return Optional.of(value::matches);
  }

  private static Optional<Predicate<String>> arn(Glob value) {
    return Optional.of(value::matchesArn);
  }

  private static Optional<Predicate<String>> inRange(Glob value) {
    return IpRange.parse(value.text()).map(range -> range::contains);
  }

  private static Optional<Predicate<String>> bool(Glob value) {
    String expected = value.text().toLowerCase(Locale.ROOT);
    return expected.equals("true") || expected.equals("false")
        ? Optional.of(expected::equalsIgnoreCase)
        : Optional.empty();
  }

  private static Optional<Predicate<String>> binary(Glob value) {
    return bytes(value.text())
        .map(expected -> text -> bytes(text).filter(b -> Arrays.equals(b, expected)).isPresent());
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Function<Glob, Optional<Predicate<String>>> numbers(IntPredicate accepted) {
    return value ->
        number(value.text())
            .map(expected ->
                text ->
                    number(text)
                        .filter(actual -> accepted.test(actual.compareTo(expected)))
                        .isPresent());
  }

  /** Huge exponents would make comparing slow. */
  private static Optional<BigDecimal> number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return Math.abs((long) number.scale()) > MAX_EXPONENT
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Function<Glob, Optional<Predicate<String>>> dates(IntPredicate accepted) {
    return value ->
        PolicyDate.parse(value.text()).map(expected -> text -> isDate(text, expected, accepted));
  }

  private static boolean isDate(String text, Instant expected, IntPredicate accepted) {
    return PolicyDate.parse(text)
        .filter(actual -> accepted.test(actual.compareTo(expected)))
        .isPresent();
  }
}
