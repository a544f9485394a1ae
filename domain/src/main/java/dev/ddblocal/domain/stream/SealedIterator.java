package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.value.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shard iterators as callers have them. They are sealed with a key that the stream keeps, so they
 * outlive a restart and nobody else can make one.
 *
 * <pre>
 *   STREAM ARN | 1 | Base64 of:  shard 8 bytes, next 8, from horizon 1, issued at 8, HMAC-SHA256 32
 * </pre>
 */
final class SealedIterator {
  /** For how long an iterator can be used. */
  static final Duration VALIDITY = Duration.ofMinutes(15);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String FORM = "|1|";
  private static final int CONTENT_BYTES = 3 * Long.BYTES + 1;
  private static final int SEAL_BYTES = 32;

  private SealedIterator() {}

  /** The ARN, or what stands in its place, of the stream that an iterator claims to be of. */
  static Optional<String> claimedStream(String iterator) {
    int end = iterator.indexOf(FORM);
    return end < 0 ? Optional.empty() : Optional.of(iterator.substring(0, end));
  }

  /** Makes an iterator. */
  static String seal(ShardPosition position, String streamArn, Bytes key, Instant now) {
    byte[] content =
        ByteBuffer.allocate(CONTENT_BYTES)
            .putLong(position.shard())
            .putLong(position.next())
            .put((byte) (position.fromHorizon() ? 1 : 0))
            .putLong(now.toEpochMilli())
            .array();
    byte[] sealed =
        ByteBuffer.allocate(CONTENT_BYTES + SEAL_BYTES)
            .put(content)
            .put(sealOf(content, streamArn, key))
            .array();
    return streamArn + FORM + Base64.getEncoder().encodeToString(sealed);
  }

  /**
   * The position of an iterator.
   *
   * @param iterator an iterator that {@linkplain #claimedStream claims} to be of the stream
   * @throws DynamoDbException a ValidationException for what was not sealed with the key, an
   *     ExpiredIteratorException for an iterator that is too old
   */
  static ShardPosition open(String iterator, String streamArn, Bytes key, Instant now) {
    byte[] sealed = decode(iterator.substring(streamArn.length() + FORM.length()));
    if (sealed.length != CONTENT_BYTES + SEAL_BYTES) {
      throw invalid();
    }
    ByteBuffer buffer = ByteBuffer.wrap(sealed);
    byte[] content = new byte[CONTENT_BYTES];
    byte[] seal = new byte[SEAL_BYTES];
    buffer.get(content).get(seal).rewind();
    if (!MessageDigest.isEqual(seal, sealOf(content, streamArn, key))) {
      throw invalid();
    }
    ShardPosition position =
        new ShardPosition(buffer.getLong(), buffer.getLong(), buffer.get() != 0);
    if (now.isAfter(Instant.ofEpochMilli(buffer.getLong()).plus(VALIDITY))) {
      throw new DynamoDbException(
          ErrorCode.EXPIRED_ITERATOR, "The provided iterator exceeds the maximum age allowed.");
    }
    return position;
  }

  /** The refusal of what is no iterator. */
  static DynamoDbException invalid() {
    return DynamoDbException.validation("Invalid ShardIterator");
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static byte[] sealOf(byte[] content, String streamArn, Bytes key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.unsafeArray(), ALGORITHM));
      mac.update(streamArn.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
