/** Tags of tables. */
package dev.ddblocal.domain.tag;
