package dev.ddblocal.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.it.model.GrowingTable;
import dev.ddblocal.it.model.RandomWork;
import dev.ddblocal.it.model.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random work on tables with secondary indexes, on every storage: each answer is the one that a
 * plain model of the tables foretells.
 *
 * <p>The draws are the same in every run; {@code -Dddblocal.model.seed=N} draws others and {@code
 * -Dddblocal.model.steps=N} more, for each storage.
 */
class ModelIT {
  private static final long SEED = Long.getLong("ddblocal.model.seed", 20_260_102L);
  private static final int STEPS = Integer.getInteger("ddblocal.model.steps", 2_000);

  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path folder;

  static Stream<Arguments> storages() {
    return Stream.of(
        Arguments.of("SQLite in files", SEED, Map.of()),
        Arguments.of("SQLite in memory", SEED + 1, Map.of(Setting.IN_MEMORY, "true")),
        Arguments.of("the heap", SEED + 2, Map.of(Setting.STORAGE, InMemoryStorageProvider.NAME)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("storages")
  void answers_are_those_of_the_model(String storage, long seed, Map<Setting, String> settings)
      throws IOException {
    try (InProcessServer server = InProcessServer.start(folder, settings, List.of());
        Conversation conversation = Conversation.with(server.port())) {
      new RandomWork(caller(server, conversation), storage, seed).run(STEPS);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("storages")
  void an_index_that_is_added_while_its_table_is_written_is_that_of_the_model(
      String storage, long seed, Map<Setting, String> settings) throws Exception {
    try (InProcessServer server = InProcessServer.start(folder, settings, List.of());
        Conversation one = Conversation.with(server.port());
        Conversation other = Conversation.with(server.port())) {
      new GrowingTable(caller(server, one), caller(server, other), storage, seed).run();
    }
  }

  private Server caller(InProcessServer server, Conversation conversation) {
    return (operation, request) -> {
      conversation.send(server.signed(InProcessServer.TEST, operation, request).bytes());
      RawAnswer answer = conversation.answer();
      return new Server.Answer(answer.status(), json.readTree(answer.bytes()));
    };
  }
}
