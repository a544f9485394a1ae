package dev.ddblocal.app.configuration;

import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything a server is started with, checked.
 *
 * @param api where the API listens
 * @param management where the management endpoints listen, if they have a port of their own
 * @param storageName the name of the storage adapter
 * @param storage how it is opened
 * @param authentication who may call
 * @param control where identities come from
 * @param security what protects the way to the server
 * @param resourcePolicies whether a resource policy can let another account in
 * @param publicAccessBlocked whether resource policies that let everybody in are refused
 * @param keyPrefix what the ids of issued access keys begin with
 * @param region the region where no signature names one
 * @param tableCreateDelay how long a new table stays CREATING
 * @param tableUpdateDelay how long a table stays UPDATING, and with it an index that is changed
 * @param tableDeleteDelay how long a deleted table stays DELETING
 * @param ttlSweepInterval how long to rest between two deletions of expired items; at least a
 *     second
 * @param streamShardDuration how long a stream's shard is open; at least a second
 * @param eventLoops threads for HTTP; empty for one per processor
 * @param idleTimeout how long a connection may stay silent before it is closed; at least a second
 * @param auditLog the file that gets a line for every decision, if any
 * @param accessLog whether every request is logged
 */
public record ServerConfiguration(
    ServerEndpoint api,
    Optional<ServerEndpoint> management,
    String storageName,
    StorageSettings storage,
    AuthenticationConfiguration authentication,
    ControlConfiguration control,
    TransportSecurity security,
    boolean resourcePolicies,
    boolean publicAccessBlocked,
    KeyPrefix keyPrefix,
    Region region,
    Duration tableCreateDelay,
    Duration tableUpdateDelay,
    Duration tableDeleteDelay,
    Duration streamShardDuration,
    Duration ttlSweepInterval,
    OptionalInt eventLoops,
    Duration idleTimeout,
    Optional<Path> auditLog,
    boolean accessLog) {
  private static final int MAX_EVENT_LOOPS = 1024;
  private static final Duration SHORTEST_SWEEP_INTERVAL = Duration.ofSeconds(1);
  private static final Duration SHORTEST_IDLE_TIMEOUT = Duration.ofSeconds(1);

  /** Refuses missing parts. */
  public ServerConfiguration {
    Objects.requireNonNull(api, "api is null");
    Objects.requireNonNull(management, "management is null");
    Objects.requireNonNull(storageName, "storageName is null");
    Objects.requireNonNull(storage, "storage is null");
    Objects.requireNonNull(authentication, "authentication is null");
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(tableCreateDelay, "tableCreateDelay is null");
    Objects.requireNonNull(tableUpdateDelay, "tableUpdateDelay is null");
    Objects.requireNonNull(tableDeleteDelay, "tableDeleteDelay is null");
    Objects.requireNonNull(ttlSweepInterval, "ttlSweepInterval is null");
    Objects.requireNonNull(streamShardDuration, "streamShardDuration is null");
    Objects.requireNonNull(eventLoops, "eventLoops is null");
    Objects.requireNonNull(idleTimeout, "idleTimeout is null");
    Objects.requireNonNull(control, "control is null");
    Objects.requireNonNull(security, "security is null");
    Objects.requireNonNull(keyPrefix, "keyPrefix is null");
    Objects.requireNonNull(auditLog, "auditLog is null");
  }

  /**
   * Reads and checks the settings.
   *
   * @throws ConfigurationException if a value is bad or the settings do not go together
   */
  public static ServerConfiguration of(Settings settings) {
    ServerEndpoint api =
        new ServerEndpoint(
            settings.value(Setting.HOST).host(), settings.value(Setting.PORT).port());
    Optional<ServerEndpoint> management = management(settings);
    ControlConfiguration control = ControlConfiguration.of(settings);
    boolean loopback =
        api.isLoopback()
            && management.stream().allMatch(ServerEndpoint::isLoopback)
            && control.listen().stream().allMatch(ServerEndpoint::isLoopback);
    Region region = region(settings.value(Setting.REGION), settings.value(Setting.REGION).text());
    return new ServerConfiguration(
        api,
        management,
        settings.value(Setting.STORAGE).nonEmpty(),
        storage(settings),
        authentication(settings, loopback, region),
        control,
        TransportSecurity.of(settings),
        settings.value(Setting.CROSS_ACCOUNT).oneOf(text -> !text.equals("off")),
        settings.value(Setting.BLOCK_PUBLIC_ACCESS).truth(),
        settings.keyPrefix(),
        region,
        settings.value(Setting.TABLE_CREATE_DELAY).duration(),
        settings.value(Setting.TABLE_UPDATE_DELAY).duration(),
        settings.value(Setting.TABLE_DELETE_DELAY).duration(),
        settings
            .value(Setting.STREAM_SHARD_DURATION)
            .durationOfAtLeast(DynamoDbSettings.SHORTEST_STREAM_SHARD_DURATION),
        settings.value(Setting.TTL_SWEEP_INTERVAL).durationOfAtLeast(SHORTEST_SWEEP_INTERVAL),
        eventLoops(settings.value(Setting.EVENT_LOOPS)),
        settings.value(Setting.IDLE_TIMEOUT).durationOfAtLeast(SHORTEST_IDLE_TIMEOUT),
        settings.value(Setting.AUDIT_LOG).optionalPath(),
        settings.value(Setting.ACCESS_LOG).truth());
  }

  private static Optional<ServerEndpoint> management(Settings settings) {
    String host = settings.value(Setting.MANAGEMENT_HOST).host();
    OptionalInt port = settings.value(Setting.MANAGEMENT_PORT).optionalPort();
    return port.isPresent()
        ? Optional.of(new ServerEndpoint(host, port.getAsInt()))
        : Optional.empty();
  }

  private static StorageSettings storage(Settings settings) {
    return new StorageSettings(
        settings.value(Setting.DATA).path(),
        settings.value(Setting.IN_MEMORY).truth(),
        settings
            .value(Setting.DURABILITY)
            .oneOf(text -> Durability.valueOf(text.toUpperCase(Locale.ROOT))));
  }

  private static AuthenticationConfiguration authentication(
      Settings settings, boolean loopback, Region defaultRegion) {
    return new AuthenticationConfiguration(
        authMode(settings, loopback),
        settings.accessKeysFile(),
        settings.accessKeysFileNamed(),
        settings.vaults(),
        testAccount(settings.value(Setting.TEST_ACCOUNT), loopback),
        regions(settings.value(Setting.REGIONS), defaultRegion),
        settings.value(Setting.AUTH_MAX_SKEW).durationOfAtLeast(Duration.ofSeconds(1)));
  }

  private static AuthMode authMode(Settings settings, boolean loopback) {
    SettingValue value = settings.value(Setting.AUTH);
    AuthMode mode = value.oneOf(text -> AuthMode.valueOf(text.toUpperCase(Locale.ROOT)));
    boolean openOnNetwork = settings.value(Setting.ALLOW_OPEN_AUTH_ON_NETWORK).truth();
    if (mode == AuthMode.OPEN && !loopback && !openOnNetwork) {
      throw value.refused(
          "needs every listener on a loopback address, or "
              + Setting.ALLOW_OPEN_AUTH_ON_NETWORK.flag());
    }
    return mode;
  }

  private static boolean testAccount(SettingValue value, boolean loopback) {
    return value.oneOf(text ->
        switch (text) {
          case "off" -> false;
          case "force" -> true;
          default -> loopback;
        });
  }

  private static Set<Region> regions(SettingValue value, Region defaultRegion) {
    if (value.text().equals("*")) {
      return Set.of();
    }
    Set<Region> regions = new LinkedHashSet<>();
    for (String name : value.text().split(",", -1)) {
      regions.add(region(value, name.strip()));
    }
    if (!regions.contains(defaultRegion)) {
      throw value.refused("lacks " + defaultRegion + ", the " + Setting.REGION.flag());
    }
    return regions;
  }

  private static Region region(SettingValue value, String name) {
    if (!Region.isValid(name)) {
      throw value.refused(
          name.equals(value.text()) ? "is not a region name" : "has something that is no region");
    }
    return new Region(name);
  }

  private static OptionalInt eventLoops(SettingValue value) {
    return value.text().equals("auto")
        ? OptionalInt.empty()
        : OptionalInt.of(value.intBetween(1, MAX_EVENT_LOOPS));
  }
}
