package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.value.Bytes;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * A stream that is to be enabled, with all that is left to chance: the work that enables it may be
 * run again.
 *
 * @param id the unique id
 * @param viewType what the records show
 * @param iteratorKey the key that will seal its iterators
 */
public record NewStream(StreamId id, StreamViewType viewType, Bytes iteratorKey) {
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Refuses missing parts. */
  public NewStream {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(viewType, "viewType is null");
    Objects.requireNonNull(iteratorKey, "iteratorKey is null");
  }

  /** A stream of that view type. */
  public static NewStream of(StreamViewType viewType, IdGenerator ids) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return new NewStream(new StreamId(ids.newId()), viewType, Bytes.wrap(key));
  }
}
