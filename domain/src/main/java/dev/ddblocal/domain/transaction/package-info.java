/**
 * Transactions: writes of up to 100 items that are done all or not at all, and reads of up to 100
 * items at one moment.
 *
 * <pre>
 *   TransactWriteItems ──┐  the actions' own checks        ┌─ 1 tables, keys that are empty, targets
 *                        ├─────────────────────────────────┤  2 the token: a replay ends here
 *   ExecuteTransaction ──┘  TransactionCoordinator.write   │  3 every action is worked out:
 *                                                          │    one reason each, or all go on
 *                                                          └─ 4 all are written, and the token
 * </pre>
 *
 * <p>Steps 1 to 4 are one work of the keyspace, which runs alone among all writes of the keyspace
 * and sees all that were acknowledged before; a read is one snapshot. So transactions are
 * serializable among each other, against single writes, and against GetItem, Query and Scan, which
 * each see all of a transaction or nothing of it (DynamoDB lets a BatchGetItem, Query or Scan see
 * some of it; here they need not). Two writes of an item never meet half-way: the later one waits
 * for its turn. That is why nothing here ever answers a {@code TransactionConflict}, a {@code
 * TransactionConflictException} or a {@code TransactionInProgressException}: these tell a caller to
 * try again what here has been waited for. A second call with a client request token that is still
 * under way waits likewise, and then finds that it is a replay.
 *
 * <p>A transaction lives in one keyspace, which is one account in one region: authorization refuses
 * a request that names a table of another account, {@link
 * dev.ddblocal.domain.schema.TableReference} one of another region, before anything is read.
 */
package dev.ddblocal.domain.transaction;
