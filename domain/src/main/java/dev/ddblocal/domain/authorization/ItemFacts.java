package dev.ddblocal.domain.authorization;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.port.AccessFacts;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.Optional;

/**
 * What an access to items tells of itself (spec: authentication, context keys). Each answer is
 * worked out when it is asked for; an answer that cannot be given, because the request is broken,
 * is {@link ContextValue#UNKNOWN}.
 */
public interface ItemFacts extends AccessFacts {
  /** The language of expressions, for the facts of all requests. */
  Expressions EXPRESSIONS = new Expressions();

  /** What ReturnValues is where the request does not have it: it always has a value. */
  ContextValue NO_VALUES = new ContextValue.One("NONE");

  @Override
  default ContextValue valueOf(DynamoDbConditionKey key, Optional<TableDefinition> table) {
    try {
      return switch (key) {
        case LEADING_KEYS, FIRST_PARTITION_KEY_VALUES -> partitionKeyValues(table, 0);
        case SECOND_PARTITION_KEY_VALUES -> partitionKeyValues(table, 1);
        case THIRD_PARTITION_KEY_VALUES -> partitionKeyValues(table, 2);
        case FOURTH_PARTITION_KEY_VALUES -> partitionKeyValues(table, 3);
        case ATTRIBUTES -> attributes();
        case SELECT -> select();
        case RETURN_VALUES -> returnValues();
        case RETURN_CONSUMED_CAPACITY -> returnConsumedCapacity();
        case ENCLOSING_OPERATION -> enclosingOperation();
        case FULL_TABLE_SCAN -> fullTableScan(table);
      };
    } catch (RuntimeException _) {
      // Whatever is wrong with the request, the operation words it, if policies let it get there.
      return ContextValue.UNKNOWN;
    }
  }

  private ContextValue partitionKeyValues(Optional<TableDefinition> table, int position) {
    if (position > 0 && indexName().isEmpty()) {
      return ContextValue.ABSENT;
    }
    Optional<KeySchema> key = table.flatMap(this::keyOf);
    if (key.isEmpty()) {
      return ContextValue.UNKNOWN;
    }
    return position < key.get().partition().size()
        ? partitionKeyValues(key.get(), position)
        : ContextValue.ABSENT;
  }

  /** The key of what is accessed: the table's or the index's, if it has that index. */
  default Optional<KeySchema> keyOf(TableDefinition table) {
    return indexName().isEmpty()
        ? Optional.of(table.key())
        : table.index(indexName().get()).map(SecondaryIndex::key);
  }

  /** The index that is read in the table's place. */
  default Optional<String> indexName() {
    return Optional.empty();
  }

  /**
   * The values of a partition key attribute that the access addresses.
   *
   * @param key the key of what is accessed
   * @param position which of the key's partition key attributes, from 0
   */
  ContextValue partitionKeyValues(KeySchema key, int position);

  /** The top-level attributes that the access names. */
  ContextValue attributes();

  /** Which attributes of items are answered; absent where no item is. */
  default ContextValue select() {
    return ContextValue.ABSENT;
  }

  /** What a write answers of the item; absent where nothing is written. */
  default ContextValue returnValues() {
    return ContextValue.ABSENT;
  }

  /** What the answer tells of capacity. */
  default ContextValue returnConsumedCapacity() {
    return ContextValue.ABSENT;
  }

  /** The transaction that the access is part of. */
  default ContextValue enclosingOperation() {
    return ContextValue.ABSENT;
  }

  /**
   * Whether a statement reads without a partition key.
   *
   * @param table the table, if there is one
   */
  default ContextValue fullTableScan(Optional<TableDefinition> table) {
    return ContextValue.ABSENT;
  }

  /** The value of a parameter ReturnConsumedCapacity; null counts as NONE. */
  static ContextValue of(ReturnConsumedCapacity wanted) {
    return one(wanted == null ? ReturnConsumedCapacity.NONE : wanted);
  }

  /** The value that an enumeration's constant is. */
  static ContextValue one(Enum<?> constant) {
    return new ContextValue.One(constant.name());
  }
}
