package dev.ddblocal.it.transfer;

/**
 * Money that goes from one account to another.
 *
 * @param clerk who makes it
 * @param number the clerk's number of it, ascending from 1
 * @param from the account that pays
 * @param to the account that is paid
 * @param amount how much
 */
public record Transfer(int clerk, int number, int from, int to, long amount) {
  /** The key of its entry in the ledger. */
  public String id() {
    return clerk + "-" + number;
  }

  /** The ClientRequestToken that every request for it carries. */
  public String token() {
    return "transfer-" + id();
  }

  /** The same transfer of another amount: another request under the same token. */
  public Transfer of(long otherAmount) {
    return new Transfer(clerk, number, from, to, otherAmount);
  }

  /** Whether an account pays or is paid. */
  public boolean touches(int account) {
    return from == account || to == account;
  }
}
