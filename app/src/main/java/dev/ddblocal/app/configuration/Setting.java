package dev.ddblocal.app.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A setting of the server. Each has one name everywhere: {@code a-b} is {@code --a-b} on the
 * command line, {@code DDB_A_B} in the environment and {@code a-b} in the configuration file.
 */
public enum Setting {
  /** The configuration file itself; cannot stand in it. */
  CONFIG("config", "FILE", "", "Properties file with settings, one 'name=value' per line."),

  /** Where the API listens. */
  HOST("host", "ADDRESS", "127.0.0.1", "Address to listen on."),
  /** Which port the API has. */
  PORT("port", "PORT", "8000", "Port to listen on; 0 picks a free one."),
  /** Where the management endpoints listen if they have a port of their own. */
  MANAGEMENT_HOST(
      "management-host",
      "ADDRESS",
      "127.0.0.1",
      "Address of the management port, if there is one."),
  /** A port of its own for the management endpoints. */
  MANAGEMENT_PORT(
      "management-port",
      "PORT",
      "",
      "Port of its own for /_health, /_ready, /_metrics and /_ttl/sweep; 0 picks a free one."
          + " Without it they are on the main port, as long as that is loopback."),

  /** Which storage adapter. */
  STORAGE("storage", "NAME", "sqlite", "Storage engine."),
  /** Where data is kept. */
  DATA("data", "DIR", "./data", "Folder for the data."),
  /** Whether data is forgotten at the end. */
  IN_MEMORY("in-memory", Setting.TRUTH, "false", "Keep nothing after the server stops."),
  /** What an acknowledged write survives. */
  DURABILITY(
      "durability",
      "full|normal|off",
      "full",
      "What an acknowledged write survives: loss of power, a killed process, or nothing promised."),

  /** The file of root credentials. */
  ACCESS_KEYS(
      "access-keys",
      "FILE",
      "./access_keys.csv",
      "Root credentials of the accounts, plain or encrypted (.enc). The default is read when it is"
          + " there."),
  /** The passphrase of an encrypted file of root credentials. */
  ACCESS_KEYS_PASSPHRASE_FILE(
      "access-keys-passphrase-file",
      "FILE",
      "",
      "File whose first line is the passphrase of an encrypted access keys file."),
  /** The token that an encrypted file of root credentials is opened with. */
  HSM_CONFIG(
      "hsm-config",
      "FILE",
      "",
      "Configuration of the Java PKCS#11 provider for the token that opens an encrypted access"
          + " keys file."),
  /** The PIN of that token. */
  HSM_PIN_FILE("hsm-pin-file", "FILE", "", "File whose first line is the token's user PIN."),
  /** The label of the key on the token. */
  HSM_KEY_LABEL(
      "hsm-key-label", "LABEL", "ddblocal-kek", "Label of the key on the token for new files."),
  /** Whether signatures are verified. */
  AUTH(
      "auth",
      "enforce|open",
      "enforce",
      "Verify signatures, or accept any (loopback only, for tools that send junk keys)."),
  /** The override that lets open authentication listen on a network. */
  ALLOW_OPEN_AUTH_ON_NETWORK(
      "allow-open-auth-on-network",
      Setting.TRUTH,
      "false",
      "Let --auth open listen beyond loopback: everyone who reaches the port owns the data."),
  /** Whether the test account is there. */
  TEST_ACCOUNT(
      "test-account",
      "auto|off|force",
      "auto",
      "Test account 000000001234 with the key ACCESS and the secret SECRET; auto is on while"
          + " everything listens on loopback."),
  /** Whether accounts may let each other in. */
  CROSS_ACCOUNT(
      "cross-account",
      "off|resource-policy",
      "off",
      "Whether a resource policy can let another account in; the IAM account never takes part."),
  /** Whether policies may let everybody in. */
  BLOCK_PUBLIC_ACCESS(
      "block-public-access",
      Setting.TRUTH,
      "true",
      "Refuse resource policies that let everybody in."),
  /** How far a client's clock may be off. */
  AUTH_MAX_SKEW("auth-max-skew", Setting.DURATION, "PT15M", "How far a client's clock may be off."),
  /** Prefix of keys that are generated. */
  KEY_PREFIX(
      "key-prefix",
      "EL|AWS",
      "EL",
      "Prefix of generated access keys: ELAK, or AWS's own AKIA for clients that insist on it."),

  /** The region where no signature names one. */
  REGION("region", "REGION", "us-east-1", "Region where no signature names one."),
  /** The regions that are served. */
  REGIONS(
      "regions", "LIST", "*", "Regions that are served, separated by commas; * is every region."),

  /** How long a table stays CREATING. */
  TABLE_CREATE_DELAY(
      "table-create-delay", Setting.DURATION, "PT0S", "How long a new table stays CREATING."),
  /** How long a table stays UPDATING. */
  TABLE_UPDATE_DELAY(
      "table-update-delay",
      Setting.DURATION,
      "PT0S",
      "How long a table stays UPDATING, and with it an index CREATING, UPDATING or DELETING."),
  /** How long a table stays DELETING. */
  TABLE_DELETE_DELAY(
      "table-delete-delay", Setting.DURATION, "PT0S", "How long a deleted table stays DELETING."),
  /** How often expired items are deleted. */
  TTL_SWEEP_INTERVAL(
      "ttl-sweep-interval",
      Setting.DURATION,
      "PT1M",
      "How long to rest between two deletions of expired items."),

  /** How long a shard of a stream is open. */
  STREAM_SHARD_DURATION(
      "stream-shard-duration",
      Setting.DURATION,
      "PT4H",
      "How long a stream's shard takes records before the next one does."),

  /** The certificate for TLS. */
  TLS_CERT(
      "tls-cert",
      "FILE",
      "",
      "Certificate chain as PEM: the listeners speak TLS. Read again when it changes."),
  /** The private key for TLS. */
  TLS_KEY("tls-key", "FILE", "", "Private key of the certificate as PEM (PKCS#8)."),
  /** Who may say where a request came from. */
  TRUSTED_PROXIES(
      "trusted-proxies",
      "LIST",
      "",
      "Addresses or CIDR blocks, separated by commas, whose X-Forwarded-For and X-Forwarded-Proto"
          + " are believed."),

  /** Where data planes reach this server's control plane. */
  CONTROL_LISTEN(
      "control-listen",
      "ADDRESS:PORT",
      "",
      "Address for data planes that use this server as their control plane; beyond loopback it"
          + " needs TLS."),
  /** Whom a data plane trusts to be its control plane. */
  CONTROL_CA(
      "control-ca",
      "FILE",
      "",
      "Certificates as PEM that a data plane trusts its control plane by, in place of Java's own."),
  /** For how long a data plane goes on without its control plane. */
  AUTH_CACHE_HARD_TTL(
      "auth-cache-hard-ttl",
      Setting.DURATION,
      "PT5M",
      "How long a data plane lets known callers in while it cannot reach its control plane."),
  /** Whether files of secrets that others can read are refused. */
  STRICT_FILES(
      "strict-files",
      Setting.TRUTH,
      "false",
      "Refuse a file of secrets that everybody on this machine can read."),

  /** Threads for HTTP. */
  EVENT_LOOPS(
      "event-loops", "COUNT", "auto", "Event loop threads for HTTP; auto is one per processor."),
  /** When a silent connection is closed. */
  IDLE_TIMEOUT(
      "idle-timeout",
      Setting.DURATION,
      "PT5M",
      "How long a connection may stay silent before it is closed."),

  /** The least important messages that are logged. */
  LOG_LEVEL(
      "log-level",
      "error|warning|info|debug|trace|off",
      "info",
      "Least important messages in the log, which goes to stderr."),
  /** How log lines look. */
  LOG_FORMAT("log-format", "text|json", "text", "Log lines as text or as JSON objects."),
  /** The file of decisions. */
  AUDIT_LOG(
      "audit-log",
      "FILE",
      "",
      "File that gets a line of JSON for every authenticated request and every refusal."),
  /** Whether every request is logged. */
  ACCESS_LOG("access-log", Setting.TRUTH, "false", "Log a line for every request.");

  private static final String TRUTH = "true|false";
  private static final String DURATION = "DURATION";
  private static final String ENVIRONMENT_PREFIX = "DDB_";
  private static final Map<String, Setting> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(Setting::key, Function.identity()));

  private final String key;
  private final String valueLabel;
  private final String defaultText;
  private final String description;

  Setting(String key, String valueLabel, String defaultText, String description) {
    this.key = key;
    this.valueLabel = valueLabel;
    this.defaultText = defaultText;
    this.description = description;
  }

  /** The setting of that name in a configuration file. */
  public static Optional<Setting> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** The setting of that environment variable. */
  public static Optional<Setting> ofEnvironmentVariable(String name) {
    if (!isEnvironmentVariable(name) || !name.equals(name.toUpperCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return ofKey(
        name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Whether an environment variable has the prefix of our settings. */
  public static boolean isEnvironmentVariable(String name) {
    return name.startsWith(ENVIRONMENT_PREFIX);
  }

  /** The name in a configuration file, such as {@code in-memory}. */
  public String key() {
    return key;
  }

  /** The flag, such as {@code --in-memory}. */
  public String flag() {
    return "--" + key;
  }

  /** The environment variable, such as {@code DDB_IN_MEMORY}. */
  public String environmentVariable() {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** What stands for the value in the help. */
  public String valueLabel() {
    return valueLabel;
  }

  /** The value where none is given; empty for a setting without default. */
  public String defaultText() {
    return defaultText;
  }

  /** What the setting does, in a sentence. */
  public String description() {
    return description;
  }

  /** Whether the setting is true or false, so that its flag needs no value. */
  public boolean isTruth() {
    return valueLabel.equals(TRUTH);
  }
}
