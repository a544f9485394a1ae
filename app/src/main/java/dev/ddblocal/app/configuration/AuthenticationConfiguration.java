package dev.ddblocal.app.configuration;

import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.auth.vault.VaultAccess;
import dev.ddblocal.domain.identity.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Who may call.
 *
 * @param mode whether signatures decide
 * @param accessKeysFile the file of root credentials
 * @param accessKeysFileNamed whether the operator named that file, so that it has to be there
 * @param vaults the keys that the file may be encrypted under
 * @param testAccount whether the test account is on
 * @param regions the regions that are served; empty for every region
 * @param maxSkew how far a client's clock may be off, either way; at least a second
 */
public record AuthenticationConfiguration(
    AuthMode mode,
    Path accessKeysFile,
    boolean accessKeysFileNamed,
    VaultAccess vaults,
    boolean testAccount,
    Set<Region> regions,
    Duration maxSkew) {
  /** Refuses missing parts. */
  public AuthenticationConfiguration {
    Objects.requireNonNull(mode, "mode is null");
    Objects.requireNonNull(accessKeysFile, "accessKeysFile is null");
    Objects.requireNonNull(vaults, "vaults is null");
    regions = Set.copyOf(regions);
    Objects.requireNonNull(maxSkew, "maxSkew is null");
  }

  /** Whether there are callers without any access keys file. */
  public boolean anyoneCanCall() {
    return testAccount || mode == AuthMode.OPEN;
  }
}
