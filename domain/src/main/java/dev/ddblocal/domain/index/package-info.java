/** Secondary indexes: what they hold of an item, and how writes keep them. */
package dev.ddblocal.domain.index;
