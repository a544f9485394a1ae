/** The storage port on SQLite. */
package dev.ddblocal.storage.sqlite;
