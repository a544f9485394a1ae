package dev.ddblocal.http;

import dev.ddblocal.domain.port.RequestAuthenticator;

/** What a request is for: one operation of one of the APIs that are served. */
sealed interface Route permits OperationRoute, ControlRoute, QueryRoute {
  /** The operation's name for the request log and for metrics. */
  String name();

  /** Counts the operation's requests. */
  HttpMetrics.Meters meters();

  /** Says who sent a request for the operation. */
  RequestAuthenticator authenticator();
}
