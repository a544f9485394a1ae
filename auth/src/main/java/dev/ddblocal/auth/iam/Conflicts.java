package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityConflictException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What reads records, decides and writes is done again where others wrote in between. */
public final class Conflicts {
  private static final int ATTEMPTS = 10;

  private Conflicts() {}

  /**
   * Runs work until it meets no conflict.
   *
   * @param work reads and writes; has no effect where it fails with an {@link
   *     IdentityConflictException}
   * @return what it answers; ConcurrentModification after ten conflicts
   */
  public static <R> CompletionStage<R> repeated(Supplier<CompletionStage<R>> work) {
    return attempt(work, 1);
  }

  private static <R> CompletionStage<R> attempt(Supplier<CompletionStage<R>> work, int number) {
    return work.get()
        .exceptionallyCompose(failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          if (!(cause instanceof IdentityConflictException)) {
            return CompletableFuture.failedFuture(cause);
          }
          return number == ATTEMPTS
              ? CompletableFuture.failedFuture(IamFaults.concurrentModification())
              : attempt(work, number + 1);
        });
  }
}
