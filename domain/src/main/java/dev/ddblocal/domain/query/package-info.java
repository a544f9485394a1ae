/** Reading many items: Query, Scan, and their pages. */
package dev.ddblocal.domain.query;
