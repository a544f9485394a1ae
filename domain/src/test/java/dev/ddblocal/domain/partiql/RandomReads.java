package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.partiql.BilingualCondition.Values;
import dev.ddblocal.domain.query.QueryRequest;
import dev.ddblocal.domain.query.ScanRequest;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reads at random, each as a statement and as the native operation that it amounts to. */
final class RandomReads {
  private static final ReturnConsumedCapacity INDEXES = ReturnConsumedCapacity.INDEXES;
  private static final List<String> COLUMNS =
      List.of("pk", "sk", "nam", "val", "tags", "docs", "g", "rnk");

  private final Random random;

  RandomReads(Random random) {
    this.random = random;
  }

  /** A read of an item by its key. */
  record Get(StatementCall statement, GetItemRequest request) {}

  /** A read of pages. */
  record Pages(StatementCall statement, Native request) {
    /** The native operation. */
    interface Native {
      /** The request of the page behind a key; null for the first. */
      dev.ddblocal.domain.operation.OperationRequest<?> behind(Item key);
    }
  }

  Get get() {
    Map<String, AttributeValue> key = LocalDynamoDb.attributes("pk", pk(), "sk", random.nextInt(4));
    Values values = new Values();
    key.values().forEach(values::addOfKey);
    boolean consistent = random.nextBoolean();
    String columns = columns();
    return new Get(
        call("SELECT " + columns + " FROM t WHERE pk = ? AND sk = ?", values, consistent, null),
        new GetItemRequest(
            "t",
            AttributeMap.of(key),
            consistent,
            INDEXES,
            columns.equals("*") ? null : columns,
            null,
            null));
  }

  Pages query() {
    String index = List.of("", "", "all", "some", "ranked").get(random.nextInt(5));
    boolean global = index.equals("all") || index.equals("some");
    String sort = index.equals("ranked") ? "rnk" : "sk";
    Values values = new Values();
    String partition = global ? "g" : "pk";
    StringBuilder where = new StringBuilder(partition + " = ?");
    String keys = partition + " = " + values.add(global ? "g" + random.nextInt(2) : pk());
    if (random.nextInt(3) > 0) {
      int low = random.nextInt(4);
      // A table's whole key would be the read of an item.
      String operator = List.of("<", "<=", ">", ">=", "BETWEEN").get(random.nextInt(5));
      String first = values.add(low);
      where.append(" AND ").append(sort).append(" ").append(operator).append(" ?");
      keys += " AND " + sort + " " + operator + " " + first;
      if (operator.equals("BETWEEN")) {
        where.append(" AND ?");
        keys += " AND " + values.add(low + random.nextInt(3));
      }
    }
    String filter = null;
    if (random.nextBoolean()) {
      BilingualCondition condition = BilingualCondition.random(random, values);
      where.append(" AND (").append(condition.partiQl()).append(")");
      filter = condition.expression();
    }
    String order =
        List.of("", " ORDER BY " + sort, " ORDER BY " + sort + " DESC").get(random.nextInt(3));
    boolean consistent = random.nextInt(4) == 0;
    Integer limit = limit();
    String columns = columns();
    String text = "SELECT " + columns + " FROM " + source(index) + " WHERE " + where + order;
    String keyCondition = keys;
    String filterExpression = filter;
    return new Pages(
        call(text, values, consistent, limit),
        behind ->
            new QueryRequest(
                "t",
                index.isEmpty() ? null : index,
                null,
                limit,
                consistent,
                !order.endsWith("DESC"),
                startKey(behind),
                INDEXES,
                columns.equals("*") ? null : columns,
                filterExpression,
                keyCondition,
                null,
                values.byPlaceholder(),
                null,
                null,
                null,
                null));
  }

  Pages scan() {
    String index = List.of("", "", "all", "some", "ranked").get(random.nextInt(5));
    Values values = new Values();
    BilingualCondition condition =
        random.nextBoolean() ? BilingualCondition.random(random, values) : null;
    boolean consistent = random.nextInt(4) == 0;
    Integer limit = limit();
    String columns = columns();
    String text =
        "SELECT "
            + columns
            + " FROM "
            + source(index)
            + (condition == null ? "" : " WHERE " + condition.partiQl());
    return new Pages(
        call(text, values, consistent, limit),
        behind ->
            new ScanRequest(
                "t",
                index.isEmpty() ? null : index,
                limit,
                null,
                startKey(behind),
                INDEXES,
                null,
                null,
                columns.equals("*") ? null : columns,
                condition == null ? null : condition.expression(),
                null,
                values.byPlaceholder(),
                consistent,
                null,
                null,
                null));
  }

  private static String source(String index) {
    return index.isEmpty() ? "t" : "t.\"" + index + "\"";
  }

  private static AttributeMap startKey(Item key) {
    return key == null ? null : AttributeMap.of(key.attributes());
  }

  private static StatementCall call(String text, Values values, boolean consistent, Integer limit) {
    StatementCall call = StatementCall.of(text, values.parameters());
    if (consistent) {
      call.consistent();
    }
    return limit == null ? call : call.limit(limit);
  }

  private Integer limit() {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(4) : null;
  }

  String pk() {
    return "p" + random.nextInt(3);
  }

  private String columns() {
    if (random.nextBoolean()) {
      return "*";
    }
    List<String> chosen = COLUMNS.stream().filter(_ -> random.nextInt(3) == 0).toList();
    return chosen.isEmpty() ? "val" : String.join(", ", chosen);
  }
}
