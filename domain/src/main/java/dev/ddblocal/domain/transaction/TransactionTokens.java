package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import dev.ddblocal.domain.value.Utf8;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The client request tokens that a keyspace remembers, each for ten minutes from the end of the
 * call that used it. A token is written together with what its transaction writes, so that either
 * both outlive a crash or neither does.
 *
 * <pre>
 *   key    = window, 8 bytes big-endian | SHA-256 of: operation | 00 | token
 *   entry  = { Fingerprint: B, CompletedAt: N, milliseconds since 1970 }
 *
 *   window = CompletedAt / ten minutes
 *
 *   ── window 7 ──┼── window 8 ──┼── window 9 ──┼─
 *                                       ^ now
 *        all have     some can       all count
 *        expired      still count
 * </pre>
 *
 * <p>So a token is looked for in two places, and what has expired is one range at the start. Keys
 * stand in clear even where items are encrypted, so that a key has no more of a token than its
 * digest.
 */
final class TransactionTokens {
  /** How long a token is remembered. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final KeyspaceStore STORE = KeyspaceStore.TRANSACTION_TOKENS;
  private static final String FINGERPRINT = "Fingerprint";
  private static final String COMPLETED_AT = "CompletedAt";

  private final WriteTransaction transaction;
  private final Instant now;

  /**
   * The tokens as a transaction sees them.
   *
   * @param transaction the transaction
   * @param now the time
   */
  TransactionTokens(WriteTransaction transaction, Instant now) {
    this.transaction = transaction;
    this.now = now;
  }

  /**
   * Whether the token has been used for the same request and is still remembered.
   *
   * @throws DynamoDbException an IdempotentParameterMismatchException if it was used for another
   *     request
   */
  boolean isReplay(IdempotencyToken token) {
    long window = window(now);
    Optional<Item> used = used(token, window).or(() -> used(token, window - 1));
    if (used.isEmpty()) {
      return false;
    }
    if (!new AttributeValue.B(token.fingerprint()).equals(used.get().get(FINGERPRINT))) {
      throw new DynamoDbException(
          ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH,
          "DynamoDB rejected the request because you retried a request with a different payload but"
              + " with an idempotent token that was already used.");
    }
    return true;
  }

  private Optional<Item> used(IdempotencyToken token, long window) {
    return transaction
        .get(STORE, key(window, token))
        .map(stored -> stored.item())
        .filter(entry -> now.isBefore(completedAt(entry).plus(LIFETIME)));
  }

  /** Remembers the token of a call that is complete but for its commit. */
  void remember(IdempotencyToken token) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put(FINGERPRINT, new AttributeValue.B(token.fingerprint()));
    attributes.put(
        COMPLETED_AT, new AttributeValue.N(DynamoNumber.of(Long.toString(now.toEpochMilli()))));
    Item entry = new Item(attributes);
    transaction.put(STORE, key(window(now), token), entry, ItemSize.of(entry));
  }

  /** The first keys of tokens that count no more. */
  static List<ItemKey> expired(ReadTransaction transaction, Instant now, int limit) {
    List<ItemKey> keys = new ArrayList<>();
    KeyRange expired =
        new KeyRange(KeyRange.ALL.from(), Optional.of(startOf(Math.max(0, window(now) - 1))));
    transaction.range(
        STORE,
        expired,
        ReadTransaction.Direction.FORWARD,
        (key, _) -> {
          keys.add(key);
          return keys.size() < limit;
        });
    return keys;
  }

  /** Forgets tokens. */
  static void forget(WriteTransaction transaction, List<ItemKey> keys) {
    keys.forEach(key -> transaction.delete(STORE, key));
  }

  private static long window(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), LIFETIME.toMillis());
  }

  private static Instant completedAt(Item entry) {
    AttributeValue.N milliseconds = (AttributeValue.N) entry.get(COMPLETED_AT);
    return Instant.ofEpochMilli(Long.parseLong(milliseconds.value().toPlainString()));
  }

  private static ItemKey startOf(long window) {
    return ItemKey.wrap(ByteBuffer.allocate(Long.BYTES).putLong(window).array());
  }

  private static ItemKey key(long window, IdempotencyToken token) {
    MessageDigest digest = sha256();
    digest.update(Utf8.encode(token.operation().apiName()));
    digest.update((byte) 0);
    byte[] sum = digest.digest(Utf8.encode(token.token()));
    return ItemKey.wrap(
        ByteBuffer.allocate(Long.BYTES + sum.length).putLong(window).put(sum).array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
