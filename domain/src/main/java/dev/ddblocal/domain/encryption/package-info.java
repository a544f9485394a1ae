/** Keys that keep data from whoever has the files. */
package dev.ddblocal.domain.encryption;
