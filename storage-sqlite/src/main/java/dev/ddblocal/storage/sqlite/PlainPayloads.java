package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.Item;
import java.util.Set;
import java.util.UUID;

/** Items as they are encoded. */
record PlainPayloads() implements ItemPayloads {
  @Override
  public byte[] payload(StoreId store, byte[] key, byte[] encoded) {
    return encoded;
  }

  @Override
  public Reader reader() {
    return (_, _, payload) -> Item.encoded(payload);
  }

  @Override
  public void prepare(Session session, TableDefinition table) {}

  @Override
  public void drop(Session session, TableDefinition table) {}

  @Override
  public void retain(Set<UUID> stores) {}

  @Override
  public void upkeep(Session session) {}
}
