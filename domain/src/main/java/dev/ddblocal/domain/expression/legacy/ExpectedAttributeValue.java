package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.value.SentValue;
import java.util.List;

/**
 * Model shape {@code ExpectedAttributeValue}: what Expected asks of an attribute.
 *
 * @param value the value it must have; with a comparison operator, the only one it is compared with
 * @param exists false for an attribute that must be missing
 * @param comparisonOperator how the attribute is compared; null for the older form, which has a
 *     value or says whether one exists
 * @param attributeValueList what the attribute is compared with
 */
public record ExpectedAttributeValue(
    SentValue value,
    Boolean exists,
    ComparisonOperator comparisonOperator,
    List<SentValue> attributeValueList) {}
