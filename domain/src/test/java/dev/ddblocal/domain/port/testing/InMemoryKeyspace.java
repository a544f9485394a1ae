package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadWork;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteWork;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One account's tables in one region, in memory. */
final class InMemoryKeyspace implements Keyspace {
  private static final System.Logger LOG = System.getLogger(InMemoryKeyspace.class.getName());

  private final BooleanSupplier closed;
  private final ReentrantLock writer = new ReentrantLock();
  private volatile Snapshot newest = Snapshot.EMPTY;

  InMemoryKeyspace(BooleanSupplier closed) {
    this.closed = closed;
  }

  @Override
  public <R> CompletionStage<R> read(ReadWork<R> work) {
    return complete(() -> work.run(new InMemoryTransaction(newest)));
  }

  @Override
  public <R> CompletionStage<R> write(WriteWork<R> work) {
    return complete(() -> {
      writer.lock();
      try {
        InMemoryTransaction transaction = new InMemoryTransaction(newest);
        R result = work.run(transaction);
        newest = transaction.result();
        return result;
      } finally {
        writer.unlock();
      }
    });
  }

  StorageReport.KeyspaceReport report(AccountScope scope) {
    Snapshot snapshot = newest;
    TableStatistics total = TableStatistics.EMPTY;
    for (TableDefinition table : snapshot.catalogue().values()) {
      TableStatistics items = snapshot.contents().get(table.id()).statistics();
      total = total.plus(items.itemCount(), items.sizeBytes());
    }
    return new StorageReport.KeyspaceReport(
        scope.accountId(), scope.region(), snapshot.catalogue().size(), total, 0);
  }

  private <R> CompletionStage<R> complete(Supplier<R> call) {
    if (closed.getAsBoolean()) {
      return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
    }
    try {
      return CompletableFuture.completedFuture(call.get());
    } catch (DynamoDbException answer) {
      return CompletableFuture.failedFuture(answer);
    } catch (RuntimeException | Error failure) {
      LOG.log(System.Logger.Level.ERROR, "A storage work failed", failure);
      return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
    }
  }
}
