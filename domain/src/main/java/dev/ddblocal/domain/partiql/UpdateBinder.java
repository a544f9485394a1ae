package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.ExpressionFunction;
import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.expression.Operands;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.expression.UpdateAction;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes updates of the actions of statements, in their order; the first fault is refused. */
final class UpdateBinder {
  private static final String SET_ADD = "set_add";
  private static final String SET_DELETE = "set_delete";
  private static final Set<String> SET_TYPES = Set.of("SS", "NS", "BS");

  private final ValueBinder values;

  UpdateBinder(ValueBinder values) {
    this.values = values;
  }

  /**
   * The update.
   *
   * @throws InvalidExpressionException if an action does not fit, or is within another's place
   */
  Update update(List<StatementSyntax.Action> actions) {
    List<UpdateAction> bound = new ArrayList<>(actions.size());
    for (StatementSyntax.Action action : actions) {
      DocumentPath path = PathBinder.path(action.path());
      bound.add(
          switch (action) {
            case StatementSyntax.RemoveAction _ -> new UpdateAction.Remove(path);
            case StatementSyntax.SetAction(Term _, Term value) -> set(path, value);
          });
    }
    return Update.of(bound);
  }

  private UpdateAction set(DocumentPath path, Term value) {
    if (value instanceof Term.Call call) {
      String function = call.function().toLowerCase(Locale.ROOT);
      if (function.equals(SET_ADD)) {
        return new UpdateAction.Add(path, setOperand(path, function, call));
      }
      if (function.equals(SET_DELETE)) {
        return new UpdateAction.Delete(path, setOperand(path, function, call));
      }
    }
    return new UpdateAction.Set(path, operand(value));
  }

  /** The set that is added to a set or taken out of it. */
  private AttributeValue setOperand(DocumentPath target, String function, Term.Call call) {
    List<Term> operands = call.operands();
    if (operands.size() != 2) {
      throw new InvalidExpressionException(
          "Incorrect number of operands for operator or function; operator or function: "
              + function
              + ", number of operands: "
              + operands.size());
    }
    if (!(operands.getFirst() instanceof Term.Path path) || !PathBinder.path(path).equals(target)) {
      throw new InvalidExpressionException(
          "The first operand must be the attribute that is set; operator or function: "
              + function
              + ", attribute: "
              + target);
    }
    AttributeValue value = values.value(operands.get(1));
    if (!SET_TYPES.contains(value.typeDescriptor())) {
      throw new InvalidExpressionException(
          "An operand in the update expression has an incorrect data type");
    }
    return value;
  }

  private Operand operand(Term term) {
    if (ValueBinder.isValue(term)) {
      return new Operand.Value(values.value(term));
    }
    return switch (term) {
      case Term.Path path -> new Operand.Path(PathBinder.path(path));
      case Term.Arithmetic(Position _, String symbol, Term left, Term right) -> {
        Operand first = operand(left);
        yield Operands.arithmetic(symbol, first, operand(right));
      }
      case Term.Call call -> call(call);
      case Term.Unsupported(Position position, String symbol) ->
          throw Refusal.unsupportedOperator(symbol, position);
      default -> throw Refusal.at("Expected a value", term.position());
    };
  }

  private Operand call(Term.Call call) {
    ExpressionFunction function = ConditionBinder.function(call);
    if (function.use() != ExpressionFunction.Use.OPERAND_OF_UPDATE) {
      throw Refusal.unrecognizedFunction(call.function(), call.position());
    }
    List<Operand> operands = new ArrayList<>(call.operands().size());
    for (Term operand : call.operands()) {
      operands.add(operand(operand));
    }
    return Operands.call(function, operands);
  }
}
