package dev.ddblocal.http;

import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import java.util.Objects;

/**
 * A service of the query protocol that is served.
 *
 * @param service answers the calls
 * @param authenticator says who sent a request; it accepts signatures for the {@linkplain
 *     QueryService#signingName service's name} and no other, so that no signature made for one
 *     service is good for another
 */
public record QueryApi(QueryService service, RequestAuthenticator authenticator) {
  /** Refuses missing parts. */
  public QueryApi {
    Objects.requireNonNull(service, "service is null");
    Objects.requireNonNull(authenticator, "authenticator is null");
  }
}
