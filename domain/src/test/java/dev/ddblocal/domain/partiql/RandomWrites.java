package dev.ddblocal.domain.partiql;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.item.DeleteItemRequest;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.item.ReturnValue;
import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.item.UpdateItemRequest;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.partiql.BilingualCondition.Values;
import dev.ddblocal.domain.transaction.Delete;
import dev.ddblocal.domain.transaction.Put;
import dev.ddblocal.domain.transaction.TransactWriteItem;
import dev.ddblocal.domain.transaction.Update;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes at random, each as a statement and as the native operation that it amounts to. */
final class RandomWrites {
  private static final ReturnConsumedCapacity INDEXES = ReturnConsumedCapacity.INDEXES;
  private static final ReturnValuesOnConditionCheckFailure ALL_OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;
  private static final List<ReturnValue> RETURNED =
      List.of(
          ReturnValue.ALL_OLD,
          ReturnValue.UPDATED_OLD,
          ReturnValue.ALL_NEW,
          ReturnValue.UPDATED_NEW);
  private static final List<String> RETURNING =
      List.of("ALL OLD", "MODIFIED OLD", "ALL NEW", "MODIFIED NEW");

  private final Random random;
  private final RandomReads reads;

  RandomWrites(Random random, RandomReads reads) {
    this.random = random;
    this.reads = reads;
  }

  /**
   * A write.
   *
   * @param statement the statement by itself
   * @param request the native request
   * @param inTransaction the statement without RETURNING
   * @param action the action of a native transaction
   * @param key where the item is
   */
  record Write(
      StatementCall statement,
      OperationRequest<?> request,
      StatementCall inTransaction,
      TransactWriteItem action,
      Map<String, AttributeValue> key) {}

  Write write() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> insert();
      case 2, 3 -> update();
      default -> delete();
    };
  }

  private Map<String, AttributeValue> key() {
    return attributes("pk", reads.pk(), "sk", random.nextInt(4));
  }

  private Write insert() {
    Map<String, AttributeValue> key = key();
    Map<String, AttributeValue> item = new LinkedHashMap<>(key);
    put(item, "nam", BilingualCondition.word(random));
    put(item, "val", random.nextInt(4) == 0 ? BilingualCondition.word(random) : random.nextInt(6));
    put(item, "tags", AttributeValue.stringSet(List.of("abc", BilingualCondition.word(random))));
    put(item, "docs", new AttributeValue.M(attributes("n", random.nextInt(3))));
    put(item, "g", random.nextInt(9) == 0 ? 1 : "g" + random.nextInt(2));
    put(item, "rnk", random.nextInt(4));
    put(item, "raw", new AttributeValue.B(Bytes.copyOf(new byte[random.nextInt(3)])));
    put(item, "pad", "x".repeat(random.nextInt(3) * 4000));
    Values values = new Values();
    StringBuilder literal = new StringBuilder();
    item.forEach((name, value) -> {
      literal.append(literal.isEmpty() ? "{" : ", ").append("'").append(name).append("': ?");
      values.add(value);
    });
    StatementCall statement =
        StatementCall.of("INSERT INTO t VALUE " + literal + "}", values.parameters());
    String condition = "attribute_not_exists(pk)";
    AttributeMap sent = AttributeMap.of(item);
    return new Write(
        statement,
        new PutItemRequest("t", sent, null, INDEXES, null, condition, null, null, null, null, null),
        statement,
        new TransactWriteItem(null, new Put(sent, "t", condition, null, null, null), null, null),
        key);
  }

  private void put(Map<String, AttributeValue> item, String name, Object value) {
    if (random.nextInt(3) > 0) {
      item.putAll(attributes(name, value));
    }
  }

  private Write update() {
    Map<String, AttributeValue> key = key();
    Values values = new Values();
    String[] texts = action(values);
    String[] where = where(key, values);
    String text = "UPDATE t " + texts[0] + " WHERE " + where[0];
    int returned = random.nextInt(5);
    String condition = "attribute_exists(pk)" + (where[1] == null ? "" : " AND (" + where[1] + ")");
    AttributeMap sentKey = AttributeMap.of(key);
    AttributeMap sentValues = values.byPlaceholder();
    return new Write(
        StatementCall.of(
                returned == 4 ? text : text + " RETURNING " + RETURNING.get(returned) + " *",
                values.parameters())
            .answeringItem(),
        new UpdateItemRequest(
            "t",
            sentKey,
            returned == 4 ? null : RETURNED.get(returned),
            INDEXES,
            null,
            texts[1],
            condition,
            null,
            sentValues,
            ALL_OLD,
            null,
            null,
            null),
        StatementCall.of(text, values.parameters()).answeringItem(),
        new TransactWriteItem(
            null,
            null,
            null,
            new Update(sentKey, texts[1], "t", condition, null, sentValues, ALL_OLD)),
        key);
  }

  /** What an update does, in both languages. */
  private String[] action(Values values) {
    return switch (random.nextInt(8)) {
      case 0 -> action("SET val = %s", values.add(random.nextInt(6)));
      case 1 -> action("SET val = val + %s", values.add(random.nextInt(6)));
      case 2 -> action("SET val = val - %s REMOVE nam", values.add(1));
      case 3 -> action("SET docs.n = %s", values.add(random.nextInt(3)));
      case 4 ->
          action("SET rnk = %s", values.add(random.nextInt(5) == 0 ? "r" : random.nextInt(4)));
      case 5 -> action("SET g = %s", values.add("g" + random.nextInt(2)));
      case 6 -> {
        String set = values.add(AttributeValue.stringSet(List.of(BilingualCondition.word(random))));
        yield random.nextBoolean()
            ? new String[] {"SET tags = set_add(tags, ?)", "ADD tags " + set}
            : new String[] {"SET tags = set_delete(tags, ?)", "DELETE tags " + set};
      }
      default -> new String[] {"REMOVE g", "REMOVE g"};
    };
  }

  private static String[] action(String text, String placeholder) {
    return new String[] {text.formatted("?"), text.formatted(placeholder)};
  }

  private Write delete() {
    Map<String, AttributeValue> key = key();
    Values values = new Values();
    String[] where = where(key, values);
    String text = "DELETE FROM t WHERE " + where[0];
    boolean returns = random.nextBoolean();
    String condition = where[1] == null ? null : "attribute_not_exists(pk) OR (" + where[1] + ")";
    AttributeMap sentKey = AttributeMap.of(key);
    AttributeMap sentValues = values.byPlaceholder();
    return new Write(
        StatementCall.of(returns ? text + " RETURNING ALL OLD *" : text, values.parameters())
            .answeringItem(),
        new DeleteItemRequest(
            "t",
            sentKey,
            returns ? ReturnValue.ALL_OLD : null,
            INDEXES,
            null,
            condition,
            null,
            sentValues,
            ALL_OLD,
            null,
            null),
        StatementCall.of(text, values.parameters()).answeringItem(),
        new TransactWriteItem(
            null, null, new Delete(sentKey, "t", condition, null, sentValues, ALL_OLD), null),
        key);
  }

  /** The clause of a statement, and the condition that a native request has beside its key. */
  private String[] where(Map<String, AttributeValue> key, Values values) {
    if (random.nextBoolean()) {
      values.addOfKey(key.get("pk"));
      values.addOfKey(key.get("sk"));
      return new String[] {"pk = ? AND sk = ?", null};
    }
    if (random.nextBoolean()) {
      BilingualCondition condition = BilingualCondition.random(random, values);
      values.addOfKey(key.get("sk"));
      values.addOfKey(key.get("pk"));
      return new String[] {
        "(" + condition.partiQl() + ") AND sk = ? AND ? = pk", condition.expression()
      };
    }
    values.addOfKey(key.get("pk"));
    BilingualCondition condition = BilingualCondition.random(random, values);
    values.addOfKey(key.get("sk"));
    return new String[] {
      "pk = ? AND (" + condition.partiQl() + ") AND sk = ?", condition.expression()
    };
  }
}
