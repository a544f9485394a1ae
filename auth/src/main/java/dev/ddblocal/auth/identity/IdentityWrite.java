package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.transaction.ConditionCheck;
import dev.ddblocal.domain.transaction.Delete;
import dev.ddblocal.domain.transaction.Put;
import dev.ddblocal.domain.transaction.TransactWriteItem;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Changes of the identity table as actions of a transaction. */
final class IdentityWrite {
  private IdentityWrite() {}

  /** The action that makes the change. */
  static TransactWriteItem of(IdentityChange change) {
    return switch (change) {
      case IdentityChange.Create(IdentityRecord record) ->
          put(record, "attribute_not_exists(pk)", null, null);
      case IdentityChange.Put(IdentityRecord record) -> put(record, null, null, null);
      case IdentityChange.Replace(IdentityRecord before, IdentityRecord after) -> {
        Equality equality = Equality.with(before);
        yield put(after, equality.condition, equality.names, equality.values());
      }
      case IdentityChange.Delete(String partition, String sort) ->
          delete(partition, sort, null, null, null);
      case IdentityChange.Remove(IdentityRecord seen) -> {
        Equality equality = Equality.with(seen);
        yield delete(
            seen.partition(), seen.sort(), equality.condition, equality.names, equality.values());
      }
      case IdentityChange.Unchanged(IdentityRecord seen) -> {
        Equality equality = Equality.with(seen);
        yield new TransactWriteItem(
            new ConditionCheck(
                AttributeMap.of(DynamoDbIdentityStore.key(seen.partition(), seen.sort())),
                DynamoDbIdentityStore.TABLE,
                equality.condition,
                equality.names,
                equality.values(),
                null),
            null,
            null,
            null);
      }
    };
  }

  private static TransactWriteItem delete(
      String partition,
      String sort,
      String condition,
      Map<String, String> names,
      AttributeMap values) {
    return new TransactWriteItem(
        null,
        null,
        new Delete(
            AttributeMap.of(DynamoDbIdentityStore.key(partition, sort)),
            DynamoDbIdentityStore.TABLE,
            condition,
            names,
            values,
            null),
        null);
  }

  private static TransactWriteItem put(
      IdentityRecord record, String condition, Map<String, String> names, AttributeMap values) {
    Map<String, AttributeValue> item = DynamoDbIdentityStore.key(record.partition(), record.sort());
    item.putAll(record.attributes());
    return new TransactWriteItem(
        null,
        new Put(AttributeMap.of(item), DynamoDbIdentityStore.TABLE, condition, names, values, null),
        null,
        null);
  }

  /** The condition that an item has all attributes of a record as they were read. */
  private static final class Equality {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final String condition;

    private Equality(IdentityRecord record) {
      StringJoiner terms = new StringJoiner(" AND ");
      names.put("#pk", DynamoDbIdentityStore.PARTITION_KEY);
      terms.add("attribute_exists(#pk)");
      int number = 0;
      for (Map.Entry<String, AttributeValue> attribute : record.attributes().entrySet()) {
        names.put("#a" + number, attribute.getKey());
        values.put(":a" + number, attribute.getValue());
        terms.add("#a" + number + " = :a" + number);
        number++;
      }
      condition = terms.toString();
    }

    static Equality with(IdentityRecord record) {
      return new Equality(record);
    }

    /** The values, or null where there are none, as a request without them has it. */
    AttributeMap values() {
      return values.isEmpty() ? null : AttributeMap.of(values);
    }
  }
}
