package dev.ddblocal.it.identity;

import dev.ddblocal.it.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A control plane and data planes that ask it, each a process of its own. */
final class Planes implements AutoCloseable {
  private final Path folder;
  private final RootKey iam;
  private final List<PackagedServer> servers = new ArrayList<>();
  private PackagedServer control;

  private Planes(Path folder, RootKey iam) {
    this.folder = folder;
    this.iam = iam;
  }

  /**
   * Starts a control plane.
   *
   * @param folder where the servers have their files
   * @param tenants accounts of its access keys file beside the IAM account
   */
  static Planes start(Path folder, RootKey... tenants) throws Exception {
    RootKey iam = RootKey.generate(folder);
    Planes planes = new Planes(folder, iam);
    StringBuilder rows = new StringBuilder(iam.row());
    Arrays.stream(tenants).map(RootKey::row).forEach(rows::append);
    Files.writeString(planes.folderOf("control").resolve("access_keys.csv"), rows);
    planes.control =
        planes.startControl(
            Map.of("IAM_ACCOUNT_ID", iam.account()), "--control-listen", "127.0.0.1:0");
    return planes;
  }

  /** Starts a control plane whose IAM account is in a secret file. */
  static Planes startWithSecretFile(Path folder, RootKey iam, Path secretFile) throws Exception {
    Planes planes = new Planes(folder, iam);
    planes.control =
        planes.startControl(
            Map.of("IAM_SECRET_FILE", secretFile.toString()), "--control-listen", "127.0.0.1:0");
    return planes;
  }

  private PackagedServer startControl(Map<String, String> environment, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--test-account", "off"));
    all.addAll(Arrays.asList(options));
    PackagedServer server =
        PackagedServer.start(folderOf("control"), environment, all.toArray(String[]::new));
    servers.add(server);
    return server;
  }

  /** The IAM account's key. */
  RootKey iam() {
    return iam;
  }

  /** The control plane. */
  PackagedServer control() {
    return control;
  }

  /** Makes an account with the user Alice, and Bob's note in a table on a data plane. */
  Tenancy tenancy(PackagedServer dataPlane, String name) throws Exception {
    Tenancy tenancy =
        Tenancy.create(
            control.endpoint(), RootKey.createAccount(folder, control.endpoint(), iam, name));
    tenancy.createTable(dataPlane.endpoint());
    return tenancy;
  }

  /** Starts the control plane that was killed again, where it was. */
  void restartControl() throws IOException {
    control =
        startControl(
            Map.of("IAM_ACCOUNT_ID", iam.account()),
            "--port",
            Integer.toString(control.port()),
            "--control-listen",
            URI.create(control.controlEndpoint()).getAuthority());
  }

  /** Starts a data plane. */
  PackagedServer startData(String name, String... options) throws IOException {
    return startData(name, iam.asIamAccount(), options);
  }

  /** Starts a data plane that has the IAM account's credentials from somewhere. */
  PackagedServer startData(String name, Map<String, String> credentials, String... options)
      throws IOException {
    PackagedServer server =
        PackagedServer.start(folderOf(name), environment(credentials), options(options));
    servers.add(server);
    return server;
  }

  /** Runs a data plane that is to end by itself. */
  PackagedServer.Ended runData(Map<String, String> environment, String... options)
      throws Exception {
    return PackagedServer.run(folderOf("refused"), environment, options(options));
  }

  private static String[] options(String... options) {
    List<String> all = new ArrayList<>(List.of("--test-account", "off"));
    all.addAll(Arrays.asList(options));
    return all.toArray(String[]::new);
  }

  /** The environment of a data plane of this control plane. */
  Map<String, String> environment(Map<String, String> credentials) {
    Map<String, String> environment = new HashMap<>(credentials);
    environment.put("STS_SERVICE_ENDPOINT", control.endpoint());
    environment.put("IAM_SERVICE_ENDPOINT", control.controlEndpoint());
    return environment;
  }

  /** The folder of a server. */
  Path folderOf(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @Override
  public void close() {
    servers.forEach(PackagedServer::close);
  }
}
