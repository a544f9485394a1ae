package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.query.Selection;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.SentValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement tells of itself, its parameters put in their places. Of a statement that cannot
 * be done nothing can be told, and neither can the partition keys of a read that goes over all
 * items: whoever is allowed to read some partitions is not allowed to do that.
 *
 * @param text the statement
 * @param parameters the values of its parameters as sent, or null
 * @param indexName the index that it reads
 * @param operation the operation that it is sent with
 * @param capacity what the answer tells of capacity, where the operation has the parameter
 */
record StatementFacts(
    String text,
    List<SentValue> parameters,
    Optional<String> indexName,
    Operation operation,
    Optional<ReturnConsumedCapacity> capacity)
    implements ItemFacts {
  private static final ContextValue YES = new ContextValue.One("true");
  private static final ContextValue NO = new ContextValue.One("false");
  private static final ContextValue IN_TRANSACTION =
      new ContextValue.One(Operation.EXECUTE_TRANSACTION.apiName());

  private Statement statement() {
    return SentStatements.parse(text, SentStatements.parameters(parameters));
  }

  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return switch (statement()) {
      case Statement.Insert insert -> PartitionKeyValues.of(List.of(insert.item()), key, position);
      case Statement.Update update -> addressed(key, Optional.of(update.where()), position);
      case Statement.Delete delete -> addressed(key, Optional.of(delete.where()), position);
      case Statement.Select select -> addressed(key, select.where(), position);
      case Statement.Exists(Statement.Select select) -> addressed(key, select.where(), position);
    };
  }

  private static ContextValue addressed(KeySchema key, Optional<Condition> where, int position) {
    return PartitionKeyValues.of(
        KeyedWhere.branches(key, where).stream().map(KeyedWhere::partition).toList(),
        key,
        position);
  }

  @Override
  public ContextValue attributes() {
    Set<String> names = new LinkedHashSet<>();
    switch (statement()) {
      case Statement.Insert insert -> names.addAll(insert.item().keySet());
      case Statement.Update update -> {
        names.addAll(update.update().attributes());
        names.addAll(update.where().attributes());
      }
      case Statement.Delete delete -> names.addAll(delete.where().attributes());
      case Statement.Select select -> add(select, names);
      case Statement.Exists(Statement.Select select) -> add(select, names);
    }
    return new ContextValue.Many(List.copyOf(names));
  }

  private static void add(Statement.Select select, Set<String> names) {
    select.projection().map(Projection::attributes).ifPresent(names::addAll);
    select.where().map(Condition::attributes).ifPresent(names::addAll);
    select.order().forEach(order -> names.add(order.attribute()));
  }

  @Override
  public ContextValue select() {
    return statement() instanceof Statement.Select select
        ? ItemFacts.one(
            Selection.implied(null, select.projection().isPresent(), indexName.isPresent()))
        : ContextValue.ABSENT;
  }

  @Override
  public ContextValue returnValues() {
    return switch (statement()) {
      case Statement.Insert _ -> NO_VALUES;
      case Statement.Update update -> returned(update.returning());
      case Statement.Delete delete -> returned(delete.returning());
      case Statement.Select _, Statement.Exists _ -> ContextValue.ABSENT;
    };
  }

  private static ContextValue returned(Optional<Statement.Returning> returning) {
    return returning.map(asked -> ItemFacts.one(asked.returnValue())).orElse(NO_VALUES);
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return capacity.map(ItemFacts::of).orElse(ContextValue.ABSENT);
  }

  @Override
  public ContextValue enclosingOperation() {
    return operation == Operation.EXECUTE_TRANSACTION ? IN_TRANSACTION : ContextValue.ABSENT;
  }

  @Override
  public ContextValue fullTableScan(Optional<TableDefinition> table) {
    return switch (statement()) {
      case Statement.Select select -> fullTableScan(table, select);
      case Statement.Exists(Statement.Select select) -> fullTableScan(table, select);
      case Statement.Insert _, Statement.Update _, Statement.Delete _ -> ContextValue.ABSENT;
    };
  }

  private ContextValue fullTableScan(Optional<TableDefinition> table, Statement.Select select) {
    if (select.where().isEmpty()) {
      return YES;
    }
    return table
        .flatMap(this::keyOf)
        .map(key -> KeyedWhere.branches(key, select.where()).isEmpty() ? YES : NO)
        .orElse(ContextValue.UNKNOWN);
  }
}
