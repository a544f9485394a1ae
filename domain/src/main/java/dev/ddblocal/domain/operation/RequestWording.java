package dev.ddblocal.domain.operation;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.SentValue;
import dev.ddblocal.domain.value.ValidationLayer;
import dev.ddblocal.domain.value.ValueDefect;
import java.util.Map;

/** How an operation words the checks of its request (the second validation layer). */
public enum RequestWording {
  /** Inside the envelope of member constraints: PutItem, UpdateItem, DeleteItem. */
  ENVELOPED("1 validation error detected: ", ValidationLayer.CURRENT),
  /** Bare, in the current wording: GetItem, BatchGetItem, Query. */
  BARE_CURRENT("", ValidationLayer.CURRENT),
  /** Bare, in the older wording: BatchWriteItem, Scan, transactions. */
  BARE_OLDER("", ValidationLayer.OLDER);

  private final String prefix;
  private final ValidationLayer layer;

  RequestWording(String prefix, ValidationLayer layer) {
    this.prefix = prefix;
    this.layer = layer;
  }

  /** The refusal of a request with the given text. */
  public DynamoDbException refusal(String message) {
    return DynamoDbException.validation(prefix + message);
  }

  /** The refusal of a request for a defect of a value. */
  public DynamoDbException refusal(ValueDefect defect) {
    return refusal(defect.message(layer));
  }

  /**
   * A single value that is sound.
   *
   * @throws DynamoDbException a ValidationException that names its defect
   */
  public AttributeValue sound(SentValue value) {
    if (value.defect() != null) {
      throw refusal(value.defect());
    }
    return value.value();
  }

  /**
   * The attributes of a map whose values are all sound.
   *
   * @throws DynamoDbException a ValidationException that names the first defect
   */
  public Map<String, AttributeValue> sound(AttributeMap map) {
    if (map.defect() != null) {
      throw refusal(map.defect());
    }
    return map.attributes();
  }

  /**
   * The attributes of an ExpressionAttributeValues map whose values are all sound.
   *
   * @throws DynamoDbException a ValidationException that names the first defect; the older layer
   *     names its key too
   */
  public Map<String, AttributeValue> soundExpressionValues(AttributeMap map) {
    if (map.defect() == null) {
      return map.attributes();
    }
    String message = map.defect().message(layer);
    throw refusal(
        switch (layer) {
          case CURRENT -> message;
          case OLDER ->
              "ExpressionAttributeValues contains invalid value: "
                  + message
                  + " for key "
                  + map.defectKey();
        });
  }
}
