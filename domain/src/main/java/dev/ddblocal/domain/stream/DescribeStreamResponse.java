package dev.ddblocal.domain.stream;

/**
 * Model shape {@code DescribeStreamOutput}.
 *
 * @param streamDescription the stream
 */
public record DescribeStreamResponse(StreamDescription streamDescription) {}
