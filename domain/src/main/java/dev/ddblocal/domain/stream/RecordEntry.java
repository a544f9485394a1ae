package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import dev.ddblocal.domain.value.ItemSize;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is kept of a change.
 *
 * @param type the kind of change
 * @param origin where it came from
 * @param newImage the item afterwards, if the stream shows it and there is one; else null
 * @param oldImage the item before, if the stream shows it and there was one; else null
 * @param keys the item's primary key, if no image has it; else null
 * @param imageBytes the size of the images
 */
record RecordEntry(
    OperationType type,
    ChangeOrigin origin,
    Item newImage,
    Item oldImage,
    Item keys,
    int imageBytes) {
  private static final String TYPE = "type";
  private static final String AT = "at";
  private static final String ACTOR = "actor";
  private static final String NEW = "new";
  private static final String OLD = "old";
  private static final String KEYS = "keys";

  private static final String EVENT_VERSION = "1.1";
  private static final String EVENT_SOURCE = "aws:dynamodb";

  /** The primary key of an item. */
  static Item keys(KeySchema key, Item item) {
    Map<String, AttributeValue> keys = new LinkedHashMap<>();
    for (KeyAttribute attribute : key.attributes()) {
      keys.put(attribute.name(), item.get(attribute.name()));
    }
    return new Item(keys);
  }

  Item toItem() {
    StoredFields fields =
        new StoredFields()
            .text(TYPE, type.name())
            .time(AT, origin.at())
            .text(ACTOR, origin.actor().name());
    image(fields, NEW, newImage);
    image(fields, OLD, oldImage);
    image(fields, KEYS, keys);
    return fields.toItem();
  }

  private static void image(StoredFields fields, String name, Item image) {
    if (image != null) {
      fields.bytes(name, ItemCodec.encode(image));
    }
  }

  static RecordEntry of(StoredItem stored) {
    Item item = stored.item();
    return new RecordEntry(
        OperationType.valueOf(StoredFields.text(item, TYPE)),
        new ChangeOrigin(
            StoredFields.time(item, AT),
            ChangeOrigin.Actor.valueOf(StoredFields.text(item, ACTOR))),
        image(item, NEW),
        image(item, OLD),
        image(item, KEYS),
        stored.sizeBytes());
  }

  private static Item image(Item item, String name) {
    return StoredFields.has(item, name) ? Item.encoded(StoredFields.bytes(item, name)) : null;
  }

  /** Whether the record is beyond the trim horizon. */
  boolean isOver(Instant now) {
    return Retention.isOver(origin.at(), now);
  }

  /**
   * The change as the API has it.
   *
   * @param stream the stream
   * @param key where it is kept
   * @param region the region
   */
  ChangeRecord describe(StreamEntry stream, ItemKey key, String region) {
    Item shownKeys = keys == null ? keysOfImage(stream.key()) : keys;
    return new ChangeRecord(
        UUID.nameUUIDFromBytes(key.unsafeArray()).toString().replace("-", ""),
        type,
        EVENT_VERSION,
        EVENT_SOURCE,
        region,
        new StreamRecord(
            origin.at().truncatedTo(ChronoUnit.SECONDS),
            shownKeys,
            newImage,
            oldImage,
            SequenceNumbers.write(StreamKeys.sequenceOf(key)),
            (long) ItemSize.of(shownKeys) + imageBytes,
            stream.viewType()),
        switch (origin.actor()) {
          case CALLER -> null;
          case TIME_TO_LIVE -> Identity.TIME_TO_LIVE;
        });
  }

  /** Decodes a copy: the image itself goes out faster as it is encoded. */
  private Item keysOfImage(KeySchema key) {
    Item image = newImage == null ? oldImage : newImage;
    return keys(key, ItemCodec.decode(ItemCodec.encode(image)));
  }
}
