package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.sigv4.SignatureMaterial.DateSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How far a request's date may be from the server's clock. Both ends are inside. */
final class SignatureWindow {
  private static final int SECONDS_PER_MINUTE = 60;

  private final InstantSource clock;
  private final long maxSkewSeconds;

  SignatureWindow(InstantSource clock, Duration maxSkew) {
    this.clock = clock;
    this.maxSkewSeconds = maxSkew.toSeconds();
  }

  /**
   * Reads the signature's date and checks that it is good now.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException IncompleteSignatureException if it is no
   *     date, InvalidSignatureException if it is too old or too far ahead
   */
  RequestTimestamp check(SignatureMaterial material) {
    RequestTimestamp timestamp =
        timestamp(material).orElseThrow(() -> SignatureErrors.notADate(material.date()));
    // Messages print whole seconds, so whole seconds are compared.
    long now = clock.instant().getEpochSecond();
    long goodFor = material.validity().map(Duration::toSeconds).orElse(maxSkewSeconds);
    if (timestamp.epochSecond() < now - goodFor) {
      throw SignatureErrors.expired(
          timestamp.basic(), basic(now - goodFor), basic(now), printed(goodFor));
    }
    if (timestamp.epochSecond() > now + maxSkewSeconds) {
      throw SignatureErrors.notYetCurrent(
          timestamp.basic(), basic(now + maxSkewSeconds), basic(now), printed(maxSkewSeconds));
    }
    return timestamp;
  }

  private static Optional<RequestTimestamp> timestamp(SignatureMaterial material) {
    Optional<RequestTimestamp> timestamp = RequestTimestamp.parseBasic(material.date());
    return timestamp.isEmpty() && material.dateSource() == DateSource.DATE
        ? RequestTimestamp.parseHttpDate(material.date())
        : timestamp;
  }

  private static String basic(long epochSecond) {
    return RequestTimestamp.at(epochSecond).basic();
  }

  private static String printed(long seconds) {
    return seconds % SECONDS_PER_MINUTE == 0
        ? seconds / SECONDS_PER_MINUTE + " min."
        : seconds + " sec.";
  }
}
