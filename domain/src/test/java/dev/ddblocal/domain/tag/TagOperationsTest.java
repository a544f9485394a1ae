package dev.ddblocal.domain.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.table.TagRules;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagOperationsTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void createTable() {
    db.createTable("Music", "pk:S");
  }

  private static String tagging(String arn, String tags) {
    return "{'ResourceArn':'%s','Tags':[%s]}".formatted(arn, tags).replace('\'', '"');
  }

  private static String tag(String key, String value) {
    return "{'Key':'%s','Value':'%s'}".formatted(key, value);
  }

  private static String tags(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> tag("key" + i, "value"))
        .collect(Collectors.joining(","));
  }

  private void add(String tags) {
    json.answers("{}", "TagResource", tagging(ARN, tags));
  }

  private void refusesToAdd(String message, String tags) {
    json.refuses(message, "TagResource", tagging(ARN, tags));
  }

  private void remove(String keys) {
    json.answers(
        "{}",
        "UntagResource",
        "{'ResourceArn':'%s','TagKeys':[%s]}".formatted(ARN, keys).replace('\'', '"'));
  }

  private static String naming(String arn) {
    return "{\"ResourceArn\":\"%s\"}".formatted(arn);
  }

  private void assertTags(String tags) {
    json.answers(
        "{'Tags':[%s]}".formatted(tags).replace('\'', '"'), "ListTagsOfResource", naming(ARN));
  }

  private static String createTable(String name, String tags) {
    return """
    {'TableName':'%s','BillingMode':'PAY_PER_REQUEST',
     'AttributeDefinitions':[{'AttributeName':'pk','AttributeType':'S'}],
     'KeySchema':[{'AttributeName':'pk','KeyType':'HASH'}],'Tags':[%s]}
    """
        .formatted(name, tags)
        .replace('\'', '"');
  }

  @Test
  void a_new_table_has_no_tags() {
    assertTags("");
  }

  @Test
  void tags_are_added_replaced_and_taken_away() {
    add(tag("owner", "a") + "," + tag("empty", ""));
    add(tag("owner", "b") + "," + tag("Owner", "c"));
    assertTags(tag("owner", "b") + "," + tag("empty", "") + "," + tag("Owner", "c"));
    remove("'owner','missing','owner'");
    assertTags(tag("empty", "") + "," + tag("Owner", "c"));
  }

  @Test
  void create_table_gives_tags_that_go_with_the_table() {
    String arn = ARN.replace("Music", "Tagged");
    json.call("CreateTable", createTable("Tagged", tag("a", "1") + "," + tag("b", "2")));
    json.answers(
        "{\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]}",
        "ListTagsOfResource",
        naming(arn));
    json.call("DeleteTable", "{\"TableName\":\"Tagged\"}");
    json.call("CreateTable", createTable("Tagged", ""));
    json.answers("{\"Tags\":[]}", "ListTagsOfResource", naming(arn));
  }

  @Test
  void create_table_refuses_what_a_table_cannot_have() {
    json.refuses(
        INVALID + "Duplicate Tag Key: a",
        "CreateTable",
        createTable("Tagged", tag("a", "1") + "," + tag("a", "2")));
    json.refuses(
        "The Tag Key provided is invalid aws:a", "CreateTable", createTable("T", tag("aws:a", "")));
    json.refuses(
        INVALID + "Too many tags: 51, a table can have at most 50",
        "CreateTable",
        createTable("Tagged", tags(0, 51)));
    json.answers("{\"TableNames\":[\"Music\"]}", "ListTables", "{}");
  }

  @Test
  void a_table_has_at_most_50_tags() {
    add(tags(0, TagRules.MAX_TAGS));
    add(tag("key7", "changed"));
    refusesToAdd(INVALID + "Too many tags: 51, a table can have at most 50", tag("more", ""));
    remove("'key7'");
    add(tag("more", ""));
    assertEquals(
        TagRules.MAX_TAGS, db.call(new ListTagsOfResourceRequest(ARN, null)).tags().size());
  }

  @Test
  void a_refused_request_adds_nothing() {
    refusesToAdd("The Tag Key provided is invalid aws:b", tag("a", "") + "," + tag("aws:b", ""));
    refusesToAdd(INVALID + "Duplicate Tag Key: a", tag("a", "1") + "," + tag("a", "1"));
    assertTags("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws:", "aws:owner", "AWS:owner", "Aws:x", "a#b", "a\u0000", "tab\\tx", "x!"})
  void keys_that_are_reserved_or_have_other_characters_are_refused(String key) {
    refusesToAdd("The Tag Key provided is invalid " + key.replace("\\t", "\t"), tag(key, "value"));
  }

  @Test
  void values_with_other_characters_are_refused() {
    json.refuses(
        "The Tag Value provided is invalid Test's",
        "TagResource",
        "{\"ResourceArn\":\"%s\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"Test's\"}]}".formatted(ARN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost center", "größe", "a_b.c:d/e=f+g-h@i", "日本", "awsome", "x:aws:"})
  void letters_digits_white_space_and_some_signs_are_allowed(String text) {
    add(tag(text, text));
    assertTags(tag(text, text));
    add(tag(text, "aws:x"));
    assertTags(tag(text, "aws:x"));
  }

  @Test
  void nothing_to_add_or_take_away_is_refused() {
    refusesToAdd("Atleast one Tag needs to be provided as Input.", "");
    json.refuses(
        "Atleast one Tag Key needs to be provided as Input.",
        "UntagResource",
        "{\"ResourceArn\":\"%s\",\"TagKeys\":[]}".formatted(ARN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Music",
        "a:b:c:d:e:f/g",
        "arn:aws:dynamodb:us-east-1:111122223333:table/Music/index/ByYear",
        "arn:aws:dynamodb:us-east-1:111122223333:table/Music/stream/2026-01-01T00:00:00.000",
        "arn:aws:dynamodb:us-east-1:111122223333:table/bad name",
        "arn:aws-cn:dynamodb:us-east-1:111122223333:table/Music",
        "arn:aws:s3:us-east-1:111122223333:table/Music"
      })
  void what_is_no_tables_arn_is_refused(String arn) {
    String message = "Invalid TableArn: Invalid ResourceArn provided as input " + arn;
    json.refuses(message, "TagResource", tagging(arn, tag("a", "b")));
    json.refuses(message, "ListTagsOfResource", naming(arn));
    json.refuses(
        message, "UntagResource", "{\"ResourceArn\":\"%s\",\"TagKeys\":[\"a\"]}".formatted(arn));
  }

  @ParameterizedTest
  @CsvSource({"us-east-1, true", "eu-west-1, false"})
  void a_missing_table_is_not_found(String region, boolean toldOf) {
    String arn = "arn:aws:dynamodb:" + region + ":111122223333:table/Missing";
    String message =
        "Requested resource not found" + (toldOf ? ": ResourcArn: " + arn + " not found" : "");
    for (String operation : new String[] {"TagResource", "UntagResource", "ListTagsOfResource"}) {
      json.refuses(
          ErrorCode.RESOURCE_NOT_FOUND,
          message,
          operation,
          switch (operation) {
            case "TagResource" -> tagging(arn, tag("a", "b"));
            case "UntagResource" -> "{\"ResourceArn\":\"%s\",\"TagKeys\":[\"a\"]}".formatted(arn);
            default -> naming(arn);
          });
    }
  }

  @Test
  void a_table_that_is_being_made_cannot_be_tagged_yet() {
    Duration hour = Duration.ofHours(1);
    LocalDynamoDb slow =
        new LocalDynamoDb(new DynamoDbSettings(hour, Duration.ZERO, Duration.ZERO));
    DynamoDbJson slowJson = new DynamoDbJson(slow);
    slowJson.call("CreateTable", createTable("Music", tag("a", "1")));
    slowJson.refuses(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: ResourcArn: " + ARN + " not found",
        "ListTagsOfResource",
        naming(ARN));
    slow.pass(hour);
    slowJson.answers(
        "{\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"}]}", "ListTagsOfResource", naming(ARN));
  }

  @Test
  void all_tags_are_on_one_page_so_there_is_no_token_to_send() {
    add(tags(0, TagRules.MAX_TAGS));
    assertEquals(null, db.call(new ListTagsOfResourceRequest(ARN, null)).nextToken());
    json.refuses(
        "Invalid NextToken",
        "ListTagsOfResource",
        "{\"ResourceArn\":\"%s\",\"NextToken\":\"key9\"}".formatted(ARN));
  }
}
