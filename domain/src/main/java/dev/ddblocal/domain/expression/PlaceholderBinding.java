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
  /** The most elements a document path can have. */
  private static final int MAX_PATH_ELEMENTS = 32;

  private static final long MAX_INDEX = 4_294_967_294L;
  private static final int MAX_INDEX_DIGITS = 10;

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
              ? new Index(position(digits))
              : new Member(name(step)));
    }
    if (steps.size() > MAX_PATH_ELEMENTS) {
      throw new InvalidExpressionException(
          "The document path has too many nesting elements; nesting level: " + steps.size());
    }
    return new DocumentPath(attribute, rest);
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

  private static long position(String digits) {
    long position = digits.length() > MAX_INDEX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    if (position > MAX_INDEX) {
      throw new InvalidExpressionException(
          "List index is not within the allowable range; index: [" + digits + "]");
    }
    return position;
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
