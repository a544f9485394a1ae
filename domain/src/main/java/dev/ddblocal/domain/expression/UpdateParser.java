package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.Syntax.Action;
import dev.ddblocal.domain.expression.Syntax.AddAction;
import dev.ddblocal.domain.expression.Syntax.Arithmetic;
import dev.ddblocal.domain.expression.Syntax.DeleteAction;
import dev.ddblocal.domain.expression.Syntax.OperandNode;
import dev.ddblocal.domain.expression.Syntax.Path;
import dev.ddblocal.domain.expression.Syntax.RemoveAction;
import dev.ddblocal.domain.expression.Syntax.SetAction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Parses updates:
 *
 * <pre>
 *   update      = 1*( SET set *( "," set ) | REMOVE path *( "," path )
 *                   | ADD path value *( "," path value ) | DELETE path value *( "," path value ) )
 *   set         = path "=" ( operand | arithmetic )
 *   arithmetic  = operand ( "+" | "-" ) operand | "(" arithmetic ")"
 * </pre>
 */
final class UpdateParser {
  private final TokenStream tokens;
  private final OperandParser operands;
  private final List<Action> actions = new ArrayList<>();
  private final Set<TokenType> sections = EnumSet.noneOf(TokenType.class);
  private TokenType repeated;

  UpdateParser(TokenStream tokens) {
    this.tokens = tokens;
    operands = new OperandParser(tokens);
  }

  /**
   * What a SET action puts.
   *
   * @param node the operand or arithmetic
   * @param grouped whether parentheses enclose all of it
   */
  private record Parsed(OperandNode node, boolean grouped) {}

  /** The actions of all sections, in their order. */
  List<Action> actions() {
    do {
      section();
    } while (tokens.peek() != TokenType.END);
    return List.copyOf(actions);
  }

  /** Refuses a section that is there twice. */
  void requireDistinctSections() {
    if (repeated != null) {
      throw new InvalidExpressionException(
          "The \"" + repeated.name() + "\" section can only be used once in an update expression;");
    }
  }

  private void section() {
    TokenType section = tokens.peek();
    switch (section) {
      case SET, REMOVE, ADD, DELETE -> tokens.take();
      default -> throw tokens.unexpected();
    }
    if (!sections.add(section) && repeated == null) {
      repeated = section;
    }
    do {
      actions.add(action(section));
    } while (tokens.accept(TokenType.COMMA));
  }

  private Action action(TokenType section) {
    Path path = operands.path();
    return switch (section) {
      case SET -> {
        tokens.expect(TokenType.EQUAL);
        yield new SetAction(path, setValue().node());
      }
      case ADD -> new AddAction(path, operands.value());
      case DELETE -> new DeleteAction(path, operands.value());
      default -> new RemoveAction(path);
    };
  }

  private Parsed setValue() {
    Parsed first =
        tokens.peek() == TokenType.LEFT_PARENTHESIS
            ? group()
            : new Parsed(operands.plainOperand(), false);
    boolean continues = tokens.peek() == TokenType.PLUS || tokens.peek() == TokenType.MINUS;
    if (!continues || first.node() instanceof Arithmetic) {
      return first;
    }
    String symbol = tokens.take().text();
    tokens.countOperator();
    return new Parsed(new Arithmetic(symbol, first.node(), operands.operand()), false);
  }

  private Parsed group() {
    tokens.open();
    Parsed inner = setValue();
    tokens.close();
    if (inner.grouped()) {
      tokens.foundRedundantParentheses();
    }
    return new Parsed(inner.node(), true);
  }
}
