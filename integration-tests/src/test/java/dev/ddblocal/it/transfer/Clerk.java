package dev.ddblocal.it.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Makes transfers and shifts, one after the other, and keeps the journal. */
public final class Clerk {
  private static final int LARGEST_AMOUNT = 60;

  private final int number;
  private final Journal journal;
  private final Random random;
  private int transfers;
  private Transfer unanswered;
  private Transfer acknowledged;

  /**
   * A clerk.
   *
   * @param number the clerk's number
   * @param journal where the answers go
   * @param seed what its draws come from
   */
  public Clerk(int number, Journal journal, long seed) {
    this.number = number;
    this.journal = journal;
    this.random = new Random(seed + number);
  }

  /**
   * Works until the server is gone. Begins with what the last server did not answer.
   *
   * @param bank the bank at the server of this round
   * @param done run after every acknowledged transfer
   * @throws SdkClientException when the server is gone
   */
  public void work(Bank bank, Runnable done) {
    comeBackTo(bank);
    while (true) {
      switch (random.nextInt(10)) {
        case 0 -> overdraw(bank, next(Bank.TOTAL + 1));
        case 1, 2 -> shift(bank);
        default -> {
          if (make(bank, next(1 + random.nextInt(LARGEST_AMOUNT)))) {
            done.run();
          }
        }
      }
    }
  }

  /** After a restart the tokens of transfers that were made are still known. */
  private void comeBackTo(Bank bank) {
    if (unanswered != null && random.nextBoolean()) {
      make(bank, unanswered);
    }
    unanswered = null;
    if (acknowledged != null) {
      Transfer made = acknowledged;
      bank.make(made);
      assertThrows(
          IdempotentParameterMismatchException.class,
          () -> bank.make(made.of(made.amount() + 1)),
          made::toString);
    }
  }

  private Transfer next(long amount) {
    int from = random.nextInt(Bank.ACCOUNTS);
    int to = (from + 1 + random.nextInt(Bank.ACCOUNTS - 1)) % Bank.ACCOUNTS;
    return new Transfer(number, ++transfers, from, to, amount);
  }

  /** Makes a transfer and says whether the account had enough for it. */
  private boolean make(Bank bank, Transfer transfer) {
    unanswered = transfer;
    journal.unanswered(transfer);
    List<String> refusal = attempt(bank, transfer);
    unanswered = null;
    if (!refusal.isEmpty()) {
      assertEquals(List.of("ConditionalCheckFailed", "None", "None"), refusal, transfer::toString);
      journal.refused(transfer);
      return false;
    }
    journal.acknowledged(transfer);
    acknowledged = transfer;
    if (random.nextInt(5) == 0) {
      assertEquals(List.of(), attempt(bank, transfer), () -> "again: " + transfer);
    }
    return true;
  }

  /** A cancelled transaction is no success to be repeated: its token may be used again. */
  private void overdraw(Bank bank, Transfer tooMuch) {
    journal.refused(tooMuch);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertEquals(
          List.of("ConditionalCheckFailed", "None", "None"),
          attempt(bank, tooMuch),
          tooMuch::toString);
    }
  }

  /** The codes of the reasons for which a transfer was cancelled; none where it was made. */
  private static List<String> attempt(Bank bank, Transfer transfer) {
    while (true) {
      try {
        bank.make(transfer);
        return List.of();
      } catch (TransactionCanceledException e) {
        List<String> codes =
            e.cancellationReasons().stream().map(CancellationReason::code).toList();
        if (!codes.contains("TransactionConflict")) {
          return codes;
        }
      } catch (TransactionInProgressException e) {
        // It is being made; the next answer says how that ended.
      }
    }
  }

  private void shift(Bank bank) {
    int account = random.nextInt(Bank.ACCOUNTS);
    long amount = random.nextBoolean() ? 5 : -5;
    while (true) {
      try {
        bank.putAside(account, amount);
        journal.shifted(account);
        return;
      } catch (ConditionalCheckFailedException e) {
        return;
      } catch (TransactionConflictException e) {
        // A transaction was at the account; the shift is tried again.
      } catch (SdkClientException e) {
        journal.unansweredShift(account);
        throw e;
      }
    }
  }
}
