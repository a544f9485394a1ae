package dev.ddblocal.domain.stream;

import java.util.List;

/**
 * Model shape {@code ListStreamsOutput}.
 *
 * @param streams the streams in order
 * @param lastEvaluatedStreamArn the last stream if there are more; else null
 */
public record ListStreamsResponse(List<StreamSummary> streams, String lastEvaluatedStreamArn) {}
