package dev.ddblocal.auth.authorization;

import dev.ddblocal.domain.schema.TableDefinition;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The table of one access, looked up when something is asked about it. Policies are evaluated
 * without waiting: where the table is not there at once, the evaluation goes on as if there were
 * none, and has to be done again once {@link #awaited} has come.
 *
 * <p>Not safe for use by several threads at once.
 */
final class AccessedTable {
  private final Supplier<CompletionStage<Optional<TableDefinition>>> lookup;
  private CompletableFuture<Optional<TableDefinition>> found;
  private boolean missed;

  /** A table that is looked up so. */
  AccessedTable(Supplier<CompletionStage<Optional<TableDefinition>>> lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  /** The table, when it has been looked up; the stage fails if the storage does. */
  CompletableFuture<Optional<TableDefinition>> stage() {
    if (found == null) {
      found = lookup.get().toCompletableFuture();
    }
    return found;
  }

  /**
   * The table as far as it is known now.
   *
   * @throws java.util.concurrent.CompletionException if the storage failed
   */
  Optional<TableDefinition> now() {
    if (stage().isDone()) {
      return found.join();
    }
    missed = true;
    return Optional.empty();
  }

  /** What an evaluation lacked, if it lacked anything since this was asked last. */
  Optional<CompletableFuture<Optional<TableDefinition>>> awaited() {
    boolean lacking = missed;
    missed = false;
    return lacking ? Optional.of(found) : Optional.empty();
  }
}
