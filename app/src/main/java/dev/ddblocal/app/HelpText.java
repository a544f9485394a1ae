package dev.ddblocal.app;

import dev.ddblocal.app.configuration.Setting;
import java.util.ArrayList;
import java.util.List;

/** What {@code --help} prints. */
final class HelpText {
  private static final int WIDTH = 100;
  private static final int INDENT = 2;
  private static final int COLUMN = 30;

  private HelpText() {}

  /** The help of the server. */
  static String ofServer() {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: ddb-local [OPTIONS]");
    lines.add("       ddb-local keys generate [OPTIONS]");
    lines.add("A server that speaks Amazon DynamoDB's protocol over a local store.");
    lines.add("");
    for (Setting setting : Setting.values()) {
      addOption(lines, setting);
    }
    addOption(lines, "--version, -V", "Print the version.");
    addOption(lines, "--help, -h", "Print this help.");
    lines.add("");
    wrap(
        lines,
        0,
        "A setting --a-b is DDB_A_B in the environment and a-b in the configuration file. A flag"
            + " wins over the environment, the environment over the file. Durations are ISO-8601,"
            + " such as PT15M.");
    return String.join(System.lineSeparator(), lines);
  }

  /** The help of {@code keys}. */
  static String ofKeys() {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: ddb-local keys generate [OPTIONS]");
    lines.add("Make an access key. The last line of the output is its row for access_keys.csv.");
    lines.add("");
    addOption(lines, "--account ID", "Account of the key, 1 to 12 digits. Default: a new account.");
    addOption(lines, Setting.KEY_PREFIX);
    addOption(lines, Setting.CONFIG);
    addOption(lines, "--help, -h", "Print this help.");
    return String.join(System.lineSeparator(), lines);
  }

  private static void addOption(List<String> lines, Setting setting) {
    addOption(
        lines,
        setting.flag() + (setting.isTruth() ? "" : " " + setting.valueLabel()),
        setting.description()
            + (setting.defaultText().isEmpty() ? "" : " Default: " + setting.defaultText() + "."));
  }

  private static void addOption(List<String> lines, String option, String description) {
    List<String> described = new ArrayList<>();
    wrap(described, COLUMN, description);
    String head = " ".repeat(INDENT) + option;
    if (head.length() < COLUMN) {
      String first = described.removeFirst();
      lines.add(head + first.substring(head.length()));
    } else {
      lines.add(head);
    }
    lines.addAll(described);
  }

  private static void wrap(List<String> lines, int indent, String text) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent));
      }
      line.append(line.length() == indent ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }
}
