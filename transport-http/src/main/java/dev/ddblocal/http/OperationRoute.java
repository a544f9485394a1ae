package dev.ddblocal.http;

import dev.ddblocal.http.wire.OperationCodec;

/**
 * One operation as requests find it.
 *
 * @param name its API name
 * @param codec reads its requests
 * @param answerSizes foretells the size of its answers
 * @param meters counts its requests
 */
record OperationRoute(
    String name, OperationCodec codec, AnswerSizes answerSizes, HttpMetrics.Meters meters) {}
