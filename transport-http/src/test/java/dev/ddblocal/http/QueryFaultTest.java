package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.QueryFault;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of the query protocol (spec: authentication, 7.1). */
class QueryFaultTest {
  private static final String FORM =
      "Host: local|Authorization: AWS4 x|Content-Type: application/x-www-form-urlencoded";
  private static final String GET_CALLER_IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

  private final Logger logger = Logger.getLogger(QueryPipeline.class.getName());
  private FrontDoorFixture door;

  @BeforeEach
  void open() {
    door = new FrontDoorFixture();
  }

  @AfterEach
  void close() {
    door.close();
  }

  private RawConnection.Reply call(String form) {
    return door.exchange(FrontDoorFixture.post(FORM.replace("|", "\r\n") + "\r\n", form));
  }

  static void assertFault(
      RawConnection.Reply reply, int status, String namespace, String code, String message) {
    assertEquals(status, reply.status(), reply.text());
    assertEquals(
        """
        <ErrorResponse xmlns="%s">
          <Error>
            <Type>%s</Type>
            <Code>%s</Code>
            <Message>%s</Message>
          </Error>
          <RequestId>%s</RequestId>
        </ErrorResponse>
        """
            .formatted(
                namespace,
                status < 500 ? "Sender" : "Receiver",
                code,
                message,
                reply.header("x-amzn-RequestId")),
        reply.text());
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING_AUTHENTICATION_TOKEN,403,MissingAuthenticationToken",
    "UNRECOGNIZED_CLIENT,403,InvalidClientTokenId",
    "INVALID_SIGNATURE,403,SignatureDoesNotMatch",
    "INCOMPLETE_SIGNATURE,400,IncompleteSignature",
    "EXPIRED_TOKEN,403,ExpiredToken",
    "ACCESS_DENIED,403,AccessDenied",
    "VALIDATION,400,ValidationError",
  })
  void tells_what_authentication_found_in_the_words_of_sts(
      ErrorCode found, int status, String code) {
    door.authenticator =
        request -> CompletableFuture.failedFuture(new DynamoDbException(found, "why <&>"));
    assertFault(call(GET_CALLER_IDENTITY), status, STS, code, "why &lt;&amp;&gt;");
    assertEquals(0, door.queried.size());
    assertEquals(code, door.logged.remove().errorCode());
  }

  @Test
  void an_answer_that_authentication_cannot_give_is_a_failure_to_try_again() {
    door.authenticator =
        request -> CompletableFuture.failedFuture(DynamoDbException.internalServerError());
    assertFault(
        call(GET_CALLER_IDENTITY),
        500,
        STS,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  private static Stream<Arguments> failures() {
    IllegalStateException secret = new IllegalStateException("the secret is SECRET");
    return Stream.<Consumer<FrontDoorFixture>>of(
            door -> door.authenticator = request -> CompletableFuture.failedFuture(secret),
            door -> door.authenticator = request -> CompletableFuture.completedFuture(null),
            door ->
                door.authenticator =
                    request -> {
                      throw secret;
                    },
            door ->
                door.authenticator =
                    request ->
                        CompletableFuture.failedFuture(
                            DynamoDbException.resourceNotFound("SECRET")),
            door -> door.queries = call -> CompletableFuture.failedFuture(secret),
            door -> door.queries = call -> CompletableFuture.completedFuture(null),
            door -> door.queries = call -> null,
            door ->
                door.queries =
                    call -> {
                      throw new StackOverflowError();
                    },
            door ->
                door.queries =
                    call ->
                        CompletableFuture.supplyAsync(() -> {
                          throw secret;
                        }))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_of_ours_tells_nothing(Consumer<FrontDoorFixture> failure) {
    logger.setLevel(Level.OFF);
    failure.accept(door);
    try {
      assertFault(
          call(GET_CALLER_IDENTITY),
          500,
          STS,
          "InternalFailure",
          "The request processing has failed because of an unknown error, exception or failure.");
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void a_fault_of_the_service_is_answered_as_it_words_it() {
    door.queries =
        call ->
            CompletableFuture.failedFuture(
                new QueryFault(
                    404, "NoSuchEntity", "The user with name <\"x'&\u0000> cannot be found."));
    RawConnection.Reply reply = call(GET_CALLER_IDENTITY);
    assertFault(
        reply,
        404,
        STS,
        "NoSuchEntity",
        "The user with name &lt;&quot;x'&amp;\uFFFD&gt; cannot be found.");
  }
}
