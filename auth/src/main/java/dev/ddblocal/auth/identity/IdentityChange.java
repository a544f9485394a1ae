package dev.ddblocal.auth.identity;

import java.util.Objects;

/** A change of one record of the identity table. */
public sealed interface IdentityChange {
  /** The partition key of the record. */
  String partition();

  /** The sort key of the record. */
  String sort();

  /**
   * Puts a record that must not be there yet.
   *
   * @param record the record
   */
  record Create(IdentityRecord record) implements IdentityChange {
    /** Refuses a missing record. */
    public Create {
      Objects.requireNonNull(record, "record is null");
    }

    @Override
    public String partition() {
      return record.partition();
    }

    @Override
    public String sort() {
      return record.sort();
    }
  }

  /**
   * Puts a record in the place of one that must not have changed since it was read.
   *
   * @param before the record as it was read
   * @param after what it becomes, with the same keys
   */
  record Replace(IdentityRecord before, IdentityRecord after) implements IdentityChange {
    /** Refuses missing records. */
    public Replace {
      Objects.requireNonNull(before, "before is null");
      Objects.requireNonNull(after, "after is null");
    }

    @Override
    public String partition() {
      return after.partition();
    }

    @Override
    public String sort() {
      return after.sort();
    }
  }

  /**
   * Puts a record, whatever is there.
   *
   * @param record the record
   */
  record Put(IdentityRecord record) implements IdentityChange {
    /** Refuses a missing record. */
    public Put {
      Objects.requireNonNull(record, "record is null");
    }

    @Override
    public String partition() {
      return record.partition();
    }

    @Override
    public String sort() {
      return record.sort();
    }
  }

  /**
   * Deletes a record; that there is none is no error.
   *
   * @param partition the partition key
   * @param sort the sort key
   */
  record Delete(String partition, String sort) implements IdentityChange {
    /** Refuses missing keys. */
    public Delete {
      Objects.requireNonNull(partition, "partition is null");
      Objects.requireNonNull(sort, "sort is null");
    }
  }

  /**
   * Deletes a record that must not have changed since it was read.
   *
   * @param seen the record as it was read
   */
  record Remove(IdentityRecord seen) implements IdentityChange {
    /** Refuses a missing record. */
    public Remove {
      Objects.requireNonNull(seen, "seen is null");
    }

    @Override
    public String partition() {
      return seen.partition();
    }

    @Override
    public String sort() {
      return seen.sort();
    }
  }

  /**
   * Requires that a record is there and has not changed since it was read.
   *
   * @param seen the record as it was read
   */
  record Unchanged(IdentityRecord seen) implements IdentityChange {
    /** Refuses a missing record. */
    public Unchanged {
      Objects.requireNonNull(seen, "seen is null");
    }

    @Override
    public String partition() {
      return seen.partition();
    }

    @Override
    public String sort() {
      return seen.sort();
    }
  }
}
