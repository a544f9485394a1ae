package dev.ddblocal.app.configuration;

import dev.ddblocal.auth.credentials.AccessKeysFile;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.vault.VaultAccess;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values of all settings: a flag wins over the environment, that over the configuration file,
 * that over the default. Immutable.
 */
public final class Settings {
  /** The prefix of the variables of the IAM account, which are not settings of this server only. */
  private static final String IAM_PREFIX = "IAM_";

  private static final Set<String> ENDPOINTS =
      Set.of("STS_SERVICE_ENDPOINT", "IAM_SERVICE_ENDPOINT");

  private final Map<Setting, SettingValue> values;
  private final Map<String, String> identityEnvironment;
  private final List<String> warnings;

  private Settings(
      Map<Setting, SettingValue> values,
      Map<String, String> identityEnvironment,
      List<String> warnings) {
    this.values = values;
    this.identityEnvironment = Map.copyOf(identityEnvironment);
    this.warnings = List.copyOf(warnings);
  }

  /** Every setting at its default. */
  public static Settings defaults() {
    return new Settings(new EnumMap<>(Setting.class), Map.of(), List.of());
  }

  /**
   * Gathers the settings of a start.
   *
   * @param flags what the command line says
   * @param environment the environment variables
   * @throws ConfigurationException if the configuration file cannot be read or has an unknown name
   */
  public static Settings read(Map<Setting, String> flags, Map<String, String> environment) {
    Map<Setting, SettingValue> given = new EnumMap<>(Setting.class);
    List<String> warnings = readEnvironment(environment, given);
    flags.forEach(
        (setting, text) -> given.put(setting, new SettingValue(setting, text, setting.flag())));
    SettingValue file = given.get(Setting.CONFIG);
    if (file != null) {
      readFile(file.path(), file.origin()).forEach(given::putIfAbsent);
    }
    return new Settings(given, identityVariables(environment), warnings);
  }

  /** These settings with one of them changed, as by its flag. */
  public Settings with(Setting setting, String text) {
    Map<Setting, SettingValue> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, new SettingValue(setting, text, setting.flag()));
    return new Settings(changed, identityEnvironment, warnings);
  }

  /** These settings with the variables of the IAM account and its endpoints in this environment. */
  public Settings withEnvironment(Map<String, String> environment) {
    return new Settings(values, identityVariables(environment), warnings);
  }

  private static Map<String, String> identityVariables(Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.keySet().removeIf(name -> !name.startsWith(IAM_PREFIX) && !ENDPOINTS.contains(name));
    return variables;
  }

  /** The environment variables that name the IAM account and the control plane; some are secret. */
  Map<String, String> identityEnvironment() {
    return identityEnvironment;
  }

  /** What the operator should know though it does not stop the start. */
  public List<String> warnings() {
    return warnings;
  }

  /** The prefix of access keys that are generated. */
  public KeyPrefix keyPrefix() {
    return value(Setting.KEY_PREFIX).oneOf(KeyPrefix::valueOf);
  }

  /** Where the operator keeps the key of an encrypted access keys file. */
  public VaultAccess vaults() {
    return new VaultAccess(
        value(Setting.ACCESS_KEYS_PASSPHRASE_FILE).optionalPath(),
        value(Setting.HSM_CONFIG).optionalPath(),
        value(Setting.HSM_PIN_FILE).optionalPath(),
        value(Setting.HSM_KEY_LABEL).nonEmpty());
  }

  /**
   * The access keys file: the one that was named, else the default or the encrypted file beside it,
   * whichever is there.
   */
  public Path accessKeysFile() {
    Path named = value(Setting.ACCESS_KEYS).path();
    Path encrypted = Path.of(named + AccessKeysFile.ENCRYPTED_SUFFIX);
    return !accessKeysFileNamed() && Files.exists(encrypted) && Files.notExists(named)
        ? encrypted
        : named;
  }

  /** Whether the operator named the access keys file, so that it has to be there. */
  public boolean accessKeysFileNamed() {
    return !value(Setting.ACCESS_KEYS).isDefault();
  }

  SettingValue value(Setting setting) {
    SettingValue value = values.get(setting);
    return value == null ? SettingValue.ofDefault(setting) : value;
  }

  /**
   * A variable that we do not know may well be somebody else's ({@code DDB_TABLE} of an
   * application, {@code DDB_SERVICE_HOST} of a Kubernetes service), so it does not stop the start.
   */
  private static List<String> readEnvironment(
      Map<String, String> environment, Map<Setting, SettingValue> into) {
    List<String> warnings = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach((name, text) ->
            Setting.ofEnvironmentVariable(name)
                .ifPresentOrElse(
                    setting -> into.put(setting, new SettingValue(setting, text, name)),
                    () -> {
                      if (Setting.isEnvironmentVariable(name)) {
                        warnings.add("environment variable " + name + " is no setting, ignored");
                      }
                    }));
    return warnings;
  }

  private static Map<Setting, SettingValue> readFile(Path file, String origin) {
    Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
    Properties properties = load(file, origin);
    for (String key : properties.stringPropertyNames()) {
      Setting setting =
          Setting.ofKey(key)
              .filter(known -> known != Setting.CONFIG)
              .orElseThrow(
                  () -> new ConfigurationException(file + ": '" + key + "' is no setting"));
      String text = properties.getProperty(key).strip();
      values.put(setting, new SettingValue(setting, text, file + ": " + key));
    }
    return values;
  }

  private static Properties load(Path file, String origin) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(origin + ": there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(origin + ": " + file + " is not UTF-8 text", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(origin + ": cannot read " + file + ": " + e.getMessage(), e);
    }
    return properties;
  }
}
