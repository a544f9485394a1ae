/**
 * The language of expressions: what conditions, filters, key conditions, projections and updates
 * say, from their texts to their effect on items. See "Using expressions in DynamoDB" in the
 * developer guide.
 */
package dev.ddblocal.domain.expression;
