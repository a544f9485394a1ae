package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.ServerEndpoint;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A whole server in this JVM. It may be started and stopped any number of times, also several at
 * once on different ports and data folders. Safe for use by many threads.
 *
 * <pre>{@code
 * var configuration = ServerConfiguration.of(Settings.defaults().with(Setting.PORT, "0"));
 * try (DdbLocalServer server = DdbLocalServer.start(configuration)) {
 *   URI endpoint = URI.create(server.address().clientUrl());
 * }
 * }</pre>
 */
public final class DdbLocalServer implements AutoCloseable {
  private final ServerEndpoint address;
  private final Optional<ServerEndpoint> managementAddress;
  private final Optional<ServerEndpoint> controlAddress;
  private final AccessKeys accessKeys;
  private final Reload reload;
  private final RunningParts parts;

  DdbLocalServer(
      ServerEndpoint address,
      Optional<ServerEndpoint> managementAddress,
      Optional<ServerEndpoint> controlAddress,
      AccessKeys accessKeys,
      Reload reload,
      RunningParts parts) {
    this.address = address;
    this.managementAddress = managementAddress;
    this.controlAddress = controlAddress;
    this.accessKeys = accessKeys;
    this.reload = reload;
    this.parts = parts;
  }

  /**
   * Starts a server; requests are answered when this returns.
   *
   * @throws ConfigurationException if the configuration cannot be served
   * @throws ServerStartException if a port cannot be had
   * @throws dev.ddblocal.domain.port.StorageUnavailableException if the data cannot be opened
   */
  public static DdbLocalServer start(ServerConfiguration configuration) {
    return start(configuration, InstantSource.system());
  }

  /**
   * Starts a server that lives by the given clock: signatures are held against it, and tables are
   * created at its time. Requests are answered when this returns.
   *
   * @throws ConfigurationException if the configuration cannot be served
   * @throws ServerStartException if a port cannot be had
   * @throws dev.ddblocal.domain.port.StorageUnavailableException if the data cannot be opened
   */
  public static DdbLocalServer start(ServerConfiguration configuration, InstantSource clock) {
    return new ServerAssembly(configuration, clock).start();
  }

  /** Where the API listens, with the port that it really has. */
  public ServerEndpoint address() {
    return address;
  }

  /** Where the management endpoints are, if anywhere; the API's address where it has them too. */
  public Optional<ServerEndpoint> managementAddress() {
    return managementAddress;
  }

  /** Where data planes reach the control plane, if anywhere. */
  public Optional<ServerEndpoint> controlAddress() {
    return controlAddress;
  }

  /** The number of keys of the access keys file that are in use. */
  public int accessKeyCount() {
    return accessKeys.size();
  }

  /**
   * Reads the access keys file, the IAM account's credentials and the certificate again, does what
   * changed encryption keys ask for, and goes on in a new audit log where the present one was moved
   * away. What is wrong is logged, and the old stays.
   */
  public void reload() {
    reload.run();
  }

  /** Takes nothing new, finishes what is in flight and closes the storage. Idempotent. */
  @Override
  public void close() {
    parts.close();
  }
}
