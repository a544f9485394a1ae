/** Wires the modules into a server and starts it. */
package dev.ddblocal.app;
