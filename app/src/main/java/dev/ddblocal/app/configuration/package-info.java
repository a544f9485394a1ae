/** The server's settings: their names, where their values come from, and what they mean. */
package dev.ddblocal.app.configuration;
