/** The storage contract that every adapter has to keep, and an adapter in memory for tests. */
package dev.ddblocal.domain.port.testing;
