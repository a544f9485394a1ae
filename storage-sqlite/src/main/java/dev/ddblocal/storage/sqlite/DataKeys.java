package dev.ddblocal.storage.sqlite;

import java.util.Arrays;
import java.util.UUID;

/**
 * The data keys of one owner: a table with its indexes, or what belongs to the keyspace itself. The
 * newest version seals; older ones open what they have sealed.
 */
final class DataKeys {
  /** The owner of the stores that every keyspace has; no table has this id. */
  static final UUID KEYSPACE = new UUID(0, 0);

  private final UUID owner;

  /** By version; index 0 stays empty. Replaced by a longer array when there is another version. */
  private volatile DataKey[] versions = new DataKey[1];

  DataKeys(UUID owner) {
    this.owner = owner;
  }

  /** A new owner's keys: one. */
  static DataKeys random(UUID owner) {
    DataKeys keys = new DataKeys(owner);
    keys.add(DataKey.random(1));
    return keys;
  }

  UUID owner() {
    return owner;
  }

  /** Adds the next version. */
  void add(DataKey key) {
    DataKey[] longer = Arrays.copyOf(versions, Math.max(versions.length, key.version() + 1));
    longer[key.version()] = key;
    versions = longer;
  }

  DataKey newest() {
    DataKey[] all = versions;
    return all[all.length - 1];
  }

  /** The key of that version, or null if there is none. */
  DataKey version(int version) {
    DataKey[] all = versions;
    return version < all.length ? all[version] : null;
  }
}
