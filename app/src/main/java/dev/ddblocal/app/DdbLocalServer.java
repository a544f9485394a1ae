package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import java.util.Optional;

/** Placeholder until wired. */
public final class DdbLocalServer implements AutoCloseable {
  public static DdbLocalServer start(ServerConfiguration configuration) {
    return new DdbLocalServer();
  }
  public ServerEndpoint address() { return null; }
  public Optional<ServerEndpoint> managementAddress() { return null; }
  public int accessKeyCount() { return 0; }
  public void reloadAccessKeys() {}
  @Override public void close() {}
}
