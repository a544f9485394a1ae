package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Comparator;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.Conditions;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.ExpressionFunction;
import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.expression.Operands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes conditions of terms, from left to right; the first fault is refused. They mean what the
 * same conditions mean in expressions.
 */
final class ConditionBinder {
  /** The types that IS can ask for, by their names in PartiQL, with their descriptors. */
  private static final Map<String, List<String>> TYPES =
      Map.ofEntries(
          Map.entry("null", List.of("NULL")),
          Map.entry("bool", List.of("BOOL")),
          Map.entry("boolean", List.of("BOOL")),
          Map.entry("dec", List.of("N")),
          Map.entry("decimal", List.of("N")),
          Map.entry("numeric", List.of("N")),
          Map.entry("string", List.of("S")),
          Map.entry("blob", List.of("B")),
          Map.entry("list", List.of("L")),
          Map.entry("struct", List.of("M")),
          Map.entry("tuple", List.of("M")),
          Map.entry("bag", List.of("SS", "NS", "BS")));

  private final ValueBinder values;

  ConditionBinder(ValueBinder values) {
    this.values = values;
  }

  /**
   * The condition that a term is.
   *
   * @throws InvalidExpressionException if it is none, or none that the service has
   */
  Condition condition(Term term) {
    return switch (term) {
      case Term.And(Position _, List<Term> conditions) -> new Condition.And(all(conditions));
      case Term.Or(Position _, List<Term> conditions) -> new Condition.Or(all(conditions));
      case Term.Not(Position _, Term condition) -> negated(condition(condition));
      case Term.Comparison comparison -> comparison(comparison);
      case Term.Between(Position _, Term operand, Term low, Term high) -> {
        Operand subject = operand(operand);
        Operand lowest = operand(low);
        yield Conditions.between(subject, lowest, operand(high));
      }
      case Term.In in -> in(in);
      case Term.Is is -> is(is);
      case Term.Call call -> call(call);
      case Term.Unsupported(Position position, String symbol) ->
          throw Refusal.unsupportedOperator(symbol, position);
      default -> throw Refusal.at("Expected a condition", term.position());
    };
  }

  private List<Condition> all(List<Term> terms) {
    List<Condition> conditions = new ArrayList<>(terms.size());
    for (Term term : terms) {
      conditions.add(condition(term));
    }
    return conditions;
  }

  private static Condition negated(Condition condition) {
    return condition instanceof Condition.Not(Condition inner)
        ? inner
        : new Condition.Not(condition);
  }

  private Operand operand(Term term) {
    if (ValueBinder.isValue(term)) {
      return new Operand.Value(values.value(term));
    }
    return switch (term) {
      case Term.Path path -> new Operand.Path(PathBinder.path(path));
      case Term.Call call -> {
        ExpressionFunction function = function(call);
        if (function.use() != ExpressionFunction.Use.OPERAND_OF_CONDITION) {
          throw Refusal.unrecognizedFunction(call.function(), call.position());
        }
        yield Operands.call(function, operands(call.operands()));
      }
      case Term.Arithmetic(Position position, String symbol, Term _, Term _) ->
          throw Refusal.unsupportedOperator(symbol, position);
      case Term.Unsupported(Position position, String symbol) ->
          throw Refusal.unsupportedOperator(symbol, position);
      default -> throw Refusal.at("Expected an operand", term.position());
    };
  }

  private List<Operand> operands(List<Term> terms) {
    List<Operand> operands = new ArrayList<>(terms.size());
    for (Term term : terms) {
      operands.add(operand(term));
    }
    return operands;
  }

  /** The function that a call names, in whatever case. */
  static ExpressionFunction function(Term.Call call) {
    return ExpressionFunction.named(call.function().toLowerCase(Locale.ROOT))
        .orElseThrow(() -> Refusal.unrecognizedFunction(call.function(), call.position()));
  }

  private Condition call(Term.Call call) {
    ExpressionFunction function = function(call);
    if (function.use() != ExpressionFunction.Use.CONDITION) {
      throw Refusal.unrecognizedFunction(call.function(), call.position());
    }
    return Conditions.call(function, operands(call.operands()));
  }

  private Condition comparison(Term.Comparison term) {
    if (term.right() instanceof Term.Missing) {
      return missing(term.left(), term.comparator(), term.position());
    }
    if (term.left() instanceof Term.Missing) {
      return missing(term.right(), term.comparator(), term.position());
    }
    Operand left = operand(term.left());
    return Conditions.comparison(left, term.comparator(), operand(term.right()));
  }

  /** MISSING can be compared for equality only. */
  private static Condition missing(Term operand, Comparator comparator, Position position) {
    DocumentPath path = PathBinder.path(operand);
    return switch (comparator) {
      case EQUAL -> new Condition.AttributeNotExists(path);
      case NOT_EQUAL -> new Condition.AttributeExists(path);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          throw Refusal.unsupportedOperator(comparator.symbol(), position);
    };
  }

  private Condition in(Term.In in) {
    Operand operand = operand(in.operand());
    List<Term> candidates =
        switch (in.candidates()) {
          case Term.ListOf(Position _, List<Term> elements) -> elements;
          case Term.Row(Position _, List<Term> elements) -> elements;
          default -> throw Refusal.at("Expected a list", in.candidates().position());
        };
    if (candidates.isEmpty()) {
      throw new InvalidExpressionException(
          "Incorrect number of operands for operator or function; operator or function: IN, number"
              + " of operands: 1");
    }
    return Conditions.in(operand, operands(candidates));
  }

  private static Condition is(Term.Is is) {
    DocumentPath path = PathBinder.path(is.operand());
    String name = is.type().text();
    if (name.equals("missing")) {
      return new Condition.AttributeNotExists(path);
    }
    List<String> descriptors =
        Optional.ofNullable(TYPES.get(name))
            .orElseThrow(() -> Refusal.at("Unsupported type: " + name, is.type().position()));
    List<Condition> types = new ArrayList<>(descriptors.size());
    for (String descriptor : descriptors) {
      types.add(new Condition.AttributeType(path, descriptor));
    }
    return types.size() == 1 ? types.getFirst() : new Condition.Or(types);
  }
}
