package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Map;

/** What GetItem's and BatchGetItem's requests say on the parts of items that are answered. */
interface ProjectedRead {
  /** The primary keys of the items, as sent. */
  List<AttributeMap> keysRead();

  /** The projection, or null. */
  String projectionExpression();

  /** Attribute names by placeholder, or null. */
  Map<String, String> expressionAttributeNames();

  /** The projection as legacy parameter: names of attributes, or null. */
  List<String> attributesToGet();
}
