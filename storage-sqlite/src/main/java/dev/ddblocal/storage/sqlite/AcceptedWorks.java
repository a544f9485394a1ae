package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.ReadWork;
import dev.ddblocal.domain.port.WriteWork;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The works that a keyspace has accepted and not begun; guarded by the keyspace's lock. */
final class AcceptedWorks {
  /** So many writes at most share a commit. */
  private static final int LARGEST_GROUP = 256;

  private final ArrayDeque<PendingRead<?>> reads = new ArrayDeque<>();
  private final ArrayDeque<PendingWrite<?>> writes = new ArrayDeque<>();
  private final AtomicLong readsAccepted = new AtomicLong();

  <R> PendingRead<R> addRead(ReadWork<R> work) {
    PendingRead<R> read = new PendingRead<>(work, readsAccepted.incrementAndGet());
    reads.add(read);
    return read;
  }

  <R> PendingWrite<R> addWrite(WriteWork<R> work) {
    PendingWrite<R> write = new PendingWrite<>(work);
    writes.add(write);
    return write;
  }

  /** How many reads were ever added; needs no lock. */
  long readsAccepted() {
    return readsAccepted.get();
  }

  boolean isEmpty() {
    return reads.isEmpty() && writes.isEmpty();
  }

  int reads() {
    return reads.size();
  }

  boolean hasWrites() {
    return !writes.isEmpty();
  }

  /** Takes the next read if it was accepted no later than the one with the number; else null. */
  PendingRead<?> nextRead(long newest) {
    PendingRead<?> next = reads.peek();
    return next != null && next.number() <= newest ? reads.poll() : null;
  }

  /** Takes the writes that are to share the next commit. */
  List<PendingWrite<?>> nextGroup() {
    List<PendingWrite<?>> group = new ArrayList<>();
    while (group.size() < LARGEST_GROUP && !writes.isEmpty()) {
      group.add(writes.poll());
    }
    return group;
  }

  /** Takes everything, to be failed without the lock by what is answered. */
  Runnable takeAllToFail(Path file) {
    List<PendingRead<?>> lostReads = new ArrayList<>(reads);
    List<PendingWrite<?>> lostWrites = new ArrayList<>(writes);
    reads.clear();
    writes.clear();
    DynamoDbException answer = DynamoDbException.internalServerError();
    return () -> {
      lostReads.forEach(read -> read.fail(answer, file));
      lostWrites.forEach(write -> write.fail(answer, file));
    };
  }
}
