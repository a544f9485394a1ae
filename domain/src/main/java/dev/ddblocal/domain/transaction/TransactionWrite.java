package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.item.ItemWrite;
import dev.ddblocal.domain.item.PrimaryKeys;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.Objects;

/**
 * An action of a transaction that writes, whose own checks are done.
 *
 * @param reference the table, a name or an ARN, as the request names it
 * @param table the table
 * @param write what is done to the item, or what it must meet
 */
public record TransactionWrite(String reference, TableName table, ItemWrite write)
    implements TransactionAction {
  /** Refuses missing parts. */
  public TransactionWrite {
    Objects.requireNonNull(reference, "reference is null");
    Objects.requireNonNull(table, "table is null");
    Objects.requireNonNull(write, "write is null");
  }

  @Override
  public void requireKeyContent(TableDefinition definition) {
    PrimaryKeys.requireContent(definition.key(), write.attributes());
    switch (write) {
      case ItemWrite.Put put -> TableWriter.requireContentToPut(definition, put.item());
      case ItemWrite.Update update ->
          TableWriter.requireContentToUpdate(definition, update.update().valuesSet());
      case ItemWrite.Delete _, ItemWrite.Check _ -> {
        // They bring no value for an index.
      }
    }
  }

  @Override
  public ItemKey key(TableDefinition definition) {
    return write.key(definition.key());
  }
}
