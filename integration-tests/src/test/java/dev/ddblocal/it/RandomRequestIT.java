package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertPossible;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static dev.ddblocal.it.InProcessServer.ALICE_ACCOUNT;
import static dev.ddblocal.it.InProcessServer.BOB;
import static dev.ddblocal.it.InProcessServer.BOB_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.app.configuration.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests drawn at random, spoilt at every level. Whatever comes, there is an answer, it is not
 * the server's fault, and nobody else's data changes.
 *
 * <p>The draws are the same in every run; {@code -Dddblocal.random.seed=N} draws others and {@code
 * -Dddblocal.random.requests=N} more.
 */
class RandomRequestIT {
  private static final long SEED = Long.getLong("ddblocal.random.seed", 20_260_102L);
  private static final int REQUESTS = Integer.getInteger("ddblocal.random.requests", 2_000);
  private static final int CONNECTIONS = 50;
  private static final int MAX_SHOWN = 3_000;
  private static final String BOBS_ITEM =
      "{\"TableName\":\"Books\",\"Key\":{\"pk\":{\"S\":\"key 1\"}}}";

  private final ObjectMapper json = new ObjectMapper();
  private final Random random = new Random(SEED);
  private final TreeMutation trees = new TreeMutation(random);
  private final TokenMutation tokens = new TokenMutation(random);
  private final HeadMutation heads = new HeadMutation(random);
  private final RandomCalls calls =
      new RandomCalls(
          random,
          List.of(
              InProcessServer.arn(ALICE_ACCOUNT, "Books"),
              InProcessServer.arn(ALICE_ACCOUNT, "Missing"),
              InProcessServer.arn(BOB_ACCOUNT, "Books"),
              InProcessServer.arn(BOB_ACCOUNT, "Missing"),
              InProcessServer.arn("eu-west-2", ALICE_ACCOUNT, "Books")));

  @TempDir private Path folder;
  private InProcessServer server;
  private CapturedLog log;
  private List<String> whatBobHas;

  @BeforeEach
  void start() throws IOException {
    log = CapturedLog.open();
    server = InProcessServer.start(folder, Map.of(Setting.IDLE_TIMEOUT, "PT1S"), List.of());
    for (String table : RandomCalls.tables()) {
      server.createTable(ALICE, table);
    }
    server.createTable(BOB, "Books");
    server.succeed(
        BOB,
        "PutItem",
        "{\"TableName\":\"Books\",\"Item\":{\"pk\":{\"S\":\"key 1\"},\"owner\":{\"S\":\"Bob\"}}}");
    whatBobHas = whatBobHas();
  }

  private List<String> whatBobHas() throws IOException {
    return List.of(
        server.succeed(BOB, "ListTables", "{}"),
        server.succeed(BOB, "DescribeTable", "{\"TableName\":\"Books\"}"),
        server.succeed(BOB, "GetItem", BOBS_ITEM));
  }

  @AfterEach
  void everybody_has_what_is_theirs_and_the_server_goes_on() throws IOException {
    try (InProcessServer _ = server;
        CapturedLog _ = log) {
      assertEquals(whatBobHas, whatBobHas(), "seed " + SEED);
      server.createTable(ALICE, "Afterwards");
      server.succeed(
          ALICE, "PutItem", "{\"TableName\":\"Afterwards\",\"Item\":{\"pk\":{\"S\":\"a\"}}}");
      assertEquals(
          "{\"Item\":{\"pk\":{\"S\":\"a\"}}}",
          server.succeed(
              ALICE, "GetItem", "{\"TableName\":\"Afterwards\",\"Key\":{\"pk\":{\"S\":\"a\"}}}"));
      assertEquals(List.of(), log.atLeast(Level.SEVERE), "seed " + SEED);
    }
  }

  /** The call as a request, signed by Alice as a rule. */
  private RawRequest signed(RawRequest request) {
    return switch (random.nextInt(12)) {
      case 0 -> request;
      case 1 -> request.presign(ALICE, TestClock.START, Map.of("X-Amz-Expires", "60"));
      case 2 ->
          request.sign(
              InProcessServer.signer(ALICE.accessKeyId(), "WrongSecretAccessKey"),
              server.timestamp());
      default -> request.sign(ALICE, server.timestamp());
    };
  }

  private RawRequest request(RandomCalls.Call call) {
    return server.request(call.operation(), call.json());
  }

  @Test
  void a_valid_request_of_every_operation_is_understood() throws IOException {
    Set<String> succeeded = new HashSet<>();
    for (int i = 0; i < REQUESTS / 4; i++) {
      RandomCalls.Call call = calls.next();
      RawAnswer answer = server.call(ALICE, call.operation(), call.json());

      String context = "seed " + SEED + ", request " + i + ": " + call;
      assertUnderstood(answer, context);
      if (answer.status() == 200) {
        succeeded.add(call.operation());
      }
    }
    assertEquals(26, succeeded.size(), () -> "seed " + SEED + ": " + succeeded);
  }

  /** A well-formed request may only fail for what is there and for whom it belongs to. */
  private static void assertUnderstood(RawAnswer answer, String context) {
    String body = answer.body();
    assertTrue(
        answer.status() == 200
            || body.contains("#ResourceNotFoundException")
            || body.contains("#TableNotFoundException")
            || body.contains("#ResourceInUseException")
            // The setting is changed once an hour at most.
            || body.contains("TimeToLive is already ")
            || body.contains("Time to live has been modified multiple times")
            || body.contains("#ConditionalCheckFailedException")
            || body.contains("#DuplicateItemException")
            || body.contains("#TransactionCanceledException")
            || body.contains("#AccessDeniedException"),
        () -> context + ": " + body);
  }

  @Test
  void a_request_whose_body_is_spoilt_is_answered() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      RandomCalls.Call call = calls.next();
      byte[] body = spoilt(call.json());
      RawRequest request = request(call);
      if (random.nextInt(20) == 0) {
        body = compressed(request, body);
      }
      assertAnswered(signed(request.body(body)), i);
    }
  }

  @Test
  void a_request_whose_expressions_are_random_tokens_is_answered() {
    ExpressionSoup soup = new ExpressionSoup(random, RandomCalls.tables());
    for (int i = 0; i < REQUESTS; i++) {
      assertAnswered(request(soup.next()).sign(ALICE, server.timestamp()), i);
    }
  }

  @Test
  void a_request_whose_statements_are_random_tokens_is_answered() {
    StatementSoup soup = new StatementSoup(random);
    for (int i = 0; i < REQUESTS; i++) {
      assertAnswered(request(soup.next()).sign(ALICE, server.timestamp()), i);
    }
  }

  @Test
  void a_request_about_streams_with_spoilt_names_is_answered_and_tells_nothing_of_others()
      throws IOException {
    List<String> names = new ArrayList<>();
    for (ReferenceSigner owner : List.of(ALICE, BOB)) {
      names.addAll(StreamSoup.namesOfAStream(server, owner));
    }
    whatBobHas = whatBobHas();
    StreamSoup soup = new StreamSoup(random, names);
    for (int i = 0; i < REQUESTS; i++) {
      RandomCalls.Call call = soup.next();
      RawRequest request = StreamSoup.request(server, call).sign(ALICE, server.timestamp());
      assertFalse(assertAnswered(request, i).body().contains(BOB.accessKeyId()), call::toString);
    }
  }

  private byte[] spoilt(String json) {
    return random.nextInt(6) == 0
        ? tokens.spoil(json)
        : trees.spoil(json).getBytes(StandardCharsets.UTF_8);
  }

  /** Compresses a body, and spoils the result now and then. */
  private byte[] compressed(RawRequest request, byte[] body) throws IOException {
    request.header("Content-Encoding", "gzip");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return random.nextBoolean() ? tokens.changeByte(out.toByteArray()) : out.toByteArray();
  }

  @Test
  void a_request_whose_head_is_spoilt_before_or_after_signing_is_answered() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      RawRequest request = request(calls.next());
      if (random.nextBoolean()) {
        heads.spoil(request);
        request = signed(request);
      } else {
        request = signed(request);
        heads.spoil(request);
      }
      assertAnswered(request, i);
    }
  }

  private RawAnswer assertAnswered(RawRequest request, int number) {
    String context = context(number, request.bytes());
    try {
      RawAnswer answer = server.send(request);
      assertPossible(answer, context);
      assertJson(answer, context);
      return answer;
    } catch (IOException e) {
      throw new AssertionError(context, e);
    }
  }

  private void assertJson(RawAnswer answer, String context) {
    if (!answer.header("Content-Type").contains("json")
        || !answer.header("Content-Encoding").isEmpty()
        // TagResource and UntagResource answer an empty body.
        || (answer.status() == 200 && answer.bytes().length == 0)) {
      return;
    }
    try {
      assertTrue(json.readTree(answer.bytes()).isObject(), context);
    } catch (JsonProcessingException e) {
      throw new AssertionError(context + ": " + answer.body(), e);
    } catch (IOException e) {
      throw new AssertionError(context, e);
    }
  }

  @Test
  void a_request_with_spoilt_bytes_in_its_head_is_answered_and_in_the_end_closed()
      throws Exception {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS / 5; i++) {
      requests.add(withChangedHeadBytes(request(calls.next()).sign(ALICE, server.timestamp())));
    }
    List<List<RawAnswer>> answers = converse(requests);
    for (int i = 0; i < requests.size(); i++) {
      String context = context(i, requests.get(i));
      assertFalse(answers.get(i).isEmpty(), context);
      answers.get(i).forEach(answer -> assertPossible(answer, context));
    }
  }

  /** Leaves the length and what is behind it alone, so that the request is complete. */
  private byte[] withChangedHeadBytes(RawRequest request) {
    byte[] whole = request.bytes();
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf("\r\nContent-Length:");
    byte[] head = Arrays.copyOf(whole, headEnd);
    for (int i = 0; i <= random.nextInt(3); i++) {
      head = tokens.changeByte(head);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.write(whole, headEnd, whole.length - headEnd);
    return out.toByteArray();
  }

  @Test
  void a_request_that_breaks_off_is_closed_without_harm() throws Exception {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS / 10; i++) {
      byte[] whole = signed(request(calls.next())).bytes();
      requests.add(Arrays.copyOf(whole, random.nextInt(whole.length)));
    }
    for (int i = 0; i < REQUESTS / 20; i++) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      requests.add(noise);
    }
    List<List<RawAnswer>> answers = converse(requests);
    for (int i = 0; i < requests.size(); i++) {
      String context = context(i, requests.get(i));
      answers.get(i).forEach(answer -> assertPossible(answer, context));
    }
  }

  /** Sends each on a connection of its own and takes all answers until the server closes it. */
  private List<List<RawAnswer>> converse(List<byte[]> requests) throws Exception {
    List<List<RawAnswer>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<List<RawAnswer>>> running = new ArrayList<>();
      for (byte[] request : requests) {
        Callable<List<RawAnswer>> conversation = () -> answersTo(request);
        running.add(clients.submit(conversation));
      }
      for (int i = 0; i < requests.size(); i++) {
        try {
          answers.add(running.get(i).get());
        } catch (ExecutionException e) {
          throw new AssertionError(context(i, requests.get(i)), e.getCause());
        }
      }
    }
    return answers;
  }

  private List<RawAnswer> answersTo(byte[] request) throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.trySend(request);
      return conversation.answersUntilClosed();
    }
  }

  private static String context(int number, byte[] request) {
    StringBuilder shown = new StringBuilder("seed " + SEED + ", request " + number + ": ");
    for (int i = 0; i < Math.min(request.length, MAX_SHOWN); i++) {
      char c = (char) (request[i] & 255);
      if ((c >= ' ' && c <= '~') || c == '\n') {
        shown.append(c);
      } else {
        shown.append("\\x%02x".formatted((int) c));
      }
    }
    return shown.append(" (").append(request.length).append(" bytes)").toString();
  }
}
