package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.Syntax.ConditionText;
import dev.ddblocal.domain.expression.Syntax.ProjectionText;
import dev.ddblocal.domain.expression.Syntax.Refused;
import dev.ddblocal.domain.expression.Syntax.UpdateText;
import dev.ddblocal.domain.value.Utf8;

/** Parses an expression's text, without the names and values of a request. */
final class SyntaxParser {
  /** The most bytes an expression can have in UTF-8, with its placeholders as they are. */
  static final int MAX_BYTES = 4096;

  private SyntaxParser() {}

  /** What a text says, or why no request can use it. */
  static Syntax parse(ExpressionKind kind, String text) {
    if (text.isEmpty()) {
      return new Refused("The expression can not be empty;");
    }
    int size = Utf8.length(text);
    if (size > MAX_BYTES) {
      String echo = kind == ExpressionKind.CONDITION ? " expression size: " + size : "";
      return new Refused("Expression size has exceeded the maximum allowed size;" + echo);
    }
    try {
      return parsed(kind, new TokenStream(text));
    } catch (InvalidExpressionException invalid) {
      return new Refused(invalid.getMessage());
    }
  }

  private static Syntax parsed(ExpressionKind kind, TokenStream tokens) {
    return switch (kind) {
      case CONDITION, FILTER, KEY_CONDITION -> {
        ConditionText condition = new ConditionText(new ConditionParser(tokens).condition());
        tokens.end();
        yield condition;
      }
      case PROJECTION -> {
        ProjectionText projection = new ProjectionText(new OperandParser(tokens).paths());
        tokens.end();
        yield projection;
      }
      case UPDATE -> {
        UpdateParser parser = new UpdateParser(tokens);
        UpdateText update = new UpdateText(parser.actions());
        tokens.end();
        parser.requireDistinctSections();
        yield update;
      }
    };
  }
}
