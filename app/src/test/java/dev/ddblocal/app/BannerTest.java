package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BannerTest {
  private static final int PORT = 40123;

  @Test
  void the_last_line_says_where_the_server_is_ready() {
    assertEquals(
        "DDB Local is ready on http://127.0.0.1:40123", lines(Settings.defaults(), 0).getLast());
  }

  @Test
  void shows_the_three_lines_for_the_aws_cli_with_the_test_account() {
    List<String> lines = lines(Settings.defaults().with(Setting.REGION, "eu-west-1"), 0);

    assertEquals(
        List.of(
            "  export AWS_ACCESS_KEY_ID=ACCESS AWS_SECRET_ACCESS_KEY=SECRET",
            "  export AWS_DEFAULT_REGION=eu-west-1",
            "  aws dynamodb list-tables --endpoint-url http://127.0.0.1:40123"),
        lines.subList(lines.size() - 4, lines.size() - 1));
  }

  @Test
  void points_to_the_access_keys_where_there_is_no_test_account() {
    String banner =
        banner(
            Settings.defaults()
                .with(Setting.TEST_ACCOUNT, "off")
                .with(Setting.ACCESS_KEYS, "keys.csv"),
            2);

    assertFalse(banner.contains("SECRET\n"), banner);
    assertTrue(banner.contains("# a row of keys.csv"), banner);
    assertTrue(banner.contains("accounts    2 access keys from keys.csv"), banner);
    assertFalse(banner.contains("WARNING"), banner);
  }

  @Test
  void names_the_test_account_and_counts_the_keys_of_the_file() {
    assertTrue(
        banner(Settings.defaults(), 3)
            .contains(
                "accounts    000000001234 (test account), 3 access keys from ./access_keys.csv"));
    assertTrue(
        banner(Settings.defaults(), 0).contains("accounts    000000001234 (test account)\n"));
  }

  @Test
  void says_where_the_data_is() {
    assertTrue(
        banner(Settings.defaults().with(Setting.DATA, "/srv/ddb"), 0)
            .contains("data        /srv/ddb (sqlite, durability full)"));
    assertTrue(
        banner(Settings.defaults().with(Setting.IN_MEMORY, "true"), 0)
            .contains("data        in memory, gone when the server stops"));
  }

  @Test
  void warns_of_the_test_account_and_of_open_authentication() {
    String banner = banner(Settings.defaults().with(Setting.AUTH, "open"), 0);

    assertTrue(banner.contains("WARNING     The test account is on"), banner);
    assertTrue(banner.contains("WARNING     --auth open accepts any signature"), banner);
    assertFalse(banner.contains("from the network"), banner);
  }

  @Test
  void warns_of_a_test_account_that_the_network_can_use() {
    String banner =
        banner(
            Settings.defaults().with(Setting.HOST, "0.0.0.0").with(Setting.TEST_ACCOUNT, "force"),
            0);

    assertTrue(banner.contains("The test account can be used from the network."), banner);
    assertTrue(banner.contains("--endpoint-url http://127.0.0.1:40123"), banner);
    assertTrue(banner.endsWith("DDB Local is ready on http://0.0.0.0:40123"), banner);
  }

  @Test
  void every_address_is_of_https_where_there_is_a_certificate() {
    Settings settings =
        Settings.defaults().with(Setting.TLS_CERT, "chain.pem").with(Setting.TLS_KEY, "key.pem");
    String banner = banner(settings, 0);

    assertTrue(banner.contains("API         https://127.0.0.1:40123\n"), banner);
    assertTrue(banner.contains("management  https://127.0.0.1:40123/_health"), banner);
    assertTrue(banner.contains("--endpoint-url https://127.0.0.1:40123\n"), banner);
    assertTrue(banner.endsWith("DDB Local is ready on https://127.0.0.1:40123"), banner);
    assertFalse(banner.contains("http:"), banner);
  }

  @Test
  void a_management_port_of_its_own_stays_plain_http() {
    ServerConfiguration configuration =
        ServerConfiguration.of(
            Settings.defaults()
                .with(Setting.TLS_CERT, "chain.pem")
                .with(Setting.TLS_KEY, "key.pem"));
    ServerEndpoint api = configuration.api().withPort(PORT);

    String banner = text(configuration, Optional.of(api.withPort(PORT + 1)), Optional.empty());

    assertTrue(banner.contains("management  http://127.0.0.1:40124/_health"), banner);
  }

  @Test
  void says_where_data_planes_reach_the_control_plane() {
    ServerConfiguration configuration = ServerConfiguration.of(Settings.defaults());
    ServerEndpoint control = new ServerEndpoint("127.0.0.1", 40125);

    assertTrue(
        text(configuration, Optional.empty(), Optional.of(control))
            .contains("\n  control     http://127.0.0.1:40125\n"));
    assertFalse(banner(Settings.defaults(), 0).contains("  control  "));
  }

  private static String text(
      ServerConfiguration configuration,
      Optional<ServerEndpoint> management,
      Optional<ServerEndpoint> control) {
    ServerEndpoint api = configuration.api().withPort(PORT);
    return String.join(
        "\n", new Banner("1.2.3", configuration, api, management, control, 0).lines());
  }

  private static String banner(Settings settings, int accessKeys) {
    return String.join("\n", lines(settings, accessKeys));
  }

  private static List<String> lines(Settings settings, int accessKeys) {
    ServerConfiguration configuration = ServerConfiguration.of(settings);
    ServerEndpoint api = configuration.api().withPort(PORT);
    return new Banner("1.2.3", configuration, api, Optional.of(api), Optional.empty(), accessKeys)
        .lines();
  }
}
