package dev.ddblocal.domain.backup;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeContinuousBackupsTest {
  private static final String OPERATION = "DescribeContinuousBackups";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  private static String of(String table) {
    return "{\"TableName\":\"%s\"}".formatted(table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Music", "arn:aws:dynamodb:us-east-1:111122223333:table/Music"})
  void a_table_has_continuous_backups_but_no_point_in_time_recovery(String table) {
    db.createTable("Music", "pk:S");
    json.answers(
        """
        {"ContinuousBackupsDescription":
          {"ContinuousBackupsStatus":"ENABLED",
           "PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"DISABLED"}}}
        """,
        OPERATION,
        of(table));
  }

  @ParameterizedTest
  @CsvSource({
    "Missing, Missing",
    "arn:aws:dynamodb:us-east-1:111122223333:table/Missing, Missing",
    "arn:aws:dynamodb:eu-west-1:111122223333:table/Music,"
        + " arn:aws:dynamodb:eu-west-1:111122223333:table/Music",
    "arn:aws:dynamodb:us-east-1:444455556666:table/Music,"
        + " arn:aws:dynamodb:us-east-1:444455556666:table/Music"
  })
  void a_missing_table_is_not_found_in_words_of_its_own(String table, String told) {
    db.createTable("Music", "pk:S");
    json.refuses(ErrorCode.TABLE_NOT_FOUND, "Table not found: " + told, OPERATION, of(table));
  }

  @Test
  void what_is_no_tables_arn_is_refused() {
    json.refuses(
        "Invalid TableArn: Invalid ResourceArn provided as input a:b", OPERATION, of("a:b"));
  }

  @Test
  void a_table_that_is_being_made_is_not_found_yet() {
    Duration hour = Duration.ofHours(1);
    LocalDynamoDb slow =
        new LocalDynamoDb(new DynamoDbSettings(hour, Duration.ZERO, Duration.ZERO));
    slow.createTable("Music", "pk:S");
    new DynamoDbJson(slow)
        .refuses(ErrorCode.TABLE_NOT_FOUND, "Table not found: Music", OPERATION, of("Music"));
  }
}
