package dev.ddblocal.auth.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityRevision;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds roles. What was found is remembered until the identity table changes, as every request of a
 * role's session asks for its role.
 */
public final class StoredRoles {
  private static final int REMEMBERED = 10_000;

  private final IdentityStore store;
  private final IdentityRevision revision;
  private final Cache<RoleKey, Found> cache =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /**
   * Creates the finder.
   *
   * @param store the identity table
   * @param revision says when it has changed
   */
  public StoredRoles(IdentityStore store, IdentityRevision revision) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.revision = Objects.requireNonNull(revision, "revision is null");
  }

  /** The role of that name, in any case. */
  CompletionStage<Optional<RoleRecord>> find(AccountId account, String name) {
    RoleKey key = new RoleKey(account, EntityName.folded(name));
    // Taken before the table is read: what is read may be newer, never older.
    long now = revision.current();
    Found remembered = cache.getIfPresent(key);
    if (remembered != null && remembered.revision() == now) {
      return CompletableFuture.completedFuture(Optional.of(remembered.role()));
    }
    return store
        .get(AccountRecord.partition(account), EntityType.ROLE.sort(name))
        .thenApply(record -> {
          Optional<RoleRecord> role = record.map(RoleRecord::of);
          role.ifPresent(found -> cache.put(key, new Found(now, found)));
          return role;
        });
  }

  private record RoleKey(AccountId account, String foldedName) {}

  private record Found(long revision, RoleRecord role) {}
}
