package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.item.PrimaryKeys;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.Objects;

/**
 * An action of a transaction that reads, whose own checks are done.
 *
 * @param reference the table, a name or an ARN, as the request names it
 * @param table the table
 * @param attributes the item's key
 */
public record TransactionRead(
    String reference, TableName table, Map<String, AttributeValue> attributes)
    implements TransactionAction {
  /** Refuses missing parts. */
  public TransactionRead {
    Objects.requireNonNull(reference, "reference is null");
    Objects.requireNonNull(table, "table is null");
    Objects.requireNonNull(attributes, "attributes is null");
  }

  @Override
  public void requireKeyContent(TableDefinition definition) {
    PrimaryKeys.requireContent(definition.key(), attributes);
  }

  @Override
  public ItemKey key(TableDefinition definition) {
    return PrimaryKeys.ofKey(definition.key(), attributes);
  }
}
