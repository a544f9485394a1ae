package dev.ddblocal.auth.identity;

import java.util.Objects;
import java.util.random.RandomGenerator;

/** Makes the unique ids of IAM's entities: four letters that tell the kind, and 17 of base32. */
public final class UniqueIdGenerator {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 17;

  private final RandomGenerator random;

  /** Creates the generator; the randomness need not be secret. */
  public UniqueIdGenerator(RandomGenerator random) {
    this.random = Objects.requireNonNull(random, "random is null");
  }

  /** An id that nothing has had before. */
  public String next(Kind kind) {
    StringBuilder id = new StringBuilder(kind.prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** What has unique ids. */
  public enum Kind {
    /** A user. */
    USER("AIDA"),
    /** A role. */
    ROLE("AROA"),
    /** A group. */
    GROUP("AGPA"),
    /** A managed policy. */
    POLICY("ANPA");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }
}
