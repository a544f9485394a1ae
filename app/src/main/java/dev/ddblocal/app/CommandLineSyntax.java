package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Setting;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The grammar of the command line:
 *
 * <pre>
 * ddb-local [--setting VALUE | --setting=VALUE | --switch | --switch=true|false]...
 * ddb-local keys generate [--account ID] [--key-prefix EL|AWS] [--config FILE]
 * </pre>
 *
 * <p>Values stay text, because the same text may come from the environment or from a file and is
 * read in one place. Written by hand, because a general library costs a noticeable part of every
 * start.
 */
final class CommandLineSyntax {
  private static final String KEYS = "keys";
  private static final String GENERATE = "generate";
  private static final String ACCOUNT = "--account";
  private static final Set<String> HELP = Set.of("--help", "-h");
  private static final Set<String> VERSION = Set.of("--version", "-V");
  private static final Set<Setting> SETTINGS_OF_GENERATE =
      Set.of(Setting.KEY_PREFIX, Setting.CONFIG);

  private final String version;

  CommandLineSyntax(String version) {
    this.version = version;
  }

  /**
   * Reads a command line.
   *
   * @throws ConfigurationException if it is not one of ours
   */
  Invocation parse(String... arguments) {
    List<String> words = List.of(arguments);
    boolean keys = !words.isEmpty() && words.getFirst().equals(KEYS);
    if (words.stream().anyMatch(HELP::contains)) {
      return new Invocation.Print(keys ? HelpText.ofKeys() : HelpText.ofServer());
    }
    if (words.stream().anyMatch(VERSION::contains)) {
      return new Invocation.Print("DDB Local " + version);
    }
    return keys ? parseKeys(words.subList(1, words.size())) : parseServe(words);
  }

  private static Invocation parseServe(List<String> words) {
    return new Invocation.Serve(settings(options(words, Set.of(Setting.values()), Set.of())));
  }

  private static Invocation parseKeys(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals(GENERATE)) {
      throw refused(KEYS + " needs the command " + GENERATE);
    }
    Map<String, String> options =
        options(words.subList(1, words.size()), SETTINGS_OF_GENERATE, Set.of(ACCOUNT));
    Optional<String> account = Optional.ofNullable(options.remove(ACCOUNT));
    return new Invocation.GenerateKey(account, settings(options));
  }

  private static Map<Setting, String> settings(Map<String, String> options) {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    options.forEach((flag, text) -> settings.put(Setting.ofFlag(flag).orElseThrow(), text));
    return settings;
  }

  private static Map<String, String> options(
      List<String> words, Set<Setting> settings, Set<String> others) {
    Map<String, String> options = new LinkedHashMap<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      int equals = word.indexOf('=');
      String flag = equals < 0 ? word : word.substring(0, equals);
      Optional<Setting> setting = Setting.ofFlag(flag).filter(settings::contains);
      if (setting.isEmpty() && !others.contains(flag)) {
        throw refused((flag.startsWith("-") ? "unknown option " : "unexpected argument ") + flag);
      }
      boolean isSwitch = setting.isPresent() && setting.get().isTruth();
      String text = equals >= 0 ? word.substring(equals + 1) : isSwitch ? "true" : next(flag, rest);
      if (options.put(flag, text) != null) {
        throw refused(flag + " is given twice");
      }
    }
    return options;
  }

  private static String next(String flag, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw refused(flag + " needs a value");
    }
    return rest.next();
  }

  private static ConfigurationException refused(String why) {
    return new ConfigurationException(why.replaceAll("\\p{Cntrl}", "?") + "; see ddb-local --help");
  }
}
