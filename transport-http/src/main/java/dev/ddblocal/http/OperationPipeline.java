package dev.ddblocal.http;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.http.wire.ErrorWriter;
import dev.ddblocal.http.wire.JsonSyntax;
import dev.ddblocal.http.wire.ResponseWriter;
import dev.ddblocal.http.wire.WireContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The way of an API call from its complete body to its answer, in the order in which DynamoDB
 * checks (spec: authentication, 2.1, steps 6 to 22): JSON syntax, operation, signature, types, then
 * the domain. The internal API of a control plane goes the same way.
 *
 * <p>The syntax of a compressed body is checked after its signature instead of before: until then
 * nobody vouches for it, and decompressing is work that a stranger must not be able to order.
 */
final class OperationPipeline extends Pipeline {
  private static final int COMPRESSIBLE_ANSWER = 4 * 1024;

  private final DynamoDb dynamoDb;
  private final ResponseWriter responses;
  private final ErrorWriter errors;
  private final byte[] internalServerError;
  private final Map<String, OperationRoute> routes = new HashMap<>();
  private final ControlRoutes controlRoutes;

  /**
   * Makes one.
   *
   * @param control the internal API that is served beside DynamoDB's; empty where it is not
   */
  OperationPipeline(
      DynamoDb dynamoDb,
      RequestAuthenticator authenticator,
      WireContract contract,
      Optional<ControlApi> control,
      HttpMetrics metrics,
      Executor workers) {
    super(workers);
    this.dynamoDb = dynamoDb;
    responses = contract.responses();
    errors = contract.errors();
    internalServerError = errors.write(DynamoDbException.internalServerError());
    controlRoutes = control.map(api -> new ControlRoutes(api, metrics)).orElse(null);
    for (Operation operation : Operation.values()) {
      String name = operation.apiName();
      contract
          .operation(name)
          .ifPresent(codec ->
              routes.put(
                  codec.target(),
                  new OperationRoute(
                      name, codec, new AnswerSizes(), metrics.forOperation(name), authenticator)));
    }
  }

  @Override
  void checkAndAuthenticate(Exchange exchange) {
    RequestHead head = exchange.head();
    byte[] body = exchange.body();
    if (body.length > 0) {
      if (head.contentEncoding() == null) {
        JsonSyntax.require(body);
      } else if (!ContentCoding.isGzip(head.contentEncoding())) {
        throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
      }
    }
    Route route = head.target() == null ? null : route(head.target());
    if (route == null) {
      throw new DynamoDbException(ErrorCode.UNKNOWN_OPERATION, null);
    }
    exchange.route(route);
    route
        .authenticator()
        .authenticate(exchange.unverified())
        .whenComplete((caller, failure) ->
            guarded(exchange, () -> authenticated(exchange, route, caller, failure)));
  }

  private Route route(String target) {
    Route route = routes.get(target);
    return route == null && controlRoutes != null ? controlRoutes.find(target) : route;
  }

  private void authenticated(
      Exchange exchange, Route route, CallerIdentity caller, Throwable failure) {
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

  private void decompressAndCall(Exchange exchange, Route route, CallerIdentity caller) {
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

  private void call(Exchange exchange, Route route, CallerIdentity caller, byte[] body) {
    switch (route) {
      case OperationRoute operation ->
          execute(exchange, operation, caller, operation.codec().read(body, exchange.host()));
      case ControlRoute control -> execute(exchange, control, caller, body);
      case QueryRoute query -> throw new IllegalStateException(query.name() + " has no target");
    }
  }

  private void execute(Exchange exchange, ControlRoute route, CallerIdentity caller, byte[] body) {
    route
        .service()
        .call(caller, route.operation(), new String(body, StandardCharsets.UTF_8))
        .whenComplete((response, failure) -> {
          if (failure != null) {
            fail(exchange, failure);
          } else {
            guarded(exchange, () -> answer(exchange, response.getBytes(StandardCharsets.UTF_8)));
          }
        });
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
    answer(exchange, body);
  }

  private void answer(Exchange exchange, byte[] body) {
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

  @Override
  Answer answerTo(Exchange exchange, Throwable failure) {
    return failure instanceof DynamoDbException error
        ? answer(exchange, error)
        : internalServerError(exchange, failure);
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
    log(exchange, cause);
    return Answer.of(
        500,
        exchange.answerType(),
        internalServerError,
        ErrorCode.INTERNAL_SERVER_ERROR.shapeName());
  }
}
