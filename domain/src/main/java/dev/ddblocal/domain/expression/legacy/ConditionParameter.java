package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.value.SentValue;
import java.util.List;

/**
 * Model shape {@code Condition}: what KeyConditions, QueryFilter and ScanFilter ask of an
 * attribute.
 *
 * @param attributeValueList what the attribute is compared with; null where nothing is
 * @param comparisonOperator how it is compared
 */
public record ConditionParameter(
    List<SentValue> attributeValueList, ComparisonOperator comparisonOperator) {}
