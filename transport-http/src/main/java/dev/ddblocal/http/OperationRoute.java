package dev.ddblocal.http;

import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.http.wire.OperationCodec;

/**
 * One operation of DynamoDB as requests find it.
 *
 * @param name its API name
 * @param codec reads its requests
 * @param answerSizes foretells the size of its answers
 * @param meters counts its requests
 * @param authenticator says who sent its requests
 */
record OperationRoute(
    String name,
    OperationCodec codec,
    AnswerSizes answerSizes,
    HttpMetrics.Meters meters,
    RequestAuthenticator authenticator)
    implements Route {}
