package dev.ddblocal.domain.item;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Map;

/** One write of a batch, its values found sound. */
sealed interface BatchedWrite {
  /**
   * Puts an item.
   *
   * @param item the item
   */
  record Put(Item item) implements BatchedWrite {
    @Override
    public Map<String, AttributeValue> attributes() {
      return item.attributes();
    }
  }

  /**
   * Deletes an item.
   *
   * @param attributes its key
   */
  record Delete(Map<String, AttributeValue> attributes) implements BatchedWrite {}

  /**
   * Reads a write from a request.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException for an unsound value
   *     or a request that is not exactly one of put and delete
   */
  static BatchedWrite of(WriteRequest request) {
    boolean puts = request.putRequest() != null;
    if (puts == (request.deleteRequest() != null)) {
      throw RequestWording.BARE_OLDER.refusal(
          "Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
    }
    return puts
        ? new Put(new Item(RequestWording.BARE_OLDER.sound(request.putRequest().item())))
        : new Delete(RequestWording.BARE_OLDER.sound(request.deleteRequest().key()));
  }

  /** The item, or its key. */
  Map<String, AttributeValue> attributes();

  /** The key of the item that the write is about. */
  default ItemKey key(KeySchema schema) {
    return switch (this) {
      case Put(Item item) -> PrimaryKeys.ofBatchItem(schema, item.attributes());
      case Delete(Map<String, AttributeValue> attributes) -> PrimaryKeys.ofKey(schema, attributes);
    };
  }
}
