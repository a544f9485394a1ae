/** Items that expire: the setting, and what deletes them. */
package dev.ddblocal.domain.ttl;
