/**
 * A bank whose transfers are transactions, with clerks who make them and auditors who read beside
 * them.
 */
package dev.ddblocal.it.transfer;
