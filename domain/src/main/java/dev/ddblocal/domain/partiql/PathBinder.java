package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.expression.PathElement;
import java.util.ArrayList;
import java.util.List;

/** Makes document paths of terms. */
final class PathBinder {
  private PathBinder() {}

  /**
   * The place in an item that a term names.
   *
   * @throws InvalidExpressionException if it is no path, or none that an item can have
   */
  static DocumentPath path(Term term) {
    if (!(term instanceof Term.Path(Position _, List<Term.Step> steps))) {
      throw Refusal.unexpectedPathComponent(term.position());
    }
    List<PathElement> rest = new ArrayList<>(steps.size() - 1);
    for (Term.Step step : steps.subList(1, steps.size())) {
      rest.add(element(step));
    }
    return DocumentPath.of(name(steps.getFirst()), rest);
  }

  /** The name that a step is. */
  static String name(Term.Step step) {
    if (!(step instanceof Term.Name(Position _, String text))) {
      throw Refusal.unexpectedPathComponent(step.position());
    }
    return requireName(text);
  }

  private static String requireName(String name) {
    if (name.isEmpty()) {
      throw new InvalidExpressionException("Path component cannot be an empty string");
    }
    return name;
  }

  private static PathElement element(Term.Step step) {
    return switch (step) {
      case Term.Name name -> new PathElement.Member(name(name));
      case Term.Index(Position _, Term.Decimal(Position _, String text)) when isInteger(text) ->
          PathElement.Index.of(text);
      case Term.Index(Position _, Term.Text(Position _, String text)) ->
          new PathElement.Member(requireName(text));
      case Term.Index _, Term.Wildcard _ -> throw Refusal.unexpectedPathComponent(step.position());
    };
  }

  private static boolean isInteger(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
