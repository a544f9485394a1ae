package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.TableClass;
import java.time.Instant;

/**
 * Model shape {@code TableClassSummary}.
 *
 * @param tableClass the storage class
 * @param lastUpdateDateTime when it was last changed; null if never
 */
public record TableClassSummary(TableClass tableClass, Instant lastUpdateDateTime) {}
