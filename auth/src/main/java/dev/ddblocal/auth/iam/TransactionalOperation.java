package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.domain.port.QueryReply;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** An operation of IAM that is one transaction of the identity table. */
abstract class TransactionalOperation implements IamOperation {
  private final String name;
  private final IdentityTransactions transactions;

  TransactionalOperation(String name, IamEnvironment environment) {
    this.name = Objects.requireNonNull(name, "name is null");
    this.transactions = new IdentityTransactions(environment.store());
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final CompletionStage<QueryReply> execute(IamCall call) {
    return transactions.run(transaction -> run(transaction, call));
  }

  /**
   * Reads and wants changes; may be run again after a conflict.
   *
   * @throws dev.ddblocal.domain.port.QueryFault the error that the operation answers
   */
  abstract QueryReply run(IdentityTransaction transaction, IamCall call);
}
