package dev.ddblocal.app.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A setting's text and where it comes from. The readers refuse what the text cannot mean with a
 * {@link ConfigurationException} that names the origin.
 *
 * @param setting the setting
 * @param text the value as given
 * @param origin where it was given, as an operator knows it, such as {@code --port}
 */
record SettingValue(Setting setting, String text, String origin) {
  private static final int MAX_PORT = 65_535;
  private static final String DEFAULT_ORIGIN = "the default";

  SettingValue {
    Objects.requireNonNull(setting, "setting is null");
    Objects.requireNonNull(text, "text is null");
    Objects.requireNonNull(origin, "origin is null");
  }

  static SettingValue ofDefault(Setting setting) {
    return new SettingValue(setting, setting.defaultText(), DEFAULT_ORIGIN);
  }

  boolean isDefault() {
    return origin.equals(DEFAULT_ORIGIN);
  }

  boolean truth() {
    return oneOf(text -> {
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      throw new IllegalArgumentException(text);
    });
  }

  int port() {
    return intBetween(0, MAX_PORT);
  }

  OptionalInt optionalPort() {
    return text.isEmpty() && isDefault() ? OptionalInt.empty() : OptionalInt.of(port());
  }

  int intBetween(int lowest, int highest) {
    try {
      int value = Integer.parseInt(text);
      if (value >= lowest && value <= highest) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw refused("is not a number from " + lowest + " to " + highest);
  }

  Duration duration() {
    try {
      Duration value = Duration.parse(text);
      if (!value.isNegative()) {
        return value;
      }
    } catch (DateTimeParseException e) {
      // Refused below, like a negative one.
    }
    throw refused("is not an ISO-8601 duration such as PT15M or PT0.5S");
  }

  Duration durationOfAtLeast(Duration shortest) {
    Duration value = duration();
    if (value.compareTo(shortest) < 0) {
      throw refused("is less than " + shortest);
    }
    return value;
  }

  Optional<Path> optionalPath() {
    return text.isEmpty() && isDefault() ? Optional.empty() : Optional.of(path());
  }

  Path path() {
    if (text.isEmpty()) {
      throw refused("names no file or folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw refused("is not a path");
    }
  }

  /** An address and a port, {@code HOST:PORT}, if any was given. */
  Optional<ServerEndpoint> optionalEndpoint() {
    if (text.isEmpty() && isDefault()) {
      return Optional.empty();
    }
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw refused("is not ADDRESS:PORT");
    }
    SettingValue host = new SettingValue(setting, text.substring(0, colon), origin);
    SettingValue port = new SettingValue(setting, text.substring(colon + 1), origin);
    return Optional.of(new ServerEndpoint(host.host(), port.port()));
  }

  /** The parts between commas; none of the empty text. */
  List<String> list() {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  /** A name or an address of this machine or another; an IPv6 address may have its brackets. */
  String host() {
    String host = nonEmpty();
    try {
      var _ = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw refused("has no address");
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  String nonEmpty() {
    if (text.isEmpty()) {
      throw refused("is empty");
    }
    return text;
  }

  /** Reads one of the values that the setting's label lists. */
  <T> T oneOf(Function<String, T> reader) {
    if (List.of(setting.valueLabel().split("\\|")).contains(text)) {
      return reader.apply(text);
    }
    throw refused("is none of " + setting.valueLabel().replace("|", ", "));
  }

  ConfigurationException refused(String why) {
    return new ConfigurationException(origin + ": '" + printable(text) + "' " + why);
  }

  /** One line, whatever the text has in it. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
