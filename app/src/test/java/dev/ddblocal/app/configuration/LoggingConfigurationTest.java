package dev.ddblocal.app.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.app.configuration.LoggingConfiguration.Format;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggingConfigurationTest {
  @Test
  void the_default_is_text_at_info() {
    assertEquals(
        new LoggingConfiguration(Level.INFO, Format.TEXT),
        LoggingConfiguration.of(Settings.defaults()));
  }

  @ParameterizedTest
  @CsvSource({
    "off, OFF",
    "error, SEVERE",
    "warning, WARNING",
    "info, INFO",
    "debug, FINE",
    "trace, FINER"
  })
  void reads_the_level_by_its_usual_name(String name, String level) {
    LoggingConfiguration configuration =
        LoggingConfiguration.of(
            Settings.defaults().with(Setting.LOG_LEVEL, name).with(Setting.LOG_FORMAT, "json"));

    assertEquals(new LoggingConfiguration(Level.parse(level), Format.JSON), configuration);
  }

  @ParameterizedTest
  @CsvSource({
    "LOG_LEVEL, loud, '--log-level: ''loud'' is none of error, warning, info, debug, trace, off'",
    "LOG_FORMAT, xml, '--log-format: ''xml'' is none of text, json'"
  })
  void refuses_a_bad_value_in_one_line(Setting setting, String text, String message) {
    Settings settings = Settings.defaults().with(setting, text);

    var refusal =
        assertThrows(ConfigurationException.class, () -> LoggingConfiguration.of(settings));
    assertEquals(message, refusal.getMessage());
  }
}
