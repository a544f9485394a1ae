package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.PathElement.Index;
import dev.ddblocal.domain.expression.PathElement.Member;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the placeholders of a request's expressions their meaning, and sees which are used. */
final class PlaceholderBinding {
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> usedNames = new HashSet<>();
  private final Set<String> usedValues = new HashSet<>();

  /**
   * Takes what the request brings.
   *
   * @param names attribute names by placeholder
   * @param values values by placeholder
   */
  PlaceholderBinding(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
  }

  /** The value of a placeholder. */
  AttributeValue value(Syntax.Value value) {
    AttributeValue defined = values.get(value.placeholder());
    if (defined == null) {
      throw new InvalidExpressionException(
          "An expression attribute value used in expression is not defined; attribute value: "
              + value.placeholder());
    }
    usedValues.add(value.placeholder());
    return defined;
  }

  /** The place that a path names. */
  DocumentPath path(Syntax.Path path) {
    List<Syntax.Step> steps = path.steps();
    String attribute = name(steps.getFirst());
    if (steps.size() == 1) {
      return DocumentPath.of(attribute);
    }
    List<PathElement> rest = new ArrayList<>(steps.size() - 1);
    for (Syntax.Step step : steps.subList(1, steps.size())) {
      rest.add(
          step instanceof Syntax.Position(String digits)
              ? Index.of(digits)
              : new Member(name(step)));
    }
    return DocumentPath.of(attribute, rest);
  }

  private String name(Syntax.Step step) {
    return switch (step) {
      case Syntax.Name(String text) -> {
        if (ReservedWords.contains(text)) {
          throw new InvalidExpressionException(
              "Attribute name is a reserved keyword; reserved keyword: " + text);
        }
        yield text;
      }
      case Syntax.NamePlaceholder(String placeholder) -> {
        String defined = names.get(placeholder);
        if (defined == null) {
          throw new InvalidExpressionException(
              "An expression attribute name used in the document path is not defined; attribute"
                  + " name: "
                  + placeholder);
        }
        usedNames.add(placeholder);
        yield defined;
      }
      case Syntax.Position _ -> throw new IllegalArgumentException("a position is no name");
    };
  }

  /** The names' placeholders that no expression used, in their order. */
  List<String> unusedNames() {
    return names.keySet().stream().filter(name -> !usedNames.contains(name)).toList();
  }

  /** The values' placeholders that no expression used, in their order. */
  List<String> unusedValues() {
    return values.keySet().stream().filter(value -> !usedValues.contains(value)).toList();
  }
}
