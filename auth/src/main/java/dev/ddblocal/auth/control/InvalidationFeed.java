package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last changes of identities, for those who remember what they were told of them.
 *
 * <p>A cursor names the process and a place in its changes, {@code instance:number}. Whoever comes
 * with another process's cursor, or one so old that changes since then are forgotten, is told that
 * everything may have changed.
 */
public final class InvalidationFeed {
  /** How long a question waits for a change. */
  public static final Duration DEFAULT_WAIT = Duration.ofSeconds(20);

  private static final int REMEMBERED = 10_000;
  private static final Pattern CURSOR = Pattern.compile("(.*):([0-9]{1,18})", Pattern.DOTALL);

  private final String instanceId;
  private final Duration wait;
  private final Deque<Change> changes = new ArrayDeque<>();
  private long latest;
  private CompletableFuture<Void> next = new CompletableFuture<>();

  /**
   * Creates the feed.
   *
   * @param instanceId names this process; another one for each start
   * @param wait how long a question waits for a change
   */
  public InvalidationFeed(String instanceId, Duration wait) {
    this.instanceId = Objects.requireNonNull(instanceId, "instanceId is null");
    this.wait = Objects.requireNonNull(wait, "wait is null");
  }

  /** Something that has changed. */
  public sealed interface Change {
    /** An access key: it was made, deleted, or its status has changed. */
    record OfAccessKey(AccessKeyId id) implements Change {}

    /** A user or role: its policies, its tags, or the user or role itself. */
    record OfOwner(PolicyOwner owner) implements Change {}

    /** Anything in an account, its key included. */
    record OfAccount(AccountId account) implements Change {}

    /** Anything at all. */
    record OfEverything() implements Change {}
  }

  /**
   * What has changed since a cursor.
   *
   * @param cursor the cursor to ask with next
   * @param changes the changes, in order
   */
  record Changes(String cursor, List<Change> changes) {}

  /** Tells of a change; called when it is done. */
  public void changed(Change change) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      latest++;
      changes.addLast(change);
      if (changes.size() > REMEMBERED) {
        changes.removeFirst();
      }
      waiting = next;
      next = new CompletableFuture<>();
    }
    waiting.complete(null);
  }

  /** What has changed since a cursor; waits for a change if nothing has. */
  CompletionStage<Changes> since(Optional<String> cursor) {
    CompletableFuture<Void> change;
    synchronized (this) {
      Changes now = now(cursor);
      if (!now.changes.isEmpty() || cursor.isEmpty()) {
        return CompletableFuture.completedFuture(now);
      }
      change = next;
    }
    return change
        .copy()
        .completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(_ -> now(cursor));
  }

  private synchronized Changes now(Optional<String> cursor) {
    String current = instanceId + ":" + latest;
    if (cursor.isEmpty()) {
      return new Changes(current, List.of());
    }
    long seen = number(cursor.get());
    long forgotten = latest - changes.size();
    if (seen < forgotten || seen > latest) {
      return new Changes(current, List.of(new Change.OfEverything()));
    }
    List<Change> all = new ArrayList<>(changes);
    return new Changes(
        current, List.copyOf(all.subList(Math.toIntExact(seen - forgotten), all.size())));
  }

  private long number(String cursor) {
    Matcher matcher = CURSOR.matcher(cursor);
    return matcher.matches() && matcher.group(1).equals(instanceId)
        ? Long.parseLong(matcher.group(2))
        : -1;
  }
}
