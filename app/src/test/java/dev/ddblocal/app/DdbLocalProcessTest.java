package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.ServerEndpoint;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own: banner, signals, exit status. */
class DdbLocalProcessTest {
  private static final String READY = "DDB Local is ready on ";
  private static final long LIMIT_SECONDS = 60;

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void a_signal_stops_the_server_with_status_0(String signal) throws Exception {
    Process server = serve("--storage", InMemoryStorageProvider.NAME);
    URI endpoint = awaitReady(server);
    try (SignedClient client =
        SignedClient.ofTestAccount(new ServerEndpoint(endpoint.getHost(), endpoint.getPort()))) {
      assertEquals(200, client.call("ListTables", "{}").status());

      signal(signal, server);
      assertEquals(0, exitStatus(server));
    }
  }

  @Test
  void a_hangup_reads_the_access_keys_again() throws Exception {
    Path keys = Files.writeString(folder.resolve("access_keys.csv"), "# none\n");
    Process server =
        serve("--storage", InMemoryStorageProvider.NAME, "--access-keys", keys.toString());
    awaitReady(server);
    Files.writeString(keys, "broken\n");

    signal("HUP", server);

    try (BufferedReader log = server.errorReader()) {
      String line = log.readLine();
      assertTrue(
          line.endsWith(
              "access keys stay as they are: "
                  + keys
                  + ", line 1: a row has 4 or 5 columns, this one 1"),
          line);
    }
    assertTrue(server.isAlive());
  }

  @Test
  void a_bad_setting_ends_in_one_line_and_status_2() throws Exception {
    Process server = serve("--storage", InMemoryStorageProvider.NAME, "--durability", "most");

    assertEquals(2, exitStatus(server));
    assertEquals(
        List.of("ddb-local: --durability: 'most' is none of full, normal, off"),
        server.errorReader().lines().toList());
    assertEquals(List.of(), server.inputReader().lines().toList());
  }

  @Test
  void a_port_that_is_taken_ends_in_one_line_and_status_1() throws Exception {
    Process first = serve("--storage", InMemoryStorageProvider.NAME);
    String port = Integer.toString(awaitReady(first).getPort());

    Process second = command("--storage", InMemoryStorageProvider.NAME, "--port", port);

    assertEquals(1, exitStatus(second));
    List<String> lines = second.errorReader().lines().toList();
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(
        lines.getFirst().startsWith("ddb-local: cannot listen on http://127.0.0.1:" + port + ": "),
        lines::toString);
    assertFalse(second.inputReader().lines().anyMatch(line -> line.startsWith(READY)));
  }

  private Process serve(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(List.of(arguments));
    return command(all.toArray(String[]::new));
  }

  private Process command(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A shell's background jobs ignore these signals, and so would the server.
                "env",
                "--default-signal=HUP,INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DdbLocal.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File(folder.toString()));
    builder.environment().keySet().removeIf(name -> name.startsWith("DDB_"));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Reads the banner up to its last line; answers where the server is. */
  private static URI awaitReady(Process server) throws IOException {
    BufferedReader output = server.inputReader();
    List<String> seen = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.startsWith(READY)) {
        return URI.create(line.substring(READY.length()));
      }
    }
    throw new AssertionError(
        "the server ended before it was ready: " + seen + server.errorReader().lines().toList());
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  private static int exitStatus(Process process) throws InterruptedException {
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "the process goes on");
    return process.exitValue();
  }
}
