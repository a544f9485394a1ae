package dev.ddblocal.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two accounts in an {@code access_keys.csv}. */
final class Tenants {
  static final String FIRST_ACCOUNT = "111122223333";
  static final String FIRST_KEY = "ELAKFIRSTTENANTKEY01";
  static final String FIRST_SECRET = "first+tenant/secret+for/tests+only000001";
  static final String SECOND_ACCOUNT = "444455556666";
  static final String SECOND_KEY = "ELAKSECONDTENANTKEY2";
  static final String SECOND_SECRET = "second+tenant/secret+for/tests+only00002";

  private Tenants() {}

  /** Writes the file into a folder. */
  static Path write(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("access_keys.csv"),
        """
        # Access Key,Secret key,Account Id,Existing encoded encryption key,New encoded encryption key
        %s,%s,%s,,
        %s , %s , %s ,,  # blanks and comments are fine
        """
            .formatted(
                FIRST_KEY, FIRST_SECRET, FIRST_ACCOUNT, SECOND_KEY, SECOND_SECRET, SECOND_ACCOUNT));
  }

  /** The ARN of a table of the first account. */
  static String firstTable(String name) {
    return "arn:aws:dynamodb:us-east-1:" + FIRST_ACCOUNT + ":table/" + name;
  }
}
