package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.domain.operation.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadmeTest {
  private static final String README = read(Path.of("..", "README.md"));

  @ParameterizedTest
  @EnumSource(Setting.class)
  void lists_every_setting_with_its_default(Setting setting) {
    String value = setting.isTruth() ? "" : " " + setting.valueLabel().replace("|", "\\|");
    String defaultText =
        setting.defaultText().isEmpty() ? " " : " `" + setting.defaultText() + "` ";

    assertTrue(README.contains("| `" + setting.flag() + value + "` |" + defaultText + "| "));
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void names_every_operation_that_is_served(Operation operation) {
    String served =
        README.substring(
            README.indexOf("\n## What is there\n"), README.indexOf("\n## What is not there yet\n"));

    assertTrue(served.contains(operation.apiName()));
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
