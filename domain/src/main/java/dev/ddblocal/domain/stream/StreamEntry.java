package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.Item;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is kept of a stream, for as long as its records can be read: also when its table is gone.
 *
 * @param id the unique id
 * @param table the table's name
 * @param label the last part of the ARN
 * @param viewType what the records show
 * @param key the table's primary key
 * @param createdAt when it was asked for
 * @param enabledFrom from when on it shows as ENABLED
 * @param end how it ended, if it has
 * @param iteratorKey the key that seals its iterators
 */
record StreamEntry(
    StreamId id,
    TableName table,
    String label,
    StreamViewType viewType,
    KeySchema key,
    Instant createdAt,
    Instant enabledFrom,
    Optional<End> end,
    Bytes iteratorKey) {

  /**
   * The end of a stream.
   *
   * @param at when it was disabled, or its table deleted; nothing was recorded since
   * @param disabledFrom from when on it shows as DISABLED
   */
  record End(Instant at, Instant disabledFrom) {}

  ItemKey entryKey() {
    return StreamKeys.stream(table, label);
  }

  String arn(AccountScope scope) {
    TableArn tableArn = new TableArn(scope.region(), scope.accountId(), table.value());
    return new StreamArn(tableArn, label).toString();
  }

  StreamStatus status(Instant now) {
    if (end.isPresent()) {
      return now.isBefore(end.get().disabledFrom())
          ? StreamStatus.DISABLING
          : StreamStatus.DISABLED;
    }
    return now.isBefore(enabledFrom) ? StreamStatus.ENABLING : StreamStatus.ENABLED;
  }

  /** Whether nothing of the stream can be read any more. */
  boolean isOver(Instant now) {
    return end.isPresent() && Retention.isOver(end.get().at(), now);
  }

  StreamEntry ended(Instant at, Instant disabledFrom) {
    return new StreamEntry(
        id,
        table,
        label,
        viewType,
        key,
        createdAt,
        enabledFrom,
        Optional.of(new End(at, disabledFrom)),
        iteratorKey);
  }

  Item toItem() {
    UUID uuid = id.value();
    StoredFields fields =
        new StoredFields()
            .bytes(
                "id",
                ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array())
            .text("table", table.value())
            .text("label", label)
            .text("viewType", viewType.name())
            .time("createdAt", createdAt)
            .time("enabledFrom", enabledFrom)
            .bytes("iteratorKey", iteratorKey.unsafeArray());
    attribute(fields, "partition", key.partition());
    attribute(fields, "sort", key.sort());
    end.ifPresent(
        ended -> fields.time("endedAt", ended.at()).time("disabledFrom", ended.disabledFrom()));
    return fields.toItem();
  }

  static StreamEntry of(Item item) {
    ByteBuffer id = ByteBuffer.wrap(StoredFields.bytes(item, "id"));
    return new StreamEntry(
        new StreamId(new UUID(id.getLong(), id.getLong())),
        new TableName(StoredFields.text(item, "table")),
        StoredFields.text(item, "label"),
        StreamViewType.valueOf(StoredFields.text(item, "viewType")),
        new KeySchema(attribute(item, "partition"), attribute(item, "sort")),
        StoredFields.time(item, "createdAt"),
        StoredFields.time(item, "enabledFrom"),
        StoredFields.has(item, "endedAt")
            ? Optional.of(
                new End(
                    StoredFields.time(item, "endedAt"), StoredFields.time(item, "disabledFrom")))
            : Optional.empty(),
        Bytes.wrap(StoredFields.bytes(item, "iteratorKey")));
  }

  /** A table's key has one partition key attribute and at most one sort key attribute. */
  private static void attribute(StoredFields fields, String role, List<KeyAttribute> attributes) {
    for (KeyAttribute attribute : attributes) {
      fields.text(role, attribute.name()).text(role + "Type", attribute.type().name());
    }
  }

  private static List<KeyAttribute> attribute(Item item, String role) {
    if (!StoredFields.has(item, role)) {
      return List.of();
    }
    ScalarAttributeType type = ScalarAttributeType.valueOf(StoredFields.text(item, role + "Type"));
    return List.of(new KeyAttribute(StoredFields.text(item, role), type));
  }
}
