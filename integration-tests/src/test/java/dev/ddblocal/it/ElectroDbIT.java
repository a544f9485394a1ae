package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application on ElectroDB and the AWS SDK for JavaScript: {@code src/test/js/library}, which
 * makes its assertions itself.
 */
class ElectroDbIT {
  private static final Path SOURCES = Path.of("src/test/js/library").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/js/library").toAbsolutePath();
  private static final int OLDEST_NODE = 20;
  private static final long PATIENCE_SECONDS = 300;

  @TempDir static Path folder;

  @Test
  void the_library_runs_on_the_server() throws IOException, InterruptedException {
    assumeNode();
    Files.createDirectories(INSTALLED);
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Files.write(INSTALLED.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Outcome install = run(INSTALLED, Map.of(), "npm", "ci");
    assertEquals(0, install.status(), install.output());
    try (TenantServer server = TenantServer.start(folder)) {
      Outcome library =
          run(
              INSTALLED,
              Map.of(
                  "DDB_ENDPOINT", server.endpoint(),
                  "AWS_ACCESS_KEY_ID", Tenants.FIRST_KEY,
                  "AWS_SECRET_ACCESS_KEY", Tenants.FIRST_SECRET,
                  "OTHER_ACCESS_KEY_ID", Tenants.SECOND_KEY,
                  "OTHER_SECRET_ACCESS_KEY", Tenants.SECOND_SECRET),
              "node",
              "main.js");
      assertEquals(0, library.status(), library.output());
      assertTrue(library.output().contains("ok      another account has no library"));
    }
  }

  /** Skips the test where Node.js is missing or too old, except in CI, which installs it. */
  private static void assumeNode() throws InterruptedException {
    int version;
    try {
      Outcome node = run(folder, Map.of(), "node", "--print", "process.versions.node");
      Outcome npm = run(folder, Map.of(), "npm", "--version");
      version =
          node.status() == 0 && npm.status() == 0
              ? Runtime.Version.parse(node.output().strip()).feature()
              : 0;
    } catch (IOException e) {
      version = 0;
    }
    Assumptions.assumeTrue(
        version >= OLDEST_NODE || "true".equals(System.getenv("CI")),
        "Node.js " + OLDEST_NODE + " or newer with npm is not installed");
  }

  /**
   * What a command did.
   *
   * @param status its exit status
   * @param output what it printed, errors included
   */
  private record Outcome(int status, String output) {}

  private static Outcome run(Path where, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "node", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " did not end");
    }
    return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
