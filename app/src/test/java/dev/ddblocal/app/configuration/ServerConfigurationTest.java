package dev.ddblocal.app.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServerConfigurationTest {
  @Test
  void the_defaults_are_a_durable_server_on_loopback_that_verifies_signatures() {
    ServerConfiguration configuration = ServerConfiguration.of(Settings.defaults());

    assertEquals(new ServerEndpoint("127.0.0.1", 8000), configuration.api());
    assertEquals(Optional.empty(), configuration.management());
    assertEquals("sqlite", configuration.storageName());
    assertEquals(Path.of("./data"), configuration.storage().dataFolder());
    assertFalse(configuration.storage().inMemory());
    assertEquals(Durability.FULL, configuration.storage().durability());
    assertEquals(AuthMode.ENFORCE, configuration.authentication().mode());
    assertTrue(configuration.authentication().testAccount());
    assertEquals(Path.of("./access_keys.csv"), configuration.authentication().accessKeysFile());
    assertFalse(configuration.authentication().accessKeysFileNamed());
    assertEquals(Set.of(), configuration.authentication().regions());
    assertEquals(Duration.ofMinutes(15), configuration.authentication().maxSkew());
    assertEquals(new Region("us-east-1"), configuration.region());
    assertEquals(Duration.ZERO, configuration.tableCreateDelay());
    assertEquals(Duration.ZERO, configuration.tableUpdateDelay());
    assertEquals(Duration.ZERO, configuration.tableDeleteDelay());
    assertEquals(Duration.ofHours(4), configuration.streamShardDuration());
    assertEquals(Duration.ofMinutes(1), configuration.ttlSweepInterval());
    assertEquals(OptionalInt.empty(), configuration.eventLoops());
    assertEquals(Duration.ofMinutes(5), configuration.idleTimeout());
    assertFalse(configuration.accessLog());
    assertEquals(Map.of(), configuration.control().environment());
    assertEquals(Optional.empty(), configuration.control().listen());
    assertEquals(Optional.empty(), configuration.control().certificateAuthorities());
    assertEquals(Duration.ofMinutes(5), configuration.control().cacheLimit());
    assertFalse(configuration.control().strictFiles());
    assertEquals(new TransportSecurity(Optional.empty(), List.of()), configuration.security());
    assertFalse(configuration.resourcePolicies());
    assertTrue(configuration.publicAccessBlocked());
    assertEquals(KeyPrefix.EL, configuration.keyPrefix());
    assertEquals(Optional.empty(), configuration.auditLog());
  }

  @Test
  void reads_every_setting_of_identities_and_of_the_way_to_the_server() {
    Map<String, String> environment = Map.of("IAM_ACCOUNT_ID", "123456789012");

    ServerConfiguration configuration =
        ServerConfiguration.of(
            Settings.defaults()
                .withEnvironment(environment)
                .with(Setting.CONTROL_LISTEN, "[::1]:9001")
                .with(Setting.CONTROL_CA, "ca.pem")
                .with(Setting.AUTH_CACHE_HARD_TTL, "PT1S")
                .with(Setting.STRICT_FILES, "true")
                .with(Setting.TLS_CERT, "chain.pem")
                .with(Setting.TLS_KEY, "key.pem")
                .with(Setting.TRUSTED_PROXIES, "10.0.0.0/8, ::1")
                .with(Setting.CROSS_ACCOUNT, "resource-policy")
                .with(Setting.BLOCK_PUBLIC_ACCESS, "false")
                .with(Setting.KEY_PREFIX, "AWS")
                .with(Setting.AUDIT_LOG, "audit.jsonl"));

    assertEquals(
        new ControlConfiguration(
            environment,
            Optional.of(new ServerEndpoint("::1", 9001)),
            Optional.of(Path.of("ca.pem")),
            Duration.ofSeconds(1),
            true),
        configuration.control());
    assertEquals(
        new TransportSecurity(
            Optional.of(
                new TransportSecurity.Certificate(Path.of("chain.pem"), Path.of("key.pem"))),
            List.of("10.0.0.0/8", "::1")),
        configuration.security());
    assertTrue(configuration.resourcePolicies());
    assertFalse(configuration.publicAccessBlocked());
    assertEquals(KeyPrefix.AWS, configuration.keyPrefix());
    assertEquals(Optional.of(Path.of("audit.jsonl")), configuration.auditLog());
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_CERT", "TLS_KEY"})
  void a_certificate_and_its_key_go_together(Setting one) {
    assertRefused(
        "--tls-cert and --tls-key go together", Settings.defaults().with(one, "file.pem"));
  }

  @Test
  void shows_no_secret_of_the_environment() {
    Settings settings =
        Settings.defaults().withEnvironment(Map.of("IAM_SECRET_KEY", "the secret itself"));

    assertFalse(ServerConfiguration.of(settings).toString().contains("the secret itself"));
    assertFalse(AdminConfiguration.of(settings).toString().contains("the secret itself"));
  }

  @Test
  void reads_every_setting_of_the_server() {
    ServerConfiguration configuration =
        ServerConfiguration.of(
            Settings.defaults()
                .with(Setting.HOST, "localhost")
                .with(Setting.PORT, "0")
                .with(Setting.MANAGEMENT_HOST, "[::1]")
                .with(Setting.MANAGEMENT_PORT, "9000")
                .with(Setting.STORAGE, "other")
                .with(Setting.DATA, "/srv/ddb")
                .with(Setting.IN_MEMORY, "true")
                .with(Setting.DURABILITY, "normal")
                .with(Setting.ACCESS_KEYS, "keys.csv")
                .with(Setting.AUTH, "open")
                .with(Setting.TEST_ACCOUNT, "off")
                .with(Setting.REGION, "local")
                .with(Setting.REGIONS, "local, eu-west-1")
                .with(Setting.AUTH_MAX_SKEW, "PT1H")
                .with(Setting.TABLE_CREATE_DELAY, "PT0.5S")
                .with(Setting.TABLE_UPDATE_DELAY, "PT1S")
                .with(Setting.TABLE_DELETE_DELAY, "PT2S")
                .with(Setting.STREAM_SHARD_DURATION, "PT1S")
                .with(Setting.EVENT_LOOPS, "3")
                .with(Setting.TTL_SWEEP_INTERVAL, "PT2H")
                .with(Setting.IDLE_TIMEOUT, "PT9S")
                .with(Setting.ACCESS_LOG, "true"));

    assertEquals(new ServerEndpoint("localhost", 0), configuration.api());
    assertEquals(Optional.of(new ServerEndpoint("::1", 9000)), configuration.management());
    assertEquals("other", configuration.storageName());
    assertEquals(Path.of("/srv/ddb"), configuration.storage().dataFolder());
    assertTrue(configuration.storage().inMemory());
    assertEquals(Durability.NORMAL, configuration.storage().durability());
    assertEquals(Path.of("keys.csv"), configuration.authentication().accessKeysFile());
    assertTrue(configuration.authentication().accessKeysFileNamed());
    assertEquals(AuthMode.OPEN, configuration.authentication().mode());
    assertFalse(configuration.authentication().testAccount());
    assertEquals(
        Set.of(new Region("local"), new Region("eu-west-1")),
        configuration.authentication().regions());
    assertEquals(Duration.ofHours(1), configuration.authentication().maxSkew());
    assertEquals(new Region("local"), configuration.region());
    assertEquals(Duration.ofMillis(500), configuration.tableCreateDelay());
    assertEquals(Duration.ofSeconds(1), configuration.tableUpdateDelay());
    assertEquals(Duration.ofSeconds(2), configuration.tableDeleteDelay());
    assertEquals(Duration.ofSeconds(1), configuration.streamShardDuration());
    assertEquals(Duration.ofHours(2), configuration.ttlSweepInterval());
    assertEquals(OptionalInt.of(3), configuration.eventLoops());
    assertEquals(Duration.ofSeconds(9), configuration.idleTimeout());
    assertTrue(configuration.accessLog());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "HOST|\"\"|--host: '' is empty",
        "PORT|http|--port: 'http' is not a number from 0 to 65535",
        "PORT|65536|--port: '65536' is not a number from 0 to 65535",
        "PORT|-1|--port: '-1' is not a number from 0 to 65535",
        "PORT|\"\"|--port: '' is not a number from 0 to 65535",
        "MANAGEMENT_PORT|x|--management-port: 'x' is not a number from 0 to 65535",
        "MANAGEMENT_PORT|\"\"|--management-port: '' is not a number from 0 to 65535",
        "MANAGEMENT_HOST|\"\"|--management-host: '' is empty",
        "STORAGE|\"\"|--storage: '' is empty",
        "DATA|\"\"|--data: '' names no file or folder",
        "IN_MEMORY|yes|--in-memory: 'yes' is none of true, false",
        "DURABILITY|FULL|--durability: 'FULL' is none of full, normal, off",
        "ACCESS_KEYS|\"\"|--access-keys: '' names no file or folder",
        "AUTH|none|--auth: 'none' is none of enforce, open",
        "ALLOW_OPEN_AUTH_ON_NETWORK|1|--allow-open-auth-on-network: '1' is none of true, false",
        "TEST_ACCOUNT|on|--test-account: 'on' is none of auto, off, force",
        "AUTH_MAX_SKEW|15|--auth-max-skew: '15' is not an ISO-8601 duration such as PT15M or"
            + " PT0.5S",
        "AUTH_MAX_SKEW|-PT1S|--auth-max-skew: '-PT1S' is not an ISO-8601 duration such as PT15M or"
            + " PT0.5S",
        "REGION|Frankfurt|--region: 'Frankfurt' is not a region name",
        "REGION|../etc|--region: '../etc' is not a region name",
        "REGIONS|\"\"|--regions: '' is not a region name",
        "REGIONS|us-east-1,,|--regions: 'us-east-1,,' has something that is no region",
        "TABLE_CREATE_DELAY|soon|--table-create-delay: 'soon' is not an ISO-8601 duration such as"
            + " PT15M or PT0.5S",
        "TABLE_UPDATE_DELAY|soon|--table-update-delay: 'soon' is not an ISO-8601 duration such as"
            + " PT15M or PT0.5S",
        "TABLE_DELETE_DELAY|soon|--table-delete-delay: 'soon' is not an ISO-8601 duration such as"
            + " PT15M or PT0.5S",
        "TTL_SWEEP_INTERVAL|PT0.9S|--ttl-sweep-interval: 'PT0.9S' is less than PT1S",
        "STREAM_SHARD_DURATION|4h|--stream-shard-duration: '4h' is not an ISO-8601 duration such as"
            + " PT15M or PT0.5S",
        "STREAM_SHARD_DURATION|PT0.9S|--stream-shard-duration: 'PT0.9S' is less than PT1S",
        "EVENT_LOOPS|0|--event-loops: '0' is not a number from 1 to 1024",
        "REGIONS|eu-west-1|--regions: 'eu-west-1' lacks us-east-1, the --region",
        "AUTH_MAX_SKEW|PT0.9S|--auth-max-skew: 'PT0.9S' is less than PT1S",
        "HOST|no.such.host.invalid|--host: 'no.such.host.invalid' has no address",
        "ACCESS_LOG|on|--access-log: 'on' is none of true, false",
        "KEY_PREFIX|ASIA|--key-prefix: 'ASIA' is none of EL, AWS",
        "CONTROL_LISTEN|9001|--control-listen: '9001' is not ADDRESS:PORT",
        "CONTROL_LISTEN|:9001|--control-listen: ':9001' is not ADDRESS:PORT",
        "CONTROL_LISTEN|\"\"|--control-listen: '' is not ADDRESS:PORT",
        "CONTROL_LISTEN|127.0.0.1:x|--control-listen: 'x' is not a number from 0 to 65535",
        "CONTROL_LISTEN|no.such.host.invalid:1|--control-listen: 'no.such.host.invalid' has no"
            + " address",
        "CONTROL_CA|\"\"|--control-ca: '' names no file or folder",
        "AUTH_CACHE_HARD_TTL|PT0S|--auth-cache-hard-ttl: 'PT0S' is less than PT1S",
        "STRICT_FILES|1|--strict-files: '1' is none of true, false",
        "TLS_CERT|\"\"|--tls-cert: '' names no file or folder",
        "TLS_KEY|\"\"|--tls-key: '' names no file or folder",
        "CROSS_ACCOUNT|on|--cross-account: 'on' is none of off, resource-policy",
        "BLOCK_PUBLIC_ACCESS|no|--block-public-access: 'no' is none of true, false",
        "AUDIT_LOG|\"\"|--audit-log: '' names no file or folder",
        "IDLE_TIMEOUT|PT0S|--idle-timeout: 'PT0S' is less than PT1S",
        "IDLE_TIMEOUT|1m|--idle-timeout: '1m' is not an ISO-8601 duration such as PT15M or PT0.5S",
      })
  void refuses_a_bad_value_in_one_line(Setting setting, String text, String message) {
    assertRefused(message, Settings.defaults().with(setting, text));
  }

  @Test
  void a_refusal_names_the_origin_of_the_value() {
    assertRefused(
        "DDB_PORT: 'x' is not a number from 0 to 65535",
        Settings.read(Map.of(), Map.of("DDB_PORT", "x")));
  }

  @Test
  void a_refusal_stays_one_line_whatever_the_value_is() {
    assertRefused(
        "--region: 'a?b' is not a region name", Settings.defaults().with(Setting.REGION, "a\nb"));
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 127.0.0.1", "127.0.0.1, 0.0.0.0", "192.0.2.1, 127.0.0.1"})
  void open_authentication_needs_every_listener_on_loopback(String host, String managementHost) {
    Settings settings =
        Settings.defaults()
            .with(Setting.HOST, host)
            .with(Setting.MANAGEMENT_PORT, "0")
            .with(Setting.MANAGEMENT_HOST, managementHost)
            .with(Setting.AUTH, "open");

    assertRefused(
        "--auth: 'open' needs every listener on a loopback address, or"
            + " --allow-open-auth-on-network",
        settings);
    assertEquals(
        AuthMode.OPEN,
        ServerConfiguration.of(settings.with(Setting.ALLOW_OPEN_AUTH_ON_NETWORK, "true"))
            .authentication()
            .mode());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, auto, true",
    "localhost, auto, true",
    "::1, auto, true",
    "0.0.0.0, auto, false",
    "192.0.2.1, auto, false",
    "0.0.0.0, force, true",
    "127.0.0.1, off, false"
  })
  void the_test_account_is_on_as_long_as_everything_listens_on_loopback(
      String host, String testAccount, boolean on) {
    ServerConfiguration configuration =
        ServerConfiguration.of(
            Settings.defaults().with(Setting.HOST, host).with(Setting.TEST_ACCOUNT, testAccount));

    assertEquals(on, configuration.authentication().testAccount());
  }

  @Test
  void a_control_listener_beyond_loopback_turns_the_test_account_and_open_authentication_off() {
    Settings settings = Settings.defaults().with(Setting.CONTROL_LISTEN, "0.0.0.0:0");

    assertFalse(ServerConfiguration.of(settings).authentication().testAccount());
    assertRefused(
        "--auth: 'open' needs every listener on a loopback address, or"
            + " --allow-open-auth-on-network",
        settings.with(Setting.AUTH, "open"));
  }

  @Test
  void a_management_port_beyond_loopback_turns_the_test_account_off() {
    ServerConfiguration configuration =
        ServerConfiguration.of(
            Settings.defaults()
                .with(Setting.MANAGEMENT_PORT, "0")
                .with(Setting.MANAGEMENT_HOST, "0.0.0.0"));

    assertFalse(configuration.authentication().testAccount());
  }

  private static void assertRefused(String message, Settings settings) {
    var refusal =
        assertThrows(ConfigurationException.class, () -> ServerConfiguration.of(settings));
    assertEquals(message, refusal.getMessage());
  }
}
