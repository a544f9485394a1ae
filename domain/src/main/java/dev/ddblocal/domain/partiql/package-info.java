/**
 * PartiQL for DynamoDB: statements are read into the domain's own conditions, updates and paths,
 * and run as the item operations, queries, scans and transactions that they amount to.
 */
package dev.ddblocal.domain.partiql;
