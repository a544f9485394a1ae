package dev.ddblocal.app.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void a_flag_wins_over_the_environment_and_that_over_the_file_and_that_over_the_default()
      throws IOException {
    Path file = file("port=3\nhost=127.0.0.3\nregion=eu-west-3\n");
    Settings settings =
        Settings.read(
            Map.of(Setting.CONFIG, file.toString(), Setting.PORT, "1"),
            Map.of("DDB_PORT", "2", "DDB_HOST", "127.0.0.2"));

    assertEquals("1", settings.value(Setting.PORT).text());
    assertEquals("127.0.0.2", settings.value(Setting.HOST).text());
    assertEquals("eu-west-3", settings.value(Setting.REGION).text());
    assertEquals("./data", settings.value(Setting.DATA).text());
  }

  @Test
  void the_file_may_be_named_in_the_environment() throws IOException {
    Settings settings =
        Settings.read(Map.of(), Map.of("DDB_CONFIG", file("port = 4567 \n").toString()));

    assertEquals("4567", settings.value(Setting.PORT).text());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void every_setting_has_one_name_everywhere(Setting setting) throws IOException {
    assertEquals("--" + setting.key(), setting.flag());
    assertEquals(
        setting, Setting.ofEnvironmentVariable(setting.environmentVariable()).orElseThrow());
    assertEquals(setting, Setting.ofKey(setting.key()).orElseThrow());
    assertTrue(setting.environmentVariable().matches("DDB(_[A-Z]+)+"));
    assertTrue(setting.key().matches("[a-z]+(-[a-z]+)*"));
    if (setting != Setting.CONFIG) {
      Path file = file(setting.key() + "=from file");
      Settings settings = Settings.read(Map.of(Setting.CONFIG, file.toString()), Map.of());
      assertEquals("from file", settings.value(setting).text());
      assertFalse(settings.value(setting).isDefault());
    }
  }

  @Test
  void refuses_an_unknown_name_in_the_file() throws IOException {
    Path file = file("prot=8000\n");

    assertRefused(file + ": 'prot' is no setting", Map.of(Setting.CONFIG, file.toString()));
  }

  @Test
  void refuses_a_file_that_names_another_file() throws IOException {
    Path file = file("config=other.properties\n");

    assertRefused(file + ": 'config' is no setting", Map.of(Setting.CONFIG, file.toString()));
  }

  @Test
  void refuses_a_file_that_is_not_there() {
    Path file = folder.resolve("nowhere.properties");

    assertRefused("--config: there is no file " + file, Map.of(Setting.CONFIG, file.toString()));
  }

  @Test
  void refuses_a_file_that_is_no_text() throws IOException {
    Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertRefused(
        "--config: " + file + " is not UTF-8 text", Map.of(Setting.CONFIG, file.toString()));
  }

  @Test
  void a_file_is_read_as_utf_8() throws IOException {
    Path file = file("data=/tmp/größe\n");

    Settings settings = Settings.read(Map.of(Setting.CONFIG, file.toString()), Map.of());

    assertEquals("/tmp/größe", settings.value(Setting.DATA).text());
  }

  @Test
  void warns_of_environment_variables_that_look_like_ours() {
    Settings settings =
        Settings.read(Map.of(), Map.of("DDB_TABLE", "users", "DDB_port", "1", "PATH", "/bin"));

    assertEquals(
        List.of(
            "environment variable DDB_TABLE is no setting, ignored",
            "environment variable DDB_port is no setting, ignored"),
        settings.warnings());
    assertTrue(settings.value(Setting.PORT).isDefault());
  }

  @Test
  void keeps_the_variables_of_the_iam_account_and_of_its_endpoints_and_no_others() {
    Map<String, String> own =
        Map.of(
            "IAM_ACCOUNT_ID", "123456789012",
            "IAM_SECRET_KEY", "secret",
            "STS_SERVICE_ENDPOINT", "http://127.0.0.1:1",
            "IAM_SERVICE_ENDPOINT", "http://127.0.0.1:2");
    Map<String, String> environment = new HashMap<>(own);
    environment.put("PATH", "/bin");
    environment.put("AWS_SECRET_ACCESS_KEY", "somebody's");
    environment.put("EC2_SERVICE_ENDPOINT", "http://127.0.0.1:3");

    assertEquals(own, Settings.read(Map.of(), environment).identityEnvironment());
    assertEquals(own, Settings.defaults().withEnvironment(environment).identityEnvironment());
    assertEquals(Map.of(), Settings.defaults().identityEnvironment());
  }

  @Test
  void the_variables_of_the_iam_account_outlive_a_change_of_a_setting() {
    Map<String, String> environment = Map.of("IAM_ACCOUNT_ID", "123456789012");

    assertEquals(
        environment,
        Settings.read(Map.of(), environment).with(Setting.PORT, "0").identityEnvironment());
  }

  @Test
  void an_access_keys_file_that_is_named_is_taken_though_an_encrypted_one_is_beside_it()
      throws IOException {
    Path plain = folder.resolve("keys.csv");
    Settings named = Settings.defaults().with(Setting.ACCESS_KEYS, plain.toString());
    Files.writeString(folder.resolve("keys.csv.enc"), "sealed");

    assertEquals(plain, named.accessKeysFile());
    assertTrue(named.accessKeysFileNamed());
    assertFalse(Settings.defaults().accessKeysFileNamed());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("ddb-local.properties"), text, StandardCharsets.UTF_8);
  }

  private static void assertRefused(String message, Map<Setting, String> flags) {
    var refusal = assertThrows(ConfigurationException.class, () -> Settings.read(flags, Map.of()));
    assertEquals(message, refusal.getMessage());
  }
}
