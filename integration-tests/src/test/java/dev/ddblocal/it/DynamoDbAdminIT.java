package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The web console dynamodb-admin on the server, driven over its pages by {@code
 * src/test/js/admin/pages.js}, which makes its assertions itself.
 */
class DynamoDbAdminIT {
  @TempDir static Path folder;

  @Test
  void the_console_lists_browses_edits_and_deletes() throws IOException, InterruptedException {
    NodeProject console = NodeProject.install("admin", folder);
    try (TenantServer server = TenantServer.start(folder)) {
      NodeProject.Outcome outcome =
          console.run(
              Map.of(
                  "DYNAMO_ENDPOINT",
                  server.endpoint(),
                  "AWS_REGION",
                  "us-east-1",
                  "AWS_ACCESS_KEY_ID",
                  Tenants.FIRST_KEY,
                  "AWS_SECRET_ACCESS_KEY",
                  Tenants.FIRST_SECRET),
              "pages.js");
      assertEquals(0, outcome.status(), outcome.output());
      assertTrue(outcome.output().contains("ok      the table is gone"), outcome.output());
    }
  }
}
