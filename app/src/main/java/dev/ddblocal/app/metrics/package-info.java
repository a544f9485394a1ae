/** What the server counts and measures, for Prometheus. */
package dev.ddblocal.app.metrics;
