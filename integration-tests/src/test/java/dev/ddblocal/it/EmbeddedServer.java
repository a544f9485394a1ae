package dev.ddblocal.it;

import dev.ddblocal.app.DdbLocalServer;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import java.nio.file.Path;
import java.util.Map;

/** A server inside the test's own JVM, on a free port, with its data in a given folder. */
final class EmbeddedServer {
  private EmbeddedServer() {}

  /** Starts a server with the given settings on top of port and data folder. */
  static DdbLocalServer start(Path folder, Map<Setting, String> more) {
    Settings settings =
        Settings.defaults()
            .with(Setting.PORT, "0")
            .with(Setting.DATA, folder.resolve("data").toString());
    for (Map.Entry<Setting, String> each : more.entrySet()) {
      settings = settings.with(each.getKey(), each.getValue());
    }
    return DdbLocalServer.start(ServerConfiguration.of(settings));
  }
}
