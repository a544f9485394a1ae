package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.value.Item;
import java.time.Instant;

/**
 * Model shape {@code StreamRecord}; a member that is null is left out of the answer.
 *
 * @param approximateCreationDateTime when the item was changed, in whole seconds
 * @param keys the item's primary key
 * @param newImage the item afterwards, where the view type shows it and there is one
 * @param oldImage the item before, where the view type shows it and there was one
 * @param sequenceNumber the record's number
 * @param sizeBytes the size of the key and the images
 * @param streamViewType what the stream's records show
 */
public record StreamRecord(
    Instant approximateCreationDateTime,
    Item keys,
    Item newImage,
    Item oldImage,
    String sequenceNumber,
    Long sizeBytes,
    StreamViewType streamViewType) {}
