package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.Syntax.Call;
import dev.ddblocal.domain.expression.Syntax.Name;
import dev.ddblocal.domain.expression.Syntax.NamePlaceholder;
import dev.ddblocal.domain.expression.Syntax.OperandNode;
import dev.ddblocal.domain.expression.Syntax.Path;
import dev.ddblocal.domain.expression.Syntax.Position;
import dev.ddblocal.domain.expression.Syntax.Step;
import dev.ddblocal.domain.expression.Syntax.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses operands, the part of the grammar that all expressions share:
 *
 * <pre>
 *   operand  = path | value | call | "(" operand ")"
 *   call     = identifier "(" operand *( "," operand ) ")"
 *   path     = name *( "." name | "[" index "]" )
 *   name     = identifier | name placeholder
 * </pre>
 */
final class OperandParser {
  private final TokenStream tokens;

  OperandParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** An operand, with or without parentheses. */
  OperandNode operand() {
    if (tokens.peek() != TokenType.LEFT_PARENTHESIS) {
      return plainOperand();
    }
    tokens.open();
    if (tokens.peek() == TokenType.LEFT_PARENTHESIS) {
      tokens.foundRedundantParentheses();
    }
    OperandNode operand = operand();
    tokens.close();
    return operand;
  }

  /** An operand without parentheses. */
  OperandNode plainOperand() {
    if (tokens.peek() == TokenType.VALUE_PLACEHOLDER) {
      return value();
    }
    boolean calls =
        tokens.peek() == TokenType.IDENTIFIER && tokens.peekSecond() == TokenType.LEFT_PARENTHESIS;
    return calls ? call() : path();
  }

  private Call call() {
    String function = tokens.take().text();
    tokens.countOperator();
    return new Call(function, operandsInParentheses());
  }

  /** One or more operands in parentheses. */
  List<OperandNode> operandsInParentheses() {
    tokens.open();
    List<OperandNode> operands = new ArrayList<>();
    do {
      operands.add(operand());
    } while (tokens.accept(TokenType.COMMA));
    tokens.close();
    return List.copyOf(operands);
  }

  /** A value's placeholder. */
  Value value() {
    return new Value(tokens.expect(TokenType.VALUE_PLACEHOLDER).text());
  }

  /** One or more paths, parted by commas. */
  List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    do {
      paths.add(path());
    } while (tokens.accept(TokenType.COMMA));
    return List.copyOf(paths);
  }

  /** A document path. */
  Path path() {
    List<Step> steps = new ArrayList<>();
    steps.add(name());
    while (true) {
      if (tokens.accept(TokenType.DOT)) {
        steps.add(name());
      } else if (tokens.accept(TokenType.LEFT_BRACKET)) {
        steps.add(new Position(tokens.expect(TokenType.INDEX).text()));
        tokens.expect(TokenType.RIGHT_BRACKET);
      } else {
        return new Path(List.copyOf(steps));
      }
    }
  }

  private Step name() {
    return switch (tokens.peek()) {
      case IDENTIFIER -> new Name(tokens.take().text());
      case NAME_PLACEHOLDER -> new NamePlaceholder(tokens.take().text());
      default -> throw tokens.unexpected();
    };
  }
}
