package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Comparator;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The branches of a WHERE clause: conjunctions of which at least one holds where the clause holds.
 * Only what is about key attributes is branched; what is not stays whole in its branch.
 */
final class WhereBranches {
  /** The most values that IN can compare a partition key attribute with, as documented. */
  static final int MAX_PARTITION_VALUES = 50;

  /** A clause with more branches than this is not looked into. */
  private static final int MAX_BRANCHES = 1000;

  private final KeySchema key;

  private WhereBranches(KeySchema key) {
    this.key = key;
  }

  /**
   * The branches of a clause; empty if there are too many.
   *
   * @param key the key of what is read
   * @throws DynamoDbException a ValidationException for an IN with too many partition key values
   */
  static Optional<List<List<Condition>>> of(KeySchema key, Condition where) {
    return Optional.ofNullable(new WhereBranches(key).branches(where));
  }

  /** The branches, or null if there are too many. */
  private List<List<Condition>> branches(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> parts) -> product(parts);
      case Condition.Or(List<Condition> parts) when isAboutKey(condition) -> union(parts);
      case Condition.In(Operand.Path(DocumentPath path), List<Operand> candidates)
          when isKey(path) ->
          alternatives(path, candidates);
      default -> List.of(List.of(condition));
    };
  }

  private List<List<Condition>> product(List<Condition> parts) {
    List<List<Condition>> branches = List.of(List.of());
    for (Condition part : parts) {
      List<List<Condition>> more = branches(part);
      if (more == null || branches.size() * more.size() > MAX_BRANCHES) {
        return null;
      }
      List<List<Condition>> longer = new ArrayList<>();
      for (List<Condition> branch : branches) {
        for (List<Condition> tail : more) {
          List<Condition> both = new ArrayList<>(branch);
          both.addAll(tail);
          longer.add(both);
        }
      }
      branches = longer;
    }
    return branches;
  }

  private List<List<Condition>> union(List<Condition> parts) {
    List<List<Condition>> branches = new ArrayList<>();
    for (Condition part : parts) {
      List<List<Condition>> more = branches(part);
      if (more == null || branches.size() + more.size() > MAX_BRANCHES) {
        return null;
      }
      branches.addAll(more);
    }
    return branches;
  }

  private List<List<Condition>> alternatives(DocumentPath path, List<Operand> candidates) {
    boolean partition =
        key.partition().stream().map(KeyAttribute::name).anyMatch(path.attribute()::equals);
    if (partition && candidates.size() > MAX_PARTITION_VALUES) {
      throw DynamoDbException.validation(
          "The IN operator is provided with too many operands; number of operands: "
              + candidates.size());
    }
    List<List<Condition>> branches = new ArrayList<>();
    for (Operand candidate : candidates.stream().distinct().toList()) {
      branches.add(
          List.of(new Condition.Comparison(new Operand.Path(path), Comparator.EQUAL, candidate)));
    }
    return branches;
  }

  private boolean isAboutKey(Condition condition) {
    return condition.attributes().stream().anyMatch(key::contains);
  }

  private boolean isKey(DocumentPath path) {
    return path.isTopLevel() && key.contains(path.attribute());
  }
}
