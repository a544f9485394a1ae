package dev.ddblocal.domain.item;

import java.util.List;
import java.util.Map;

/** What GetItem's and BatchGetItem's requests say on the parts of items that are answered. */
interface ProjectedRead {
  /** The projection, or null. */
  String projectionExpression();

  /** Attribute names by placeholder, or null. */
  Map<String, String> expressionAttributeNames();

  /** The projection as legacy parameter: names of attributes, or null. */
  List<String> attributesToGet();
}
