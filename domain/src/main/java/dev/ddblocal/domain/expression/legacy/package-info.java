/**
 * The legacy parameters, which say in maps and lists what expressions say in a text, translated
 * into the same trees. See "Legacy DynamoDB conditional parameters" in the developer guide.
 */
package dev.ddblocal.domain.expression.legacy;
