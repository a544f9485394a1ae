package dev.ddblocal.http;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.http.query.QueryFaults;
import dev.ddblocal.http.query.QueryXml;
import dev.ddblocal.http.query.RequestParameters;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The way of a call of the query protocol: parameters, action and version, signature, then the
 * service. The version says which service a call is for; its signature must be for the same.
 */
final class QueryPipeline extends Pipeline {
  private static final int OK = 200;
  private static final CharSequence XML = HttpHeaders.createOptimized("text/xml");
  private static final byte[] NO_FORM = {};

  private final Map<String, QueryApi> apis = new HashMap<>();
  private final Map<String, QueryRoute> routes = new ConcurrentHashMap<>();
  private final HttpMetrics metrics;

  QueryPipeline(List<QueryApi> apis, HttpMetrics metrics, Executor workers) {
    super(workers);
    this.metrics = metrics;
    apis.forEach(api -> this.apis.put(api.service().version(), api));
  }

  @Override
  void checkAndAuthenticate(Exchange exchange) {
    RequestHead head = exchange.head();
    if (exchange.body().length > 0 && head.contentEncoding() != null) {
      throw QueryFaults.unsupportedContentEncoding();
    }
    RequestParameters parameters =
        RequestParameters.read(head.rawQuery(), head.isForm() ? exchange.body() : NO_FORM);
    QueryRoute route = route(parameters);
    exchange.route(route);
    route
        .authenticator()
        .authenticate(exchange.unverified())
        .whenComplete((caller, failure) ->
            guarded(
                exchange,
                () -> authenticated(exchange, route, parameters.call(), caller, failure)));
  }

  private QueryRoute route(RequestParameters parameters) {
    String action = parameters.action().orElseThrow(QueryFaults::missingAction);
    QueryApi api = parameters.version().map(apis::get).orElse(null);
    if (api == null || !api.service().hasAction(action)) {
      throw QueryFaults.invalidAction(parameters);
    }
    // Only actions that there are: nobody can fill the map.
    return routes.computeIfAbsent(
        api.service().signingName() + ":" + action,
        name ->
            new QueryRoute(name, api.service(), metrics.forOperation(name), api.authenticator()));
  }

  private void authenticated(
      Exchange exchange,
      QueryRoute route,
      QueryCall call,
      CallerIdentity caller,
      Throwable failure) {
    exchange.authenticationOver();
    if (failure != null) {
      fail(exchange, failure);
      return;
    }
    exchange.caller(Objects.requireNonNull(caller, "the authenticator found nobody"));
    route
        .service()
        .call(caller, call)
        .whenComplete((reply, callFailure) -> {
          if (callFailure != null) {
            fail(exchange, callFailure);
          } else {
            guarded(exchange, () -> answer(exchange, route, call.action(), reply));
          }
        });
  }

  private static void answer(Exchange exchange, QueryRoute route, String action, QueryReply reply) {
    String namespace = route.service().xmlNamespace();
    exchange.answer(
        Answer.unchecked(
            OK, XML, QueryXml.response(action, namespace, reply, exchange.requestId()), ""));
  }

  @Override
  Answer answerTo(Exchange exchange, Throwable failure) {
    QueryFault fault = fault(failure).orElseGet(() -> ours(exchange, failure));
    String namespace =
        exchange.route() instanceof QueryRoute route
            ? route.service().xmlNamespace()
            : QueryXml.FAULT_NAMESPACE;
    return Answer.unchecked(
        fault.status(), XML, QueryXml.error(fault, namespace, exchange.requestId()), fault.code());
  }

  private static Optional<QueryFault> fault(Throwable failure) {
    return switch (failure) {
      case QueryFault told -> Optional.of(told);
      case DynamoDbException error -> QueryFaults.of(error);
      default -> Optional.empty();
    };
  }

  private QueryFault ours(Exchange exchange, Throwable failure) {
    log(exchange, failure);
    return QueryFault.internalFailure();
  }
}
