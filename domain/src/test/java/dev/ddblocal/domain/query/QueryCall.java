package dev.ddblocal.domain.query;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static dev.ddblocal.domain.LocalDynamoDb.map;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.legacy.ComparisonOperator;
import dev.ddblocal.domain.expression.legacy.ConditionParameter;
import dev.ddblocal.domain.expression.legacy.ConditionalOperator;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.SentValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds Query and Scan requests step by step. */
final class QueryCall {
  private final String table;
  private String index;
  private Select select;
  private Integer limit;
  private Boolean consistent;
  private Boolean forward;
  private AttributeMap startKey;
  private ReturnConsumedCapacity capacity;
  private String projection;
  private String filter;
  private String keys;
  private Map<String, String> names;
  private AttributeMap values;
  private Integer segment;
  private Integer totalSegments;
  private List<String> attributesToGet;
  private Map<String, ConditionParameter> legacyFilter;
  private ConditionalOperator conditionalOperator;
  private Map<String, ConditionParameter> keyConditions;

  private QueryCall(String table) {
    this.table = table;
  }

  static QueryCall on(String table) {
    return new QueryCall(table);
  }

  QueryCall index(String name) {
    index = name;
    return this;
  }

  QueryCall select(Select wanted) {
    select = wanted;
    return this;
  }

  QueryCall limit(int items) {
    limit = items;
    return this;
  }

  QueryCall consistent() {
    consistent = true;
    return this;
  }

  QueryCall backward() {
    forward = false;
    return this;
  }

  /** Goes on behind a page's last key; from the beginning if it is null. */
  QueryCall after(Item key) {
    startKey = key == null ? null : AttributeMap.of(key.attributes());
    return this;
  }

  QueryCall startKey(Object... namesAndValues) {
    startKey = map(namesAndValues);
    return this;
  }

  QueryCall capacity(ReturnConsumedCapacity wanted) {
    capacity = wanted;
    return this;
  }

  QueryCall projection(String text) {
    projection = text;
    return this;
  }

  QueryCall filter(String text) {
    filter = text;
    return this;
  }

  QueryCall keys(String text) {
    keys = text;
    return this;
  }

  QueryCall names(String... namesAndReplacements) {
    names = new LinkedHashMap<>();
    for (int i = 0; i < namesAndReplacements.length; i += 2) {
      names.put(namesAndReplacements[i], namesAndReplacements[i + 1]);
    }
    return this;
  }

  QueryCall values(Object... namesAndValues) {
    values = map(namesAndValues);
    return this;
  }

  QueryCall attributesToGet(String... attributes) {
    attributesToGet = List.of(attributes);
    return this;
  }

  /** A condition of QueryFilter or ScanFilter, with AND. */
  QueryCall legacyFilter(String attribute, ComparisonOperator operator, Object... values) {
    legacyFilter = with(legacyFilter, attribute, operator, values);
    return this;
  }

  QueryCall conditionalOperator(ConditionalOperator operator) {
    conditionalOperator = operator;
    return this;
  }

  QueryCall keyCondition(String attribute, ComparisonOperator operator, Object... values) {
    keyConditions = with(keyConditions, attribute, operator, values);
    return this;
  }

  private static Map<String, ConditionParameter> with(
      Map<String, ConditionParameter> conditions,
      String attribute,
      ComparisonOperator operator,
      Object... values) {
    Map<String, ConditionParameter> more =
        conditions == null ? new LinkedHashMap<>() : new LinkedHashMap<>(conditions);
    List<SentValue> list =
        Arrays.stream(values).map(value -> SentValue.of(attributes("v", value).get("v"))).toList();
    more.put(attribute, new ConditionParameter(list, operator));
    return more;
  }

  QueryCall segment(Integer number, Integer total) {
    segment = number;
    totalSegments = total;
    return this;
  }

  QueryRequest query() {
    return new QueryRequest(
        table,
        index,
        select,
        limit,
        consistent,
        forward,
        startKey,
        capacity,
        projection,
        filter,
        keys,
        names,
        values,
        attributesToGet,
        legacyFilter,
        conditionalOperator,
        keyConditions);
  }

  ScanRequest scan() {
    return new ScanRequest(
        table,
        index,
        limit,
        select,
        startKey,
        capacity,
        totalSegments,
        segment,
        projection,
        filter,
        names,
        values,
        consistent,
        attributesToGet,
        legacyFilter,
        conditionalOperator);
  }
}
