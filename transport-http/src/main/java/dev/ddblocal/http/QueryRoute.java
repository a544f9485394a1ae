package dev.ddblocal.http;

import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;

/**
 * One action of a service of the query protocol as requests find it.
 *
 * @param name the action with its service, such as {@code sts:AssumeRole}
 * @param service answers its calls
 * @param meters counts its requests
 * @param authenticator says who sent its requests
 */
record QueryRoute(
    String name,
    QueryService service,
    HttpMetrics.Meters meters,
    RequestAuthenticator authenticator)
    implements Route {}
