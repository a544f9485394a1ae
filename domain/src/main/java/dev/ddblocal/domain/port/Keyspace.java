package dev.ddblocal.domain.port;

import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The tables of one account in one region. Safe for use from any number of threads; no call blocks.
 */
public interface Keyspace {
  /**
   * Runs the work on one consistent snapshot that shows every write acknowledged before the call.
   *
   * <p>The stage completes on a thread of the adapter. A failure of the storage itself completes it
   * with an InternalServerError {@link dev.ddblocal.domain.error.DynamoDbException}.
   */
  <R> CompletionStage<R> read(ReadWork<R> work);

  /**
   * The table of that name as the latest acknowledged change left it, for whoever needs no more of
   * a snapshot. An adapter that has its catalogue in memory answers at once. Failures are as for
   * {@link #read}.
   */
  default CompletionStage<Optional<TableDefinition>> table(TableName name) {
    return read(transaction -> transaction.table(name));
  }

  /**
   * Runs the work atomically and isolated from all other writes; the stage completes when the
   * change is as durable as the storage was configured to make it.
   *
   * <p>Failures are as for {@link #read}; nothing of a failed work stays.
   */
  <R> CompletionStage<R> write(WriteWork<R> work);
}
