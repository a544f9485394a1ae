package dev.ddblocal.it.transfer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What the clerks were answered. Safe for all of them at once. */
public final class Journal {
  private final Map<String, Transfer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Transfer> unanswered = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicIntegerArray shifts = new AtomicIntegerArray(Bank.ACCOUNTS);
  private final AtomicIntegerArray unansweredShifts = new AtomicIntegerArray(Bank.ACCOUNTS);

  void acknowledged(Transfer transfer) {
    unanswered.remove(transfer.id());
    acknowledged.put(transfer.id(), transfer);
  }

  void unanswered(Transfer transfer) {
    unanswered.put(transfer.id(), transfer);
  }

  void refused(Transfer transfer) {
    unanswered.remove(transfer.id());
    refused.add(transfer.id());
  }

  void shifted(int account) {
    shifts.incrementAndGet(account);
  }

  void unansweredShift(int account) {
    unansweredShifts.incrementAndGet(account);
  }

  /** The transfers that were acknowledged, by id: each has to be there, whole. */
  public Map<String, Transfer> acknowledged() {
    return acknowledged;
  }

  /** The transfers that the server did not get to answer: each is there whole, or not at all. */
  public Map<String, Transfer> unanswered() {
    return unanswered;
  }

  /** The transfers that were cancelled: none has left a trace. */
  public Set<String> refused() {
    return refused;
  }

  /** The fewest times that an account can have been shifted: as often as was acknowledged. */
  public int fewestShifts(int account) {
    return shifts.get(account);
  }

  /** The most times that an account can have been shifted. */
  public int mostShifts(int account) {
    return shifts.get(account) + unansweredShifts.get(account);
  }
}
