/** Backups of tables: what is told of them. */
package dev.ddblocal.domain.backup;
