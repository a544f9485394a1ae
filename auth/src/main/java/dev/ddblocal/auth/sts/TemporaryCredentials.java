package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.time.Instant;
import java.util.Objects;

/**
 * Temporary credentials as they are handed out.
 *
 * @param id the access key id
 * @param secret the secret access key
 * @param sessionToken the session token
 * @param expiration when they end, in whole seconds
 */
record TemporaryCredentials(
    AccessKeyId id, SecretAccessKey secret, String sessionToken, Instant expiration) {
  /** Refuses missing parts. */
  TemporaryCredentials {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(secret, "secret is null");
    Objects.requireNonNull(sessionToken, "sessionToken is null");
    Objects.requireNonNull(expiration, "expiration is null");
  }

  /** The credentials as answers have them. */
  Group toElement() {
    return Group.of(
        "Credentials",
        new Text("AccessKeyId", id.value()),
        new Text("SecretAccessKey", secret.plainText()),
        new Text("SessionToken", sessionToken),
        new Text("Expiration", expiration.toString()));
  }

  /** Leaves the secret and the token out. */
  @Override
  public String toString() {
    return "TemporaryCredentials[" + id + ", until " + expiration + "]";
  }
}
