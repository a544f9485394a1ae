/** The operations on resource-based policies. */
package dev.ddblocal.domain.resourcepolicy;
