/** The Security Token Service: temporary credentials, how they are sealed and opened again. */
package dev.ddblocal.auth.sts;
