package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation that the installed AWS CLI knows, on the packaged server: {@code
 * every-operation.sh}, which makes its assertions itself.
 */
class AwsCliEveryOperationIT {
  private static final long PATIENCE_SECONDS = 600;

  @TempDir static Path folder;

  @Test
  void every_operation_of_the_cli_is_served_or_unknown() throws IOException, InterruptedException {
    AwsCli.assumeInstalled();
    Path output = folder.resolve("every-operation.out");
    try (PackagedServer server =
        PackagedServer.start(folder, "--access-keys", Tenants.write(folder).toString())) {
      ProcessBuilder builder =
          new ProcessBuilder("bash", Path.of("every-operation.sh").toAbsolutePath().toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.environment().put("DDB_ENDPOINT", server.endpoint());
      builder.environment().put("AWS_ACCESS_KEY_ID", Tenants.FIRST_KEY);
      builder.environment().put("AWS_SECRET_ACCESS_KEY", Tenants.FIRST_SECRET);
      Process script = builder.start();
      if (!script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        script.destroyForcibly();
      }
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertEquals(0, script.waitFor(), printed);
      assertTrue(printed.contains("ok      every operation of the AWS CLI"), printed);
    }
  }
}
