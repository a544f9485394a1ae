package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The top-level attributes that a request names, of {@code a.b[0]} the {@code a}. Placeholders of
 * names are resolved; whatever else may be wrong with an expression does not matter, as long as it
 * can be read.
 *
 * <p>Parameters that are null name nothing. Each method throws an {@link
 * InvalidExpressionException} for an expression that cannot be read and for a placeholder that is
 * not defined. Not safe for use by several threads at once.
 */
public final class NamedAttributes {
  private final Map<ExpressionKind, SyntaxCache<Syntax>> syntax;
  private final Map<String, String> placeholders;
  private final SequencedSet<String> names = new LinkedHashSet<>();

  /**
   * Begins with no attribute.
   *
   * @param syntax what texts say
   * @param placeholders attribute names by placeholder
   */
  NamedAttributes(
      Map<ExpressionKind, SyntaxCache<Syntax>> syntax, Map<String, String> placeholders) {
    this.syntax = syntax;
    this.placeholders = placeholders;
  }

  /** Adds what a condition names. */
  public NamedAttributes condition(String text) {
    return add(ExpressionKind.CONDITION, text);
  }

  /** Adds what a filter names. */
  public NamedAttributes filter(String text) {
    return add(ExpressionKind.FILTER, text);
  }

  /** Adds what a key condition names. */
  public NamedAttributes keyCondition(String text) {
    return add(ExpressionKind.KEY_CONDITION, text);
  }

  /** Adds what a projection names. */
  public NamedAttributes projection(String text) {
    return add(ExpressionKind.PROJECTION, text);
  }

  /** Adds what an update changes and reads. */
  public NamedAttributes update(String text) {
    return add(ExpressionKind.UPDATE, text);
  }

  /** Adds the attributes of a key or item, the one with a defect included. */
  public NamedAttributes attributes(AttributeMap map) {
    if (map != null) {
      names.addAll(map.attributes().keySet());
      if (map.defectKey() != null) {
        names.add(map.defectKey());
      }
    }
    return this;
  }

  /** Adds the attributes of a legacy parameter. */
  public NamedAttributes named(Collection<String> attributes) {
    if (attributes != null) {
      names.addAll(attributes);
    }
    return this;
  }

  /** Adds the attributes that are the keys of a legacy parameter. */
  public NamedAttributes keysOf(Map<String, ?> parameter) {
    return parameter == null ? this : named(parameter.keySet());
  }

  /** The names, in the order in which they were found. */
  public List<String> names() {
    return List.copyOf(names);
  }

  private NamedAttributes add(ExpressionKind kind, String text) {
    if (text != null) {
      switch (syntax.get(kind).of(text)) {
        case Syntax.ConditionText(Syntax.ConditionNode condition) -> add(condition);
        case Syntax.ProjectionText(List<Syntax.Path> paths) -> paths.forEach(this::add);
        case Syntax.UpdateText(List<Syntax.Action> actions) -> actions.forEach(this::add);
        case Syntax.Refused(String reason) -> throw new InvalidExpressionException(reason);
      }
    }
    return this;
  }

  private void add(Syntax.Action action) {
    add(action.path());
    if (action instanceof Syntax.SetAction(Syntax.Path _, Syntax.OperandNode value)) {
      add(value);
    }
  }

  private void add(Syntax.Node node) {
    switch (node) {
      case Syntax.Path(List<Syntax.Step> steps) -> names.add(name(steps.getFirst()));
      case Syntax.Value _ -> {}
      case Syntax.Call(String _, List<Syntax.OperandNode> operands) -> operands.forEach(this::add);
      case Syntax.Arithmetic(String _, Syntax.OperandNode left, Syntax.OperandNode right) -> {
        add(left);
        add(right);
      }
      case Syntax.Comparison(Syntax.OperandNode left, Comparator _, Syntax.OperandNode right) -> {
        add(left);
        add(right);
      }
      case Syntax.Between(
              Syntax.OperandNode operand,
              Syntax.OperandNode low,
              Syntax.OperandNode high) -> {
        add(operand);
        add(low);
        add(high);
      }
      case Syntax.In(Syntax.OperandNode operand, List<Syntax.OperandNode> candidates) -> {
        add(operand);
        candidates.forEach(this::add);
      }
      case Syntax.Not(Syntax.ConditionNode condition) -> add(condition);
      case Syntax.And(List<Syntax.ConditionNode> conditions) -> conditions.forEach(this::add);
      case Syntax.Or(List<Syntax.ConditionNode> conditions) -> conditions.forEach(this::add);
    }
  }

  private String name(Syntax.Step first) {
    return switch (first) {
      case Syntax.Name(String text) -> text;
      case Syntax.NamePlaceholder(String placeholder) -> {
        String defined = placeholders.get(placeholder);
        if (defined == null) {
          throw new InvalidExpressionException("not defined: " + placeholder);
        }
        yield defined;
      }
      case Syntax.Position _ -> throw new IllegalArgumentException("a position is no name");
    };
  }
}
