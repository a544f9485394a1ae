package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README says under "From nothing to tenants", line by line as it stands there. */
class ReadmeWalkThroughIT {
  private static final String HEADING = "\n## From nothing to tenants\n";
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final long PATIENCE_SECONDS = 300;

  @TempDir Path folder;

  private static String script() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int begin = readme.indexOf(HEADING);
    assertTrue(begin >= 0, "the README has the section");
    String section = readme.substring(begin + HEADING.length());
    Matcher blocks = BLOCK.matcher(section.substring(0, section.indexOf("\n## ")));
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    // Where a line fails, the server that the script has started must not stay.
    script.append("trap 'kill -KILL ${server:-} 2>/dev/null || true' EXIT\n");
    while (blocks.find()) {
      script.append(blocks.group(1));
    }
    return script.append("echo the walk-through is done\n").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void everybody_does_what_they_may_and_is_refused_what_they_may_not() throws Exception {
    AwsCli.assumeInstalled();
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name -> List.of("AWS_", "DDB_", "IAM_", "STS_").stream().anyMatch(name::startsWith));
    environment.putAll(
        Map.of(
            "PATH", PackagedServer.home().resolve("bin") + ":" + System.getenv("PATH"),
            "DDB_PORT", Integer.toString(freePort()),
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_PAGER", ""));
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String output = Files.readString(out);
    String refusals = Files.readString(errors);

    assertTrue(ended, "the walk-through does not end: " + output + refusals);
    assertEquals(0, process.waitFor(), output + refusals);
    assertTrue(output.endsWith("the walk-through is done\n"), output + refusals);
    assertRefusals(refusals);
  }

  /** What AWS says to each of the refused calls, in their order. */
  private static void assertRefusals(String refusals) {
    String account = group(refusals, "arn:aws:iam::([0-9]{12}):user/alice");
    String table = "arn:aws:dynamodb:us-east-1:" + account + ":table/notes";
    String alice = "arn:aws:iam::" + account + ":user/alice";
    String session = "arn:aws:sts::" + account + ":assumed-role/reader/look";
    String globex = group(refusals, "(arn:aws:iam::[0-9]{12}:root) is not");
    List<String> expected =
        List.of(
            denied(alice, "GetItem", table, "identity-based"),
            denied(alice, "Scan", table, "identity-based"),
            denied(session, "PutItem", table, "identity-based"),
            denied(globex, "Scan", table, "resource-based"));
    int at = 0;
    for (String line : expected) {
      int found = refusals.indexOf(line, at);
      assertTrue(found >= 0, "not there, or not in its turn: " + line + "\n" + refusals);
      at = found + 1;
    }
    assertEquals(5, refusals.split("An error occurred", -1).length - 1, refusals);
    assertEquals(5, refusals.split("\\(AccessDeniedException\\)", -1).length - 1, refusals);
  }

  private static String denied(String who, String action, String table, String layer) {
    return "User: %s is not authorized to perform: dynamodb:%s on resource: %s because no %s policy allows the dynamodb:%s action"
        .formatted(who, action, table, layer, action);
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), "no " + pattern + " in " + text);
    return matcher.group(1);
  }
}
