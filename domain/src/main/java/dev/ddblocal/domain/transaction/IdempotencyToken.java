package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.value.Bytes;
import java.util.Objects;

/**
 * A client request token: calls with the same token within ten minutes have the effect of one.
 *
 * @param operation the operation that was called; each has tokens of its own
 * @param token the token
 * @param fingerprint what the request does, as {@link RequestFingerprint} sums it up
 */
public record IdempotencyToken(Operation operation, String token, Bytes fingerprint) {
  /** Refuses missing parts. */
  public IdempotencyToken {
    Objects.requireNonNull(operation, "operation is null");
    Objects.requireNonNull(token, "token is null");
    Objects.requireNonNull(fingerprint, "fingerprint is null");
  }
}
