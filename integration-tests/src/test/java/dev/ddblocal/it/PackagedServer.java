package dev.ddblocal.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged distribution as a process of its own, started by its launcher. */
public final class PackagedServer implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("DDB Local is ready on http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern CONTROL = Pattern.compile("  control +(http\\S+)");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path errors;
  private final int port;
  private final Optional<String> controlEndpoint;

  private PackagedServer(Process process, Path errors, int port, Optional<String> controlEndpoint) {
    this.process = process;
    this.errors = errors;
    this.port = port;
    this.controlEndpoint = controlEndpoint;
  }

  /** The folder of the distribution. */
  public static Path home() {
    return Path.of(System.getProperty("ddblocal.home")).toAbsolutePath().normalize();
  }

  /** Starts the server with its data in the given folder and waits until it is ready. */
  static PackagedServer start(Path folder, String... options) throws IOException {
    return start(folder, Map.of(), options);
  }

  /**
   * Starts the server with its data in the given folder and waits until it is ready.
   *
   * @param environment variables that it has beside those of the test
   * @param options more of its command line; a port of its own unless they name one
   */
  public static PackagedServer start(
      Path folder, Map<String, String> environment, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    if (!arguments.contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    if (!arguments.contains("--data")) {
      arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    }
    Path errors = Files.createTempFile(folder, "server", ".err");
    Process process = launch(folder, errors, environment, arguments);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Optional<String> control = Optional.empty();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher controlLine = CONTROL.matcher(line);
      if (controlLine.matches()) {
        control = Optional.of(controlLine.group(1));
      }
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        Thread.ofVirtual().start(() -> drain(out));
        return new PackagedServer(process, errors, Integer.parseInt(ready.group(1)), control);
      }
    }
    process.destroyForcibly();
    throw new IOException("the server did not start: " + Files.readString(errors));
  }

  /** Runs the launcher to its end and answers what it printed. */
  public static Ended run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "run", ".err");
    Process process = launch(folder, errors, environment, List.of(arguments));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the launcher did not end: " + Files.readString(errors));
    }
    return new Ended(process.exitValue(), out, Files.readString(errors));
  }

  /**
   * A launcher that has ended.
   *
   * @param status its exit status
   * @param out what it printed on standard output
   * @param errors what it printed on standard error
   */
  public record Ended(int status, String out, String errors) {}

  private static Process launch(
      Path folder, Path errors, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("bin/ddb-local").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(PackagedServer::isSetting);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static boolean isSetting(String variable) {
    return Stream.of("DDB_", "IAM_", "STS_").anyMatch(variable::startsWith);
  }

  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // The pipe must not fill up; the lines themselves are of no interest.
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /** The API's port. */
  public int port() {
    return port;
  }

  /** The id of its process. */
  public long pid() {
    return process.pid();
  }

  /** The API's URL. */
  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** The URL of its control listener, which it has to have. */
  public String controlEndpoint() {
    return controlEndpoint.orElseThrow();
  }

  /** Has the server read its files again. */
  public void hangUp() throws IOException, InterruptedException {
    if (new ProcessBuilder("kill", "-HUP", Long.toString(pid())).start().waitFor() != 0) {
      throw new IOException("no signal can be sent to " + pid());
    }
  }

  /** What the server has printed on standard error so far. */
  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks the server to stop with SIGTERM and answers its exit status. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not stop: " + errors());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
