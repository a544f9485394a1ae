package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.StreamViewType;
import java.time.Instant;
import java.util.List;

/**
 * Model shape {@code StreamDescription}; a member that is null is left out of the answer.
 *
 * @param streamArn the ARN
 * @param streamLabel when the stream was enabled
 * @param streamStatus the state
 * @param streamViewType what the records show
 * @param creationRequestDateTime when the stream was asked for
 * @param tableName the stream's table
 * @param keySchema the table's primary key
 * @param shards the shards in the order of their creation
 * @param lastEvaluatedShardId the last shard if there are more; else null
 */
public record StreamDescription(
    String streamArn,
    String streamLabel,
    StreamStatus streamStatus,
    StreamViewType streamViewType,
    Instant creationRequestDateTime,
    String tableName,
    List<KeySchemaElement> keySchema,
    List<Shard> shards,
    String lastEvaluatedShardId) {}
