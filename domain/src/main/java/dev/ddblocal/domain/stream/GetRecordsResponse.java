package dev.ddblocal.domain.stream;

import java.util.List;

/**
 * Model shape {@code GetRecordsOutput}.
 *
 * @param records the records in the order of their numbers
 * @param nextShardIterator where to go on; null if the shard is closed and was read to its end
 */
public record GetRecordsResponse(List<ChangeRecord> records, String nextShardIterator) {}
