package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesSelectionTest {
  private static final String ACCOUNT_ID = "IAM_ACCOUNT_ID";
  private static final String ACCESS_KEY = "IAM_ACCESS_KEY";
  private static final String SECRET_KEY = "IAM_SECRET_KEY";
  private static final String STS = "STS_SERVICE_ENDPOINT";
  private static final String IAM = "IAM_SERVICE_ENDPOINT";
  private static final String ACCOUNT = "123456789012";
  private static final String KEY_ID = "AKIARZPUZDIKAAAAAAAA";
  private static final String SECRET = "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";
  private static final Settings NO_TEST_ACCOUNT =
      Settings.defaults().with(Setting.TEST_ACCOUNT, "off");

  @Test
  void without_an_iam_account_only_the_file_and_the_test_account_can_call() {
    assertFalse(selection(NO_TEST_ACCOUNT, Map.of()).othersCanCall());
    assertTrue(selection(Settings.defaults(), Map.of()).othersCanCall());
  }

  @Test
  void the_iam_account_can_call_by_a_key_of_its_own() {
    assertFalse(selection(NO_TEST_ACCOUNT, Map.of(ACCOUNT_ID, ACCOUNT)).othersCanCall());
    assertTrue(
        selection(
                NO_TEST_ACCOUNT,
                Map.of(ACCOUNT_ID, ACCOUNT, ACCESS_KEY, KEY_ID, SECRET_KEY, SECRET))
            .othersCanCall());
  }

  @Test
  void endpoints_put_the_control_plane_somewhere_else() {
    Map<String, String> environment =
        Map.of(ACCOUNT_ID, ACCOUNT, STS, "http://127.0.0.1:9001", IAM, "http://127.0.0.1:9001");

    assertTrue(selection(NO_TEST_ACCOUNT, environment).endpoints().isPresent());
    assertTrue(selection(NO_TEST_ACCOUNT, environment).othersCanCall());
  }

  @Test
  void a_data_plane_tells_the_metrics_how_it_gets_on_with_its_control_plane() throws Exception {
    int nobodyListens;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodyListens = socket.getLocalPort();
    }
    String endpoint = "http://127.0.0.1:" + nobodyListens;
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Map<String, String> environment =
        Map.of(
            ACCOUNT_ID,
            ACCOUNT,
            ACCESS_KEY,
            KEY_ID,
            SECRET_KEY,
            SECRET,
            STS,
            endpoint,
            IAM,
            endpoint);
    ServerConfiguration configuration =
        ServerConfiguration.of(Settings.defaults().withEnvironment(environment));
    IdentitiesSelection selection = new IdentitiesSelection(configuration, InstantSource.system());
    try (Identities identities =
        selection.identities(AccessKeys.load(configuration.authentication(), true))) {
      identities.meter(metrics);
      identities.start();

      assertEquals(0, metrics.get("ddb.control.plane.reachable").gauge().value());
      assertTrue(metrics.get("ddb.control.plane.failures").functionCounter().count() > 0);
    }
  }

  @Test
  void a_variable_that_is_empty_counts_as_missing() {
    assertTrue(
        selection(NO_TEST_ACCOUNT, Map.of(ACCOUNT_ID, ACCOUNT, STS, "", IAM, ""))
            .endpoints()
            .isEmpty());
  }

  @Test
  void refuses_endpoints_without_the_iam_account() {
    assertRefused(
        "STS_SERVICE_ENDPOINT and IAM_SERVICE_ENDPOINT need the IAM account: set IAM_ACCOUNT_ID",
        NO_TEST_ACCOUNT,
        Map.of(STS, "http://127.0.0.1:9001", IAM, "http://127.0.0.1:9001"));
  }

  @Test
  void refuses_one_endpoint_without_the_other() {
    assertRefused(
        "STS_SERVICE_ENDPOINT is set and IAM_SERVICE_ENDPOINT is not: set both for a remote control"
            + " plane, or neither",
        NO_TEST_ACCOUNT,
        Map.of(ACCOUNT_ID, ACCOUNT, STS, "http://127.0.0.1:9001"));
  }

  @Test
  void refuses_a_control_listener_without_a_control_plane_behind_it() {
    String message =
        "--control-listen is for a server that has a control plane: set IAM_ACCOUNT_ID, and no"
            + " endpoint of another one";
    Settings settings = NO_TEST_ACCOUNT.with(Setting.CONTROL_LISTEN, "127.0.0.1:0");

    assertRefused(message, settings, Map.of());
    assertRefused(
        message,
        settings,
        Map.of(ACCOUNT_ID, ACCOUNT, STS, "http://127.0.0.1:9001", IAM, "http://127.0.0.1:9001"));
  }

  @Test
  void refuses_credentials_of_the_iam_account_that_lack_a_part() {
    assertRefused(
        "IAM_ACCOUNT_ID is missing",
        NO_TEST_ACCOUNT,
        Map.of(ACCESS_KEY, KEY_ID, SECRET_KEY, SECRET));
    assertRefused(
        "IAM_SECRET_KEY is missing, and IAM_ACCESS_KEY is there",
        NO_TEST_ACCOUNT,
        Map.of(ACCOUNT_ID, ACCOUNT, ACCESS_KEY, KEY_ID));
  }

  private static IdentitiesSelection selection(Settings settings, Map<String, String> environment) {
    return new IdentitiesSelection(
        ServerConfiguration.of(settings.withEnvironment(environment)), InstantSource.system());
  }

  private static void assertRefused(
      String message, Settings settings, Map<String, String> environment) {
    var refusal =
        assertThrows(ConfigurationException.class, () -> selection(settings, environment));
    assertEquals(message, refusal.getMessage());
  }
}
