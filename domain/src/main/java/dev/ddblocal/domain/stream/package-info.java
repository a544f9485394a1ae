/** Streams: the record of every change of a table's items, in shards, for 24 hours. */
package dev.ddblocal.domain.stream;
