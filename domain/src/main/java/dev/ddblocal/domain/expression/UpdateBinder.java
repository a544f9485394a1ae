package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.ExpressionFunction.Use;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an update of its syntax and a request's names and values, from left to right; the first
 * fault is refused.
 */
final class UpdateBinder {
  private final PlaceholderBinding placeholders;

  UpdateBinder(PlaceholderBinding placeholders) {
    this.placeholders = placeholders;
  }

  /** The update. */
  Update update(List<Syntax.Action> nodes) {
    List<UpdateAction> actions = new ArrayList<>(nodes.size());
    for (Syntax.Action node : nodes) {
      actions.add(action(node));
    }
    return Update.of(actions);
  }

  private UpdateAction action(Syntax.Action node) {
    DocumentPath path = placeholders.path(node.path());
    return switch (node) {
      case Syntax.SetAction(_, Syntax.OperandNode value) ->
          new UpdateAction.Set(path, operand(value));
      case Syntax.RemoveAction _ -> new UpdateAction.Remove(path);
      case Syntax.AddAction(_, Syntax.Value added) -> {
        AttributeValue value = placeholders.value(added);
        OperandTypes.requireAddable(value);
        yield new UpdateAction.Add(path, value);
      }
      case Syntax.DeleteAction(_, Syntax.Value taken) -> {
        AttributeValue value = placeholders.value(taken);
        OperandTypes.requireDeletable(value);
        yield new UpdateAction.Delete(path, value);
      }
    };
  }

  private Operand operand(Syntax.OperandNode node) {
    return switch (node) {
      case Syntax.Path path -> new Operand.Path(placeholders.path(path));
      case Syntax.Value value -> new Operand.Value(placeholders.value(value));
      case Syntax.Call call -> function(call);
      case Syntax.Arithmetic(
              String symbol,
              Syntax.OperandNode first,
              Syntax.OperandNode second) -> {
        Operand left = operand(first);
        yield Operands.arithmetic(symbol, left, operand(second));
      }
    };
  }

  private Operand function(Syntax.Call call) {
    ExpressionFunction function = ExpressionFunction.called(call, Use.OPERAND_OF_UPDATE);
    List<Operand> operands = new ArrayList<>(call.operands().size());
    for (Syntax.OperandNode node : call.operands()) {
      operands.add(operand(node));
    }
    return Operands.call(function, operands);
  }
}
