package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.port.ContextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One key of one operator of a statement's element Condition. */
final class Condition {
  /** How an operator deals with keys that have several values. */
  enum Quantifier {
    /** Not at all. */
    NONE(""),
    /** All values of the request have to match; none at all do. */
    FOR_ALL_VALUES("ForAllValues:"),
    /** One value of the request has to match. */
    FOR_ANY_VALUE("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String IF_EXISTS = "IfExists";

  private final String operatorText;
  private final Quantifier quantifier;
  private final Optional<ConditionOperator> operator;
  private final boolean ifExists;
  private final String key;
  private final String name;
  private final boolean populated;
  private final boolean multivalued;
  private final List<Value> values;

  /**
   * Compiles a condition.
   *
   * @param operatorText the operator with its prefix and suffix
   * @param variables whether the document's version has variables
   */
  Condition(String operatorText, String key, List<String> values, boolean variables) {
    this.operatorText = operatorText;
    this.quantifier = quantifierOf(operatorText);
    String bare = operatorText.substring(quantifier.prefix.length());
    this.ifExists = bare.endsWith(IF_EXISTS);
    this.operator =
        ConditionOperator.named(
                ifExists ? bare.substring(0, bare.length() - IF_EXISTS.length()) : bare)
            .filter(known -> known != ConditionOperator.NULL || bare.equals(operatorText))
            .filter(known -> known != ConditionOperator.NULL || !ifExists);
    this.key = key;
    this.name = key.toLowerCase(Locale.ROOT);
    this.populated = ContextKeys.isPopulated(name);
    this.multivalued = ContextKeys.isMultivalued(name);
    Template.Wildcards wildcards =
        operator.map(ConditionOperator::wildcards).orElse(Template.Wildcards.NONE);
    this.values =
        values.stream()
            .map(text -> new Value(Template.compile(text, variables, wildcards), operator))
            .toList();
  }

  private static Quantifier quantifierOf(String text) {
    for (Quantifier quantifier : Quantifier.values()) {
      if (quantifier != Quantifier.NONE && text.startsWith(quantifier.prefix)) {
        return quantifier;
      }
    }
    return Quantifier.NONE;
  }

  /** Whether the operator is one of the language's. */
  boolean operatorIsKnown() {
    return operator.isPresent();
  }

  /** The operator as the policy writes it, with prefix and suffix. */
  String operatorText() {
    return operatorText;
  }

  /** The condition key as the policy writes it. */
  String key() {
    return key;
  }

  /** The condition key in lower case. */
  String name() {
    return name;
  }

  /** Whether the condition only holds for requests that have the key, with one of the values. */
  boolean demandsValue() {
    return operator.filter(o -> !o.negated() && o != ConditionOperator.NULL).isPresent()
        && !ifExists
        && quantifier != Quantifier.FOR_ALL_VALUES;
  }

  /** The texts that the policy compares with. */
  List<String> valueTexts() {
    return values.stream().map(value -> value.template.source()).toList();
  }

  /** The condition keys that the condition asks for, as the policy writes them. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add(key);
    values.forEach(value -> keys.addAll(value.template.variables()));
    return keys;
  }

  /** Whether a request fulfils the condition. */
  Match matches(RequestContext context, Effect effect) {
    if (operator.isEmpty()) {
      return Match.UNKNOWN;
    }
    ContextValue value = context.valueOf(name);
    if (value instanceof ContextValue.Unknown) {
      return Match.UNKNOWN;
    }
    // A key that nothing here ever has: no Deny may be switched off by that.
    if (value instanceof ContextValue.Absent && !populated && effect == Effect.DENY) {
      return Match.YES;
    }
    ConditionOperator known = operator.get();
    if (known == ConditionOperator.NULL) {
      boolean absent =
          value instanceof ContextValue.Absent
              || (value instanceof ContextValue.Many(List<String> many) && many.isEmpty());
      return any(Boolean.toString(absent), tests(context));
    }
    return switch (value) {
      case ContextValue.Absent absent -> Match.of(matchesAbsent(known));
      case ContextValue.Unknown unknown -> Match.UNKNOWN;
      case ContextValue.One(String one) -> matchesAll(known, List.of(one), multivalued, context);
      case ContextValue.Many(List<String> many) -> matchesAll(known, many, true, context);
    };
  }

  private boolean matchesAbsent(ConditionOperator known) {
    return ifExists
        || switch (quantifier) {
          case FOR_ALL_VALUES -> true;
          case FOR_ANY_VALUE -> false;
          case NONE -> known.negated();
        };
  }

  private Match matchesAll(
      ConditionOperator known, List<String> present, boolean several, RequestContext context) {
    if (quantifier == Quantifier.NONE && several) {
      return Match.NO;
    }
    boolean any = quantifier == Quantifier.FOR_ANY_VALUE;
    List<Test> tests = tests(context);
    Match result = Match.of(!any);
    for (String value : present) {
      Match one = any(value, tests);
      Match match = known.negated() ? one.negated() : one;
      if (match == Match.of(any)) {
        return match;
      }
      if (match == Match.UNKNOWN) {
        result = Match.UNKNOWN;
      }
    }
    return result;
  }

  private List<Test> tests(RequestContext context) {
    if (values.size() == 1) {
      return List.of(values.getFirst().test(context));
    }
    List<Test> tests = new ArrayList<>(values.size());
    for (Value value : values) {
      tests.add(value.test(context));
    }
    return tests;
  }

  private static Match any(String value, List<Test> tests) {
    Match result = Match.NO;
    for (Test test : tests) {
      Match match = test.matches(value);
      if (match == Match.YES) {
        return Match.YES;
      }
      if (match == Match.UNKNOWN) {
        result = Match.UNKNOWN;
      }
    }
    return result;
  }

  /** What a value of the policy, with its variables replaced, says about one of the request. */
  private interface Test {
    /** A variable without a value equals nothing. */
    Test NOTHING = value -> Match.NO;

    /** A value that cannot be read or told. */
    Test UNKNOWN = value -> Match.UNKNOWN;

    Match matches(String value);
  }

  /** A value of the policy. */
  private static final class Value {
    private final Template template;
    private final Optional<ConditionOperator> operator;
    private final Optional<Test> constant;

    Value(Template template, Optional<ConditionOperator> operator) {
      this.template = template;
      this.operator = operator;
      this.constant = template.constant().map(this::compile);
    }

    Test test(RequestContext context) {
      return constant.orElseGet(() -> compile(template.expand(context)));
    }

    private Test compile(Template.Expansion expansion) {
      return switch (expansion) {
        case Template.Expansion.Missing missing -> Test.NOTHING;
        case Template.Expansion.Unknown unknown -> Test.UNKNOWN;
        case Template.Expansion.Known(Glob glob) -> {
          Optional<Predicate<String>> predicate = operator.flatMap(known -> known.read(glob));
          yield predicate
              .<Test>map(accepts -> value -> Match.of(accepts.test(value)))
              .orElse(Test.UNKNOWN);
        }
      };
    }
  }
}
