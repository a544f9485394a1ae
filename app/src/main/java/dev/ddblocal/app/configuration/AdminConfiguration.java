package dev.ddblocal.app.configuration;

import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.domain.identity.Region;
import java.util.Map;
import java.util.Objects;

/**
 * What the commands of {@code ddb-local admin} work with.
 *
 * @param environment the environment variables that name the IAM account; some are secrets
 * @param strictFiles whether a file of secrets that everybody can read is refused
 * @param region the region of the server's identity table
 * @param keyPrefix what access keys begin with
 */
public record AdminConfiguration(
    Map<String, String> environment, boolean strictFiles, Region region, KeyPrefix keyPrefix) {
  /** Copies the map. */
  public AdminConfiguration {
    environment = Map.copyOf(environment);
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(keyPrefix, "keyPrefix is null");
  }

  /**
   * Reads the settings.
   *
   * @throws ConfigurationException if one is bad
   */
  public static AdminConfiguration of(Settings settings) {
    SettingValue region = settings.value(Setting.REGION);
    if (!Region.isValid(region.text())) {
      throw region.refused("is not a region name");
    }
    return new AdminConfiguration(
        settings.identityEnvironment(),
        settings.value(Setting.STRICT_FILES).truth(),
        new Region(region.text()),
        settings.keyPrefix());
  }

  /** Leaves the values of the environment out: some are secrets. */
  @Override
  public String toString() {
    return "AdminConfiguration[" + environment.keySet() + ", region=" + region + "]";
  }
}
