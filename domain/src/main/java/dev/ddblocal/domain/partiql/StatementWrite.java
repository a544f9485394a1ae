package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.item.ItemChange;
import dev.ddblocal.domain.item.ItemWrite;
import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.item.ReturnedAttributes;
import dev.ddblocal.domain.item.WriteCondition;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.List;
import java.util.Optional;

/**
 * The write that a statement is, fitted to its table's key.
 *
 * <pre>
 *              the item is not there          the rest of WHERE does not hold
 *   INSERT     puts it                        (the item is there) DuplicateItemException
 *   UPDATE     ConditionalCheckFailed         ConditionalCheckFailed
 *   DELETE     does nothing                   ConditionalCheckFailed
 *   EXISTS     as the condition says          ConditionalCheckFailed
 * </pre>
 *
 * @param write what is done
 * @param returning what is answered of the item
 */
record StatementWrite(ItemWrite write, Optional<Statement.Returning> returning) {
  /**
   * Fits a statement to a key.
   *
   * @param statement any statement but a read
   * @param key the key of its table
   * @param onFailure what a failed condition answers; null counts as NONE
   * @throws DynamoDbException a ValidationException for a WHERE that does not name one item
   */
  static StatementWrite of(
      Statement statement, KeySchema key, ReturnValuesOnConditionCheckFailure onFailure) {
    boolean answersItem = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    return switch (statement) {
      case Statement.Insert insert -> {
        Item item = new Item(insert.item());
        yield new StatementWrite(
            new ItemWrite.Put(item, ItemSize.of(item), WriteCondition.noItem(key)),
            Optional.empty());
      }
      case Statement.Update update -> {
        KeyedWhere where = oneItem(key, update.where());
        yield new StatementWrite(
            new ItemWrite.Update(
                where.itemKey(), update.update(), mustBeThere(key, where, answersItem)),
            update.returning());
      }
      case Statement.Delete delete -> {
        KeyedWhere where = oneItem(key, delete.where());
        yield new StatementWrite(
            new ItemWrite.Delete(where.itemKey(), mayBeMissing(key, where, answersItem)),
            delete.returning());
      }
      case Statement.Exists(Statement.Select select) -> {
        KeyedWhere where =
            KeyedWhere.ofItem(key, select.where())
                .filter(keyed -> keyed.filter().isPresent())
                .orElseThrow(StatementWrite::noCheck);
        yield new StatementWrite(
            new ItemWrite.Check(where.itemKey(), new WriteCondition(where.filter(), answersItem)),
            Optional.empty());
      }
      case Statement.Select _ -> throw new IllegalArgumentException("a read");
    };
  }

  /** The refusal of an EXISTS that checks nothing, or not one item. */
  static DynamoDbException noCheck() {
    return DynamoDbException.validation(
        "EXISTS() must contain a single item read with additional condition");
  }

  private static KeyedWhere oneItem(KeySchema key, Condition where) {
    return KeyedWhere.ofItem(key, Optional.of(where))
        .orElseThrow(() -> DynamoDbException.validation(Refusal.noKey().getMessage()));
  }

  private static WriteCondition mustBeThere(KeySchema key, KeyedWhere where, boolean answersItem) {
    Condition there = new Condition.AttributeExists(partitionKey(key));
    Condition all =
        where
            .filter()
            .map(rest -> (Condition) new Condition.And(List.of(there, rest)))
            .orElse(there);
    return new WriteCondition(Optional.of(all), answersItem);
  }

  private static WriteCondition mayBeMissing(KeySchema key, KeyedWhere where, boolean answersItem) {
    Condition missing = new Condition.AttributeNotExists(partitionKey(key));
    return new WriteCondition(
        where.filter().map(rest -> new Condition.Or(List.of(missing, rest))), answersItem);
  }

  private static DocumentPath partitionKey(KeySchema key) {
    return DocumentPath.of(key.partition().getFirst().name());
  }

  /**
   * Does the write.
   *
   * @param transaction where to write
   * @param table the table
   * @param charges whether anybody asks for the capacity
   * @param meter what the write is charged to
   * @param origin where the change comes from
   * @return what RETURNING asks for, if there is any
   * @throws DynamoDbException a ConditionalCheckFailedException, a DuplicateItemException or a
   *     ValidationException, where the item does not allow the write; nothing is written then
   */
  Optional<Item> perform(
      WriteTransaction transaction,
      TableDefinition table,
      boolean charges,
      CapacityMeter meter,
      ChangeOrigin origin) {
    Interest interest = charges ? Interest.SIZE : Interest.NOTHING;
    ItemChange change =
        ItemChange.of(
            transaction,
            table,
            write.key(table.key()),
            write,
            returning.isPresent() ? Interest.ITEM : interest);
    change.apply(transaction, meter, origin);
    return returning.flatMap(asked -> Optional.ofNullable(answered(asked, change)));
  }

  private Item answered(Statement.Returning asked, ItemChange change) {
    return write instanceof ItemWrite.Update update
        ? ReturnedAttributes.of(asked.returnValue(), update, change)
        : change.old().item();
  }
}
