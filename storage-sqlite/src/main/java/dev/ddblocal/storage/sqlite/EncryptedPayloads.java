package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.CorruptItemException;
import dev.ddblocal.domain.value.Item;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Items encrypted by the data keys of their tables; see {@link SealedPayload}. Only the writer
 * seals, with keys that a committed transaction or its own has written; everybody may open.
 */
final class EncryptedPayloads implements ItemPayloads {
  private final DataKeyTable dataKeys;
  private final boolean plainAllowed;
  private final SealedPayload.Sealer sealer = new SealedPayload.Sealer();
  private final Map<UUID, DataKeys> owners = new HashMap<>();

  /** By the ids of the stores; never changes, but is replaced. */
  private volatile Map<UUID, StoreKeys> stores = Map.of();

  /** Those whose recorded count of uses has fallen behind. */
  private final Set<DataKeys> due = new HashSet<>();

  /** What the items of a store are sealed by. */
  private static final class StoreKeys {
    private final DataKeys keys;

    /** The context's part before the key. */
    private final byte[] context;

    StoreKeys(DataKeys keys, byte[] context) {
      this.keys = keys;
      this.context = context;
    }
  }

  /**
   * Creates the payloads of a database.
   *
   * @param dataKeys where its data keys are kept
   * @param loaded its data keys
   * @param catalogue its tables
   * @param plainAllowed whether it may have items that are not encrypted
   */
  EncryptedPayloads(
      DataKeyTable dataKeys,
      Iterable<DataKeys> loaded,
      Iterable<TableDefinition> catalogue,
      boolean plainAllowed) {
    this.dataKeys = dataKeys;
    this.plainAllowed = plainAllowed;
    loaded.forEach(keys -> owners.put(keys.owner(), keys));
    Map<UUID, StoreKeys> all = new HashMap<>();
    for (KeyspaceStore store : KeyspaceStore.values()) {
      all.put(store.value(), keysOf(store, DataKeys.KEYSPACE));
    }
    for (TableDefinition table : catalogue) {
      table.stores().forEach(store -> all.put(store.value(), keysOf(store, table.id().value())));
    }
    stores = all;
  }

  private StoreKeys keysOf(StoreId store, UUID owner) {
    DataKeys keys = owners.get(owner);
    if (keys == null) {
      throw new IllegalStateException("there is no data key for " + owner);
    }
    return new StoreKeys(keys, contextOf(store.value()));
  }

  private byte[] contextOf(UUID store) {
    byte[] place = dataKeys.place().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + place.length + 1 + 2 * Long.BYTES)
        .put(SealedPayload.FORM)
        .put(place)
        .put((byte) 0)
        .putLong(store.getMostSignificantBits())
        .putLong(store.getLeastSignificantBits())
        .array();
  }

  @Override
  public byte[] payload(StoreId store, byte[] key, byte[] encoded) {
    return seal(store.value(), key, encoded);
  }

  /** Seals an item for the row with that key in the store with that id. */
  byte[] seal(UUID store, byte[] key, byte[] encoded) {
    StoreKeys sealing = stores.get(store);
    DataKey newest = sealing.keys.newest();
    if (newest.use()) {
      due.add(sealing.keys);
    }
    return sealer.seal(encoded, newest, sealing.context, key);
  }

  @Override
  public Reader reader() {
    // Tables that are dropped while the reader is used stay in the map that it has.
    Map<UUID, StoreKeys> known = stores;
    return (store, key, payload) -> {
      StoreKeys before = known.get(store.value());
      StoreKeys opening = before != null ? before : stores.get(store.value());
      return Item.encoded(() -> open(opening, key, payload));
    };
  }

  private byte[] open(StoreKeys opening, byte[] key, byte[] payload) {
    if (SealedPayload.isSealed(payload) && opening != null) {
      return SealedPayload.open(payload, opening.keys, opening.context, key);
    }
    if (plainAllowed) {
      return payload;
    }
    throw new CorruptItemException("an item that is not encrypted in an encrypted database");
  }

  @Override
  public void prepare(Session session, TableDefinition table) throws SQLException {
    UUID owner = table.id().value();
    if (!owners.containsKey(owner)) {
      owners.put(owner, DataKeys.random(owner));
    }
    // Once more after a rollback, which has taken the row away and left the key in memory.
    dataKeys.insertIfAbsent(session.connection(), owners.get(owner));
    Map<UUID, StoreKeys> more = new HashMap<>(stores);
    table.stores().forEach(store -> more.put(store.value(), keysOf(store, owner)));
    stores = more;
  }

  @Override
  public void drop(Session session, TableDefinition table) throws SQLException {
    dataKeys.delete(session.connection(), table.id().value());
  }

  @Override
  public void retain(Set<UUID> present) {
    Map<UUID, StoreKeys> left = new HashMap<>(stores);
    left.keySet().retainAll(present);
    stores = left;
    owners.keySet().removeIf(owner -> !owner.equals(DataKeys.KEYSPACE) && !left.containsKey(owner));
  }

  @Override
  public void upkeep(Session session) throws SQLException {
    if (due.isEmpty()) {
      return;
    }
    Set<DataKeys> behind = Set.copyOf(due);
    due.clear();
    for (DataKeys keys : behind) {
      if (owners.get(keys.owner()) == keys) {
        dataKeys.recordUses(session, keys);
      }
    }
  }
}
