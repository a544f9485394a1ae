package dev.ddblocal.http;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.http.wire.ErrorWriter;
import dev.ddblocal.http.wire.JsonSyntax;
import dev.ddblocal.http.wire.ResponseWriter;
import dev.ddblocal.http.wire.WireContract;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The way of an API call from its complete body to its answer, in the order in which DynamoDB
 * checks (spec: authentication, 2.1, steps 6 to 22): JSON syntax, operation, signature, types, then
 * the domain. Safe for use by many threads; a call may change its thread at each stage.
 *
 * <p>The syntax of a compressed body is checked after its signature instead of before: until then
 * nobody vouches for it, and decompressing is work that a stranger must not be able to order.
 */
final class OperationPipeline {
  /** The greatest body, before and after decompression. */
  static final int MAX_BODY = 16 << 20;

  private static final int LARGE_BODY = 256 * 1024;
  private static final int COMPRESSIBLE_ANSWER = 4 * 1024;
  private static final Logger LOGGER = System.getLogger(OperationPipeline.class.getName());

  private final DynamoDb dynamoDb;
  private final RequestAuthenticator authenticator;
  private final Executor workers;
  private final ResponseWriter responses;
  private final ErrorWriter errors;
  private final byte[] internalServerError;
  private final Map<String, OperationRoute> routes = new HashMap<>();

  OperationPipeline(
      DynamoDb dynamoDb,
      RequestAuthenticator authenticator,
      WireContract contract,
      HttpMetrics metrics,
      Executor workers) {
    this.dynamoDb = dynamoDb;
    this.authenticator = authenticator;
    this.workers = workers;
    responses = contract.responses();
    errors = contract.errors();
    internalServerError = errors.write(DynamoDbException.internalServerError());
    for (Operation operation : Operation.values()) {
      String name = operation.apiName();
      contract
          .operation(name)
          .ifPresent(codec ->
              routes.put(
                  codec.target(),
                  new OperationRoute(name, codec, new AnswerSizes(), metrics.forOperation(name))));
    }
  }

  /** Runs a call whose body is complete; the exchange gets its answer, whatever happens. */
  void run(Exchange exchange) {
    if (exchange.body().length > LARGE_BODY) {
      onWorker(exchange, () -> checkAndAuthenticate(exchange));
    } else {
      guarded(exchange, () -> checkAndAuthenticate(exchange));
    }
  }

  private void checkAndAuthenticate(Exchange exchange) {
    RequestHead head = exchange.head();
    byte[] body = exchange.body();
    if (body.length > 0) {
      if (head.contentEncoding() == null) {
        JsonSyntax.require(body);
      } else if (!ContentCoding.isGzip(head.contentEncoding())) {
        throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
      }
    }
    String target = head.target();
    OperationRoute route = target == null ? null : routes.get(target);
    if (route == null) {
      throw new DynamoDbException(ErrorCode.UNKNOWN_OPERATION, null);
    }
    exchange.route(route);
    authenticator
        .authenticate(
            new UnverifiedRequest(head.method(), head.rawQuery(), head.headers(), Bytes.wrap(body)))
        .whenComplete((caller, failure) ->
            guarded(exchange, () -> authenticated(exchange, route, caller, failure)));
  }

  private void authenticated(
      Exchange exchange, OperationRoute route, CallerIdentity caller, Throwable failure) {
    exchange.authenticationOver();
    if (failure != null) {
      fail(exchange, failure);
      return;
    }
    exchange.caller(Objects.requireNonNull(caller, "the authenticator found nobody"));
    byte[] body = exchange.body();
    if (body.length == 0) {
      throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
    }
    if (exchange.head().contentEncoding() == null) {
      call(exchange, route, caller, body);
    } else {
      onWorker(exchange, () -> decompressAndCall(exchange, route, caller));
    }
  }

  private void decompressAndCall(Exchange exchange, OperationRoute route, CallerIdentity caller) {
    byte[] content;
    try {
      content = ContentCoding.gunzip(exchange.body(), MAX_BODY);
    } catch (IOException e) {
      throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
    }
    if (content == null) {
      exchange.answer(Answer.TOO_LARGE);
      return;
    }
    JsonSyntax.require(content);
    call(exchange, route, caller, content);
  }

  private void call(Exchange exchange, OperationRoute route, CallerIdentity caller, byte[] body) {
    execute(exchange, route, caller, route.codec().read(body, exchange.host()));
  }

  private <R> void execute(
      Exchange exchange, OperationRoute route, CallerIdentity caller, OperationCall<R> call) {
    dynamoDb
        .execute(caller, call)
        .whenComplete((response, failure) -> {
          if (failure != null) {
            fail(exchange, failure);
          } else if (route.answerSizes().expectLarge()) {
            onWorker(exchange, () -> encode(exchange, route, response));
          } else {
            guarded(exchange, () -> encode(exchange, route, response));
          }
        });
  }

  private void encode(Exchange exchange, OperationRoute route, Object response) {
    byte[] body = responses.write(response);
    route.answerSizes().record(body.length);
    Answer answer = Answer.of(200, exchange.answerType(), body, "");
    ContentCoding coding =
        body.length <= COMPRESSIBLE_ANSWER || exchange.head().acceptEncoding() == null
            ? null
            : ContentCoding.preferredBy(exchange.head().acceptEncoding());
    if (coding == null) {
      exchange.answer(answer);
    } else {
      onWorker(exchange, () -> exchange.answer(answer.compressedBy(coding)));
    }
  }

  private void onWorker(Exchange exchange, Runnable work) {
    guarded(exchange, () -> workers.execute(() -> guarded(exchange, work)));
  }

  /** Nothing that goes wrong, whatever it is, may leave a request without its answer. */
  private void guarded(Exchange exchange, Runnable work) {
    try {
      work.run();
    } catch (Throwable failure) {
      fail(exchange, failure);
    }
  }

  private void fail(Exchange exchange, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    exchange.answer(
        cause instanceof DynamoDbException error
            ? answer(exchange, error)
            : internalServerError(exchange, cause));
  }

  private Answer answer(Exchange exchange, DynamoDbException error) {
    try {
      return Answer.of(
          errors.httpStatus(error),
          exchange.answerType(),
          errors.write(error),
          error.code().shapeName());
    } catch (RuntimeException e) {
      return internalServerError(exchange, e);
    }
  }

  /** The answer to a failure of ours, which is logged under the request's id. */
  Answer internalServerError(Exchange exchange, Throwable cause) {
    LOGGER.log(Level.ERROR, "request " + exchange.requestId() + " failed", cause);
    return Answer.of(
        500,
        exchange.answerType(),
        internalServerError,
        ErrorCode.INTERNAL_SERVER_ERROR.shapeName());
  }
}
