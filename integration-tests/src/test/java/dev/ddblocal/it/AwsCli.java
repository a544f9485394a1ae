package dev.ddblocal.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The AWS CLI, run as a person runs it.
 *
 * @param endpoint the server's URL
 * @param accessKeyId the caller's access key id
 * @param secretAccessKey its secret
 * @param folder a folder for scratch files
 */
record AwsCli(String endpoint, String accessKeyId, String secretAccessKey, Path folder) {
  private static final long PATIENCE_SECONDS = 120;

  /** Skips the test where there is no AWS CLI, except in CI, which installs it. */
  static void assumeInstalled() throws InterruptedException {
    boolean installed;
    try {
      installed = new ProcessBuilder("aws", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      installed = false;
    }
    Assumptions.assumeTrue(
        installed || "true".equals(System.getenv("CI")), "the AWS CLI (aws) is not installed");
  }

  /**
   * What the CLI did.
   *
   * @param status its exit status
   * @param out standard output
   * @param errors standard error
   */
  record Outcome(int status, String out, String errors) {
    /** Standard output as JSON; fails if the call failed. */
    JsonNode json() throws IOException {
      if (status != 0) {
        throw new IOException("aws exited with " + status + ": " + errors);
      }
      return new ObjectMapper().readTree(out.isBlank() ? "{}" : out);
    }
  }

  /** Runs {@code aws dynamodb} with the given arguments. */
  Outcome dynamodb(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("aws", "--endpoint-url", endpoint, "--output", "json"));
    command.add("dynamodb");
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "aws", ".out");
    Path errors = Files.createTempFile(folder, "aws", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", accessKeyId,
                "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_PAGER", ""));
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the AWS CLI did not end");
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        // Some versions tell of the attempts, of which there is one.
        Files.readString(errors, StandardCharsets.UTF_8).replace(" (reached max retries: 0)", ""));
  }
}
