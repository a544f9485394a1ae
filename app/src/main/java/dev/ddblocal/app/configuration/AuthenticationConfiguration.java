package dev.ddblocal.app.configuration;

import dev.ddblocal.domain.identity.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call.
 *
 * @param signatures whether signatures are verified
 * @param accessKeysFile the file of root credentials
 * @param accessKeysFileNamed whether the operator named that file, so that it has to be there
 * @param testAccount whether the test account is on
 * @param regions the regions that are served; empty for every region
 * @param maxSkew how far a client's clock may be off, either way
 */
public record AuthenticationConfiguration(
    Signatures signatures,
    Path accessKeysFile,
    boolean accessKeysFileNamed,
    boolean testAccount,
    Optional<Set<Region>> regions,
    Duration maxSkew) {
  /** Refuses missing parts. */
  public AuthenticationConfiguration {
    Objects.requireNonNull(signatures, "signatures is null");
    Objects.requireNonNull(accessKeysFile, "accessKeysFile is null");
    regions = regions.map(Set::copyOf);
    Objects.requireNonNull(maxSkew, "maxSkew is null");
  }

  /** What is done with signatures. */
  public enum Signatures {
    /** Every request is verified. */
    ENFORCE,
    /** Any signature is accepted, and none. */
    OPEN
  }
}
