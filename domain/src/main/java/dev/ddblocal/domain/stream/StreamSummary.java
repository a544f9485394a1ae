package dev.ddblocal.domain.stream;

/**
 * Model shape {@code Stream}.
 *
 * @param streamArn the ARN
 * @param tableName the stream's table
 * @param streamLabel when the stream was enabled
 */
public record StreamSummary(String streamArn, String tableName, String streamLabel) {}
