package dev.ddblocal.http;

import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a front door serves.
 *
 * @param dynamoDb executes the calls of DynamoDB and DynamoDB Streams
 * @param authenticator says who sent a request to these two
 * @param queryApis STS and IAM, or what there is of them; each has another version, by which
 *     requests are told apart
 * @param controlApi the internal API of a control plane, for the control address
 */
public record ServedApis(
    DynamoDb dynamoDb,
    RequestAuthenticator authenticator,
    List<QueryApi> queryApis,
    Optional<ControlApi> controlApi) {
  /** Refuses missing parts and two services of one version. */
  public ServedApis {
    Objects.requireNonNull(dynamoDb, "dynamoDb is null");
    Objects.requireNonNull(authenticator, "authenticator is null");
    Objects.requireNonNull(controlApi, "controlApi is null");
    queryApis = List.copyOf(queryApis);
    long versions =
        queryApis.stream().map(QueryApi::service).map(QueryService::version).distinct().count();
    if (versions < queryApis.size()) {
      throw new IllegalArgumentException("two services of the query protocol have one version");
    }
  }

  /** DynamoDB and DynamoDB Streams alone. */
  public static ServedApis of(DynamoDb dynamoDb, RequestAuthenticator authenticator) {
    return new ServedApis(dynamoDb, authenticator, List.of(), Optional.empty());
  }

  /** These with other services of the query protocol. */
  public ServedApis withQueryApis(List<QueryApi> queryApis) {
    return new ServedApis(dynamoDb, authenticator, queryApis, controlApi);
  }

  /** These with the internal API of a control plane. */
  public ServedApis withControlApi(ControlApi controlApi) {
    return new ServedApis(dynamoDb, authenticator, queryApis, Optional.of(controlApi));
  }
}
