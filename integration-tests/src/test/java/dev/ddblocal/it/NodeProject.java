package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program on Node.js with the packages that its lock file names, in a folder of its own below
 * {@code src/test/js}.
 *
 * @param installed where it is installed
 * @param scratch a folder for scratch files
 */
record NodeProject(Path installed, Path scratch) {
  private static final int OLDEST_NODE = 20;
  private static final long PATIENCE_SECONDS = 300;

  /** Installs the program of that name; skips the test where Node.js is missing or too old. */
  static NodeProject install(String name, Path scratch) throws IOException, InterruptedException {
    assumeNode(scratch);
    Path installed = Path.of("target/js", name).toAbsolutePath();
    Files.createDirectories(installed);
    try (var files = Files.list(Path.of("src/test/js", name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(installed.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Outcome install = run(installed, scratch, Map.of(), "npm", "ci");
    assertEquals(0, install.status(), install.output());
    return new NodeProject(installed, scratch);
  }

  /** Runs one of the program's scripts to its end. */
  Outcome run(Map<String, String> environment, String script)
      throws IOException, InterruptedException {
    return run(installed, scratch, environment, "node", script);
  }

  private static void assumeNode(Path scratch) throws InterruptedException {
    int version;
    try {
      Outcome node = run(scratch, scratch, Map.of(), "node", "--print", "process.versions.node");
      Outcome npm = run(scratch, scratch, Map.of(), "npm", "--version");
      version =
          node.status() == 0 && npm.status() == 0
              ? Runtime.Version.parse(node.output().strip()).feature()
              : 0;
    } catch (IOException e) {
      version = 0;
    }
    Assumptions.assumeTrue(
        version >= OLDEST_NODE, "Node.js " + OLDEST_NODE + " or newer with npm is not installed");
  }

  /**
   * What a command did.
   *
   * @param status its exit status
   * @param output what it printed, errors included
   */
  record Outcome(int status, String output) {}

  private static Outcome run(
      Path where, Path scratch, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, "node", ".out");
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
