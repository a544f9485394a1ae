package dev.ddblocal.domain.stream;

/**
 * Model shape {@code GetShardIteratorOutput}.
 *
 * @param shardIterator the iterator, for GetRecords
 */
public record GetShardIteratorResponse(String shardIterator) {}
