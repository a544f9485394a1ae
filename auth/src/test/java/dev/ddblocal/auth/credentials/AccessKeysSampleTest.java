package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sample that users copy. */
class AccessKeysSampleTest {
  private static final Path SAMPLE = Path.of("..", "access_keys_sample.csv");

  @Test
  void the_sample_gives_nobody_access() throws Exception {
    assertEquals(List.of(), AccessKeysCsv.parse(Files.readString(SAMPLE)).keys());
  }

  @Test
  void the_samples_examples_are_rows_as_the_server_reads_them() throws Exception {
    AccessKeysCsv examples = AccessKeysCsv.parse(examples());

    assertEquals(
        List.of("123456789012", "123456789012", "111122223333"),
        examples.keys().stream().map(key -> key.accountId().value()).toList());
    assertEquals(List.of(), examples.warnings());
  }

  private static String examples() throws IOException {
    return Files.readAllLines(SAMPLE).stream()
        .filter(line -> line.startsWith("#ELAK"))
        .map(line -> line.substring(1))
        .collect(Collectors.joining("\n"));
  }
}
