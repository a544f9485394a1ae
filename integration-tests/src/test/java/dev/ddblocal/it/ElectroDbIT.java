package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application on ElectroDB and the AWS SDK for JavaScript: {@code src/test/js/library}, which
 * makes its assertions itself.
 */
class ElectroDbIT {
  @TempDir static Path folder;

  @Test
  void the_library_runs_on_the_server() throws IOException, InterruptedException {
    NodeProject library = NodeProject.install("library", folder);
    try (TenantServer server = TenantServer.start(folder)) {
      NodeProject.Outcome outcome =
          library.run(
              Map.of(
                  "DDB_ENDPOINT", server.endpoint(),
                  "AWS_ACCESS_KEY_ID", Tenants.FIRST_KEY,
                  "AWS_SECRET_ACCESS_KEY", Tenants.FIRST_SECRET,
                  "OTHER_ACCESS_KEY_ID", Tenants.SECOND_KEY,
                  "OTHER_SECRET_ACCESS_KEY", Tenants.SECOND_SECRET),
              "main.js");
      assertEquals(0, outcome.status(), outcome.output());
      assertTrue(outcome.output().contains("ok      another account has no library"));
    }
  }
}
