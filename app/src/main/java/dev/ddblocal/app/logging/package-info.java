/** How log lines look and where they go; never a secret in one. */
package dev.ddblocal.app.logging;
