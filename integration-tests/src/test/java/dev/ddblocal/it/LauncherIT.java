package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher as a person or a script meets it. */
class LauncherIT {
  private static final long PATIENCE_SECONDS = 60;

  /** The bit of the signal in a mask of signals. */
  private static final long SIGINT = 1 << 1;

  @TempDir Path folder;

  @Test
  void sigterm_ends_the_server_with_status_0() throws Exception {
    try (PackagedServer server = PackagedServer.start(folder)) {
      assertEquals(0, server.stop());
    }
  }

  @Test
  void sigint_ends_the_server_with_status_0() throws Exception {
    assumeFalse(interruptsAreIgnored(), "SIGINT is ignored here, and so it is in the server");
    try (PackagedServer server = PackagedServer.start(folder)) {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
      ProcessHandle.of(server.pid())
          .ifPresent(
              process -> process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
      assertEquals(0, server.stop());
    }
  }

  /** A shell starts what runs in its background with SIGINT ignored, and children inherit that. */
  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(signals -> (signals & SIGINT) != 0);
  }

  @Test
  void the_launcher_becomes_the_server() throws Exception {
    try (PackagedServer server = PackagedServer.start(folder)) {
      String command = ProcessHandle.of(server.pid()).orElseThrow().info().command().orElse("");
      assertTrue(command.endsWith("/java"), command);
    }
  }

  @Test
  void help_and_version_need_no_server() throws Exception {
    PackagedServer.Ended help = PackagedServer.run(folder, Map.of(), "--help");
    assertEquals(0, help.status());
    for (String option :
        List.of(
            "--host",
            "--port",
            "--data",
            "--in-memory",
            "--durability",
            "--access-keys",
            "--auth",
            "--config",
            "--region")) {
      assertTrue(help.out().contains(option), help.out());
    }
    PackagedServer.Ended version = PackagedServer.run(folder, Map.of(), "--version");
    assertEquals(0, version.status());
    assertTrue(version.out().contains("DDB Local"), version.out());
  }

  @Test
  void a_bad_setting_stops_the_start_with_one_line_and_status_2() throws Exception {
    assertRefused("--port", PackagedServer.run(folder, Map.of(), "--port", "many"));
    assertRefused("--no-such-thing", PackagedServer.run(folder, Map.of(), "--no-such-thing"));
    assertRefused("DDB_DURABILITY", PackagedServer.run(folder, Map.of("DDB_DURABILITY", "maybe")));
    Path file = Files.writeString(folder.resolve("ddb.properties"), "colour=blue\n");
    assertRefused("colour", PackagedServer.run(folder, Map.of(), "--config", file.toString()));
    assertRefused(
        "nowhere.csv", PackagedServer.run(folder, Map.of(), "--access-keys", "nowhere.csv"));
  }

  @Test
  void a_row_with_a_bad_encryption_key_stops_the_start() throws Exception {
    String key = "dG9vIHNob3J0IGEga2V5IGZvciBBRVMtMjU2";
    Path file =
        Files.writeString(
            folder.resolve("keys.csv"),
            "# comment\nELAKFIRSTTENANTKEY01,secret,111122223333," + key + ",\n");
    PackagedServer.Ended ended =
        PackagedServer.run(folder, Map.of(), "--access-keys", file.toString(), "--port", "0");
    assertRefused("line 2", ended);
    assertTrue(!ended.errors().contains(key) && !ended.errors().contains("secret,"));
  }

  @Test
  void a_second_server_on_the_same_data_is_refused() throws Exception {
    try (PackagedServer server = PackagedServer.start(folder)) {
      PackagedServer.Ended second =
          PackagedServer.run(
              folder, Map.of(), "--port", "0", "--data", folder.resolve("data").toString());
      assertUnable("data", second);
      assertEquals(0, server.stop());
    }
  }

  @Test
  void a_port_in_use_is_refused() throws Exception {
    try (PackagedServer server = PackagedServer.start(folder)) {
      assertUnable(
          Integer.toString(server.port()),
          PackagedServer.run(
              folder,
              Map.of(),
              "--port",
              Integer.toString(server.port()),
              "--data",
              folder.resolve("other").toString()));
    }
  }

  @Test
  void damaged_foreign_and_newer_files_are_refused_by_name_and_left_untouched() throws Exception {
    try (PackagedServer server = PackagedServer.start(folder)) {
      ReferenceSigner caller = new ReferenceSigner("ACCESS", "SECRET", "us-east-1", "dynamodb");
      assertEquals(
          200,
          RawRequest.signed(server.port(), caller, "ListTables", "{}")
              .send(server.port())
              .status());
      assertEquals(0, server.stop());
    }
    Path database = onlyDatabase();
    byte[] sound = Files.readAllBytes(database);
    assertRefusedAndUntouched(
        database, "not a database at all".repeat(100).getBytes(StandardCharsets.UTF_8));
    byte[] newer = sound.clone();
    newer[63] = 99; // PRAGMA user_version: the last byte of the big-endian number at offset 60.
    assertRefusedAndUntouched(database, newer);
    byte[] foreign = sound.clone();
    foreign[71] ^= 1; // PRAGMA application_id: the last byte of the number at offset 68.
    assertRefusedAndUntouched(database, foreign);
    Files.write(database, sound);
    try (PackagedServer server = PackagedServer.start(folder)) {
      assertEquals(0, server.stop());
    }
  }

  private Path onlyDatabase() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".db")).toList();
      assertEquals(1, found.size(), found.toString());
      return found.getFirst();
    }
  }

  private void assertRefusedAndUntouched(Path database, byte[] content) throws Exception {
    Files.write(database, content);
    assertUnable(
        "us-east-1.db",
        PackagedServer.run(
            folder, Map.of(), "--port", "0", "--data", folder.resolve("data").toString()));
    assertArrayEquals(content, Files.readAllBytes(database));
  }

  @Test
  void a_generated_key_opens_its_account() throws Exception {
    PackagedServer.Ended generated =
        PackagedServer.run(folder, Map.of(), "keys", "generate", "--account", "777788889999");
    assertEquals(0, generated.status(), generated.errors());
    String row = generated.out().lines().toList().getLast();
    String[] columns = row.split(",", -1);
    assertEquals("777788889999", columns[2]);
    assertTrue(columns[0].matches("ELAK[A-Z2-7]{16}"), row);
    assertTrue(
        generated
            .out()
            .lines()
            .limit(generated.out().lines().count() - 1)
            .allMatch(line -> line.startsWith("#")));
    Path file = Files.writeString(folder.resolve("generated.csv"), generated.out());
    try (PackagedServer server =
        PackagedServer.start(folder, "--access-keys", file.toString(), "--in-memory")) {
      ReferenceSigner caller =
          new ReferenceSigner(columns[0], columns[1], "eu-central-1", "dynamodb");
      RawAnswer answer =
          RawRequest.signed(
                  server.port(),
                  caller,
                  "CreateTable",
                  """
                  {"TableName":"Tab","BillingMode":"PAY_PER_REQUEST",
                   "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                   "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}
                  """)
              .send(server.port());
      assertTrue(
          answer.body().contains("arn:aws:dynamodb:eu-central-1:777788889999:table/Tab"),
          answer.body());
    }
  }

  @Test
  void nothing_is_left_of_a_server_in_memory() throws Exception {
    try (PackagedServer server = PackagedServer.start(folder, "--in-memory")) {
      ReferenceSigner caller = new ReferenceSigner("ACCESS", "SECRET", "us-east-1", "dynamodb");
      assertEquals(
          200,
          RawRequest.signed(server.port(), caller, "ListTables", "{}")
              .send(server.port())
              .status());
      assertEquals(0, server.stop());
    }
    assertTrue(Files.notExists(folder.resolve("data")));
  }

  /** The configuration is refused. */
  private static void assertRefused(String named, PackagedServer.Ended ended) {
    assertStopped(2, named, ended);
  }

  /** The machine is in the way. */
  private static void assertUnable(String named, PackagedServer.Ended ended) {
    assertStopped(1, named, ended);
  }

  private static void assertStopped(int status, String named, PackagedServer.Ended ended) {
    assertEquals(status, ended.status(), ended.errors());
    assertEquals(1, ended.errors().lines().count(), ended.errors());
    assertTrue(ended.errors().contains(named), ended.errors());
  }
}
